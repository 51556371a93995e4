/**
 * The hidden markers around each section of minutes that the app writes. Only they identify a section when minutes are read again,
 * whatever a template calls its heading. They are comments on their own lines, so nobody sees them on GitHub. Pure.
 */

const SECTION = /^<!-- scs-sprint:section ([a-z][a-z-]{0,39}) -->[ \t]*\r?$/
const END = '<!-- scs-sprint:end -->'

/** A part between its marks, blank lines inside of them. `id`: small letters and hyphens. `body`: Markdown, may be empty. */
export function markSection(id: string, body: string): string {
  const text = body.trim()
  return [`<!-- scs-sprint:section ${id} -->`, ...(text === '' ? [] : [text]), END].join('\n\n')
}

/** true for a whole line that is one of the two marks. */
export function isSectionMark(line: string): boolean {
  return SECTION.test(line) || line.trimEnd() === END
}

/** The id that a line opens a part with; null for any other line. */
function openedSection(line: string): string | null {
  return SECTION.exec(line)?.[1] ?? null
}

/** `from` and `to` are the indexes of the two marks. */
export type MarkedSection = { readonly id: string; readonly from: number; readonly to: number }

/**
 * Parts in order; none lies in another. A mark without its counterpart counts for nothing, so that in doubt a line is read
 * as one of people's: of two opening marks the second counts, of two closing ones the first. `isMark` tells by index which
 * lines may be marks (those in code are not); default: all.
 */
export function markedSections(lines: readonly string[], isMark: (index: number) => boolean = () => true): readonly MarkedSection[] {
  const found: MarkedSection[] = []
  let open: { id: string; from: number } | null = null
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('<!-- scs-sprint:') || !isMark(index)) continue
    const id = openedSection(line)
    if (id !== null) open = { id, from: index }
    else if (open !== null && line.trimEnd() === END) {
      found.push({ ...open, to: index })
      open = null
    }
  }
  return found
}

/** Indexes of marks without their counterpart. */
export function looseMarks(lines: readonly string[]): ReadonlySet<number> {
  const paired = new Set(markedSections(lines).flatMap(({ from, to }) => [from, to]))
  return new Set(lines.flatMap((line, index) => (isSectionMark(line) && !paired.has(index) ? [index] : [])))
}

/** Whatever stands outside of the parts becomes parts of this id; marks without a counterpart go. */
export function markRest(id: string, text: string): string {
  const lines = text.split('\n')
  const sections = markedSections(lines)
  const parts: string[] = []
  const rest = (from: number, to: number) => {
    const body = lines.slice(from, to).filter((line) => !isSectionMark(line))
    if (body.some((line) => line.trim() !== '')) parts.push(markSection(id, body.join('\n')))
  }
  let at = 0
  for (const { from, to } of sections) {
    rest(at, from)
    parts.push(lines.slice(from, to + 1).join('\n'))
    at = to + 1
  }
  rest(at, lines.length)
  return parts.join('\n\n')
}
