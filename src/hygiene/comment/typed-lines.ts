/** Lines that people wrote into the app's own part of a comment: kept below it, with their names. Pure. */
import { quietHandle } from '../../domain/text/escape.ts'
import { hasOthersText, readMarks, type Span, withOwnPart } from './comment-markers.ts'
import type { EditedComment } from './revision.ts'

/** The body with the app's part exchanged. What people wrote before, in and after it stays. */
export function rewritten(comment: EditedComment, own: Span, part: string): string {
  return withOwnPart(comment.body, own, part + keptLines(comment))
}

/** true when a person wrote something that stays when the app's part goes. */
export function holdsOthersText(comment: EditedComment, own: Span): boolean {
  return hasOthersText(comment.body, own) || keptLines(comment) !== ''
}

/** What people added to the app's part since the app last wrote it; empty where nobody did, or nobody knows. */
export function keptLines({ body, revisions = [] }: EditedComment): string {
  const last = revisions.findIndex(({ byApp }) => byApp)
  if (last <= 0) return ''
  const still = ownLines(body)
  let before = ownLines(revisions[last]?.body ?? '')
  const parts: { by: string | null; lines: string[] }[] = []
  for (const { by, body: text } of revisions.slice(0, last).reverse()) {
    const now = ownLines(text)
    const lines = without(now, before).filter((line) => still.includes(line))
    const latest = parts.at(-1)
    if (lines.length > 0) {
      if (latest && latest.by === by) latest.lines.push(...lines)
      else parts.push({ by, lines })
    }
    before = now
  }
  return parts.map(({ by, lines }) => `\n\n${by === null ? 'Somebody' : quietHandle(by)} wrote above:\n\n${lines.join('\n')}`).join('')
}

function ownLines(body: string): readonly string[] {
  const marked = readMarks(body)
  if (!('own' in marked)) return []
  const { start, end } = marked.own
  const lines = body.slice(start, end).replaceAll('\r\n', '\n').split('\n')
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '' && !line.includes('<!-- scs-sprint:'))
}

/** Lines of `now` beyond those of `before`, each as often as it is there more often. */
function without(now: readonly string[], before: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const line of before) left.set(line, (left.get(line) ?? 0) + 1)
  return now.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count <= 0
  })
}
