/** Lines that belong together: how a sentence goes on, what stands below a label, and what a few words are about. */

import type { Line } from '../structure/read-structure.ts'
import { isDayTitle } from '../text/days.ts'
import { labelOf } from '../text/words.ts'
import { opensActions } from './items/action-markers.ts'
import { isRead, type ParsedPad } from './parsed-pad.ts'
import { LIST_END } from './people/people-words.ts'
export function contextOf(reading: ParsedPad, index: number): string {
  const line = reading.lines[index]
  if (!line) return ''
  const above = reading.lines[line.parent] ?? lineDirectlyAbove(reading, index)
  if (above) return above.text.replace(/^\[[ xX]?\]\s*/, '')
  const title = reading.structure.headings[line.section]?.title ?? ''
  return opensActions(labelOf(title)) || LIST_END.test(labelOf(title)) || isDayTitle(title) ? '' : title
}

/** The item or paragraph directly above, without a blank line between. */
function lineDirectlyAbove(reading: ParsedPad, index: number) {
  const line = reading.lines[index]
  for (let at = index - 1; at >= 0 && index - at < 20; at--) {
    const above = reading.lines[at]
    if (!above || above.kind === 'blank' || above.kind === 'heading' || !isRead(reading, at)) return undefined
    if (above.depth === line?.depth && (above.kind === 'item' || above.kind === 'text')) return above
  }
  return undefined
}

/** A line of a paragraph may go on with the sentence above; what somebody says (`ada: yes`) and a correction (`s/a/b/`) do not. */
export function goesOn({ kind, marker, text }: Line): boolean {
  return kind === 'text' && marker === null && !/^(?:[\w-]{2,30}:\s|s\/[^/]{1,80}\/|#[a-z])/.test(text)
}

/** A sentence that goes on below its first line. */
export function withContinuation(reading: ParsedPad, index: number, text: string): string {
  let whole = text
  let last = index
  for (let next = index + 1; next < Math.min(index + 8, reading.scope.to); next++) {
    const line = reading.lines[next]
    if (!line || line.continues !== last || !goesOn(line) || !/^[\p{Ll}(]/u.test(line.text)) break
    whole += ` ${line.text.trim()}`
    last = next
  }
  return whole
}

/** A label as a paragraph of its own goes for the list, or the lines, directly below it. */
export function followers(reading: ParsedPad, index: number): number[] {
  const line = reading.lines[index]
  if (line?.kind !== 'text') return []
  const found: number[] = []
  for (let next = index + 1; next < reading.scope.to; next++) {
    const other = reading.lines[next]
    if (!other || other.kind === 'heading') break
    if (other.kind === 'blank') {
      if (found.length > 0) break
      continue
    }
    if (other.kind === 'item' && other.depth < line.depth) break
    if (other.kind === 'item' && other.parent === line.parent) found.push(next)
    else if (other.kind === 'text' && found.length === 0 && other.continues === next - 1) found.push(next)
    else if (other.kind !== 'item') break
  }
  return found
}
