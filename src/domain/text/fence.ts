/** The fence that shows a text as code: longer than any run of backticks in it, so that nothing in the text can end it. Pure. */
export function fenceFor(text: string): string {
  let longest = 2
  for (const [run] of text.matchAll(/`+/g)) if (run.length > longest) longest = run.length
  return '`'.repeat(longest + 1)
}
