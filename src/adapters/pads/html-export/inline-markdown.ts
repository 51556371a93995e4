/** Converts the pieces of one line to Markdown, including formatting made with buttons. Typed text stays as typed. */

export type Mark = 'strong' | 'em' | 'strike'

export type InlineRun = { readonly text: string; readonly marks: readonly Mark[]; readonly link: { readonly href: string } | null }

const SIGNS: readonly (readonly [Mark, string])[] = [
  ['strong', '**'],
  ['strike', '~~'],
  ['em', '*'],
]
/** What makes a typed line a heading, item or quote; it must stay first on its line. */
const LINE_START = /^\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,9}[.)]\s+|>\s*)/

export function renderInline(runs: readonly InlineRun[]): string {
  const typed = runs.map(({ text }) => text).join('')
  const start = LINE_START.exec(typed)?.[0].length ?? 0
  return typed.slice(0, start) + renderMarks(linksMerged(withoutStart(runs, start)), SIGNS)
}

function withoutStart(runs: readonly InlineRun[], length: number): readonly InlineRun[] {
  let left = length
  return runs.flatMap((run) => {
    const text = run.text.slice(left)
    left = Math.max(0, left - run.text.length)
    return text === '' ? [] : [{ ...run, text }]
  })
}

/** Each link becomes one piece: what is bold in parts of it stands inside, what is bold all over it around it. */
function linksMerged(runs: readonly InlineRun[]): readonly InlineRun[] {
  return groups(runs, (run) => run.link).flatMap((group) => {
    const link = group[0]?.link
    if (!link) return group
    const typed = group.map(({ text }) => text).join('')
    if (isSameTarget(typed, link.href)) return group.map((run) => ({ ...run, link: null }))
    const marks = SIGNS.map(([mark]) => mark).filter((mark) => group.every((run) => run.marks.includes(mark)))
    const inner = group.map((run) => ({ ...run, marks: run.marks.filter((mark) => !marks.includes(mark)), link: null }))
    return [{ text: linkTo(renderMarks(inner, SIGNS), link.href), marks, link: null }]
  })
}

function renderMarks(runs: readonly InlineRun[], [sign, ...rest]: typeof SIGNS): string {
  if (!sign) return runs.map(({ text }) => text).join('')
  const [mark, marker] = sign
  return groups(runs, (run) => run.marks.includes(mark))
    .map((group) => {
      const inner = renderMarks(group, rest)
      return group[0]?.marks.includes(mark) ? wrap(inner, marker) : inner
    })
    .join('')
}

/** Space at the ends goes outside: Markdown's signs must touch the words. */
function wrap(text: string, marker: string): string {
  const words = text.trim()
  if (words === '' || (words.length > 2 * marker.length && words.startsWith(marker) && words.endsWith(marker))) return text
  const lead = text.slice(0, text.length - text.trimStart().length)
  return `${lead}${marker}${words}${marker}${text.slice(lead.length + words.length)}`
}

/** Etherpad links every address that is typed; such a link says nothing that the text does not. */
export function isSameTarget(text: string, href: string): boolean {
  const typed = text.trim()
  return typed === '' || typed === href || ['http://', 'https://', 'mailto:'].some((scheme) => `${scheme}${typed}` === href)
}

function linkTo(text: string, href: string): string {
  const target = href.replace(/[\s()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
  const words = text.trim()
  const lead = text.slice(0, text.length - text.trimStart().length)
  const link = /[[\]]/.test(words) ? `${words} (${target})` : `[${words}](${target})`
  return `${lead}${link}${text.slice(lead.length + words.length)}`
}

function groups<Key>(runs: readonly InlineRun[], keyOf: (run: InlineRun) => Key): readonly (readonly InlineRun[])[] {
  const found: InlineRun[][] = []
  let last: Key | undefined
  for (const run of runs) {
    const key = keyOf(run)
    const open = found.at(-1)
    if (open && key === last) open.push(run)
    else found.push([run])
    last = key
  }
  return found
}
