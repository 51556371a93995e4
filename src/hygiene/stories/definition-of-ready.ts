/** What is missing from the Definition of Ready of a story, under any of its names, in headings, bold lines and lists. */
import { namesReadiness, placesBelow } from '../../domain/body/body-sections.ts'
import { withoutMarkers } from '../../domain/body/named-references.ts'
import { visibleLines } from '../../domain/body/visible-lines.ts'

/** People mark points of a list without boxes by these. */
const MET = /^(?:✅|☑|✔|🗹|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):)/u
const OPEN = /^(?:☐|⬜|❌|✗|✘|:(?:x|white_large_square):)/u
/** A point that was crossed out does not apply. */
const CROSSED_OUT = /^~~.*~~\W*$/

/** A sentence without its end; null when it is met. */
export function unmetDefinitionOfReady(body: string): string | null {
  const lines = visibleLines(body)
  const places = placesBelow(lines, namesReadiness)
  if (places.every((place) => place === 'outside')) return 'no section "Definition of Ready"'
  const points = lines.flatMap(({ text }, index) => (places[index] === 'below' ? (pointOf(text) ?? []) : []))
  if (points.length === 0) return 'its Definition of Ready has no checkboxes'
  const open = points.filter((point) => point === 'open').length
  return open === 0 ? null : `${open} of ${points.length} boxes of its Definition of Ready are not checked`
}

function pointOf(line: string): 'met' | 'open' | null {
  const item = withoutMarkers(line)
  if (item === null) return null
  const box = /^\[([ xX])\]\s+(.*)$/.exec(item)
  if (box) return box[1] !== ' ' || CROSSED_OUT.test(box[2] ?? '') ? 'met' : 'open'
  return MET.test(item) ? 'met' : OPEN.test(item) ? 'open' : null
}
