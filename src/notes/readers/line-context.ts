/** What a few words are about: the line that they are nested in, the one right above, else the heading of their topic. */

import { isDayTitle } from '../structure/day-titles.ts'
import { labelOf } from '../text/plain-text.ts'
import { opensActions } from './items/action-markers.ts'
import { isRead, type ParsedPad } from './parsed-pad.ts'
import { endsList } from './people/people-words.ts'

export function contextOf(reading: ParsedPad, index: number): string {
  const line = reading.lines[index]
  if (!line) return ''
  const above = reading.lines[line.parent] ?? besideIt(reading, index)
  if (above) return above.text.replace(/^\[[ xX]?\]\s*/, '')
  const title = reading.structure.headings[line.section]?.title ?? ''
  return opensActions(labelOf(title)) || endsList(labelOf(title)) || isDayTitle(title) ? '' : title
}

/** The item or paragraph directly above, without a blank line between. */
function besideIt(reading: ParsedPad, index: number) {
  const line = reading.lines[index]
  for (let at = index - 1; at >= 0 && index - at < 20; at--) {
    const above = reading.lines[at]
    if (!above || above.kind === 'blank' || above.kind === 'heading' || !isRead(reading, at)) return undefined
    if (above.depth === line?.depth && (above.kind === 'item' || above.kind === 'text')) return above
  }
  return undefined
}
