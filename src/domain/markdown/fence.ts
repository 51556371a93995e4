/** Code fences in Markdown: what opens and closes them, and which fence a text needs. Pure. */

export type Fence = { readonly sign: '`' | '~'; readonly length: number }

/** The fence with which a text begins; null for none. The text is a line without its indent, marks of lists, and blanks at its end. */
export function openingFence(text: string): (Fence & { /** Nothing follows: it may close one, too. */ readonly isBare: boolean }) | null {
  const sign = text[0]
  if (sign !== '`' && sign !== '~') return null
  let length = 1
  while (text[length] === sign) length++
  // A backtick later in the line makes it a code span.
  if (length < 3 || (sign === '`' && text.includes('`', length))) return null
  return { sign, length, isBare: length === text.length }
}

/** A longer fence may hold shorter ones. */
export function closesFence(text: string, { sign, length }: Fence): boolean {
  const found = openingFence(text)
  return found?.isBare === true && found.sign === sign && found.length >= length
}

/** The fence that shows a text as code: longer than any run of backticks in it, so that nothing in the text can end it. */
export function fenceFor(text: string): string {
  let longest = 2
  for (const [run] of text.matchAll(/`+/g)) if (run.length > longest) longest = run.length
  return '`'.repeat(longest + 1)
}
