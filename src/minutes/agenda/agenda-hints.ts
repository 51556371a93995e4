/** Hints of the team's agenda template in HTML comments: the pad held them before the meeting, so nobody said them. Pure. */
import { commentEnds, commentsOn } from '../../domain/markdown/hidden-comments.ts'
import { readStructure } from '../../notes/structure/read-structure.ts'
import { agendaLines } from './agenda-marker.ts'

/** A text of as many lines without comments whose lines stand as the agenda put them there. The words around them stay. */
export function withoutAgendaHints(text: string): string {
  if (!text.includes('<!--') || !text.includes('scs-sprint:agenda')) return text
  const lines = text.split('\n')
  const fromAgenda = agendaLines(lines).map((line) => line.fromAgenda)
  if (!fromAgenda.includes(true)) return text
  const isCode = codeLines(text)
  const endOf = commentEnds(lines)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (isCode.has(at) || !line.includes('<!--')) continue
    const { closed, open } = commentsOn(line)
    const end = open === -1 ? -1 : endOf(at, open)
    if (end > at) at = takeOut(lines, { at, open, end }, fromAgenda)
    else if (fromAgenda[at] === true)
      for (const { from, to } of closed.toReversed()) lines[at] = `${lines[at]?.slice(0, from)}${lines[at]?.slice(to)}`
  }
  return lines.join('\n')
}

/** A comment over several lines; the last one. */
function takeOut(lines: string[], { at, open, end }: { at: number; open: number; end: number }, fromAgenda: readonly boolean[]): number {
  const isAgenda = lines.slice(at, end + 1).every((line, index) => fromAgenda[at + index] === true || !/\p{L}{2}/u.test(line))
  if (!isAgenda) return end
  const behind = lines[end]?.slice((lines[end]?.indexOf('-->') ?? 0) + 3) ?? ''
  lines[at] = lines[at]?.slice(0, open) ?? ''
  lines.fill('', at + 1, end)
  lines[end] = behind
  return end
}

function codeLines(text: string): ReadonlySet<number> {
  return new Set(readStructure(text).lines.flatMap(({ kind, number }) => (kind === 'code' || kind === 'fence' ? [number - 1] : [])))
}
