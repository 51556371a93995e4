/**
 * Minutes that the app wrote before it marked its parts: their English headings and sentences tell them. Read so only where
 * a text has no mark: nothing else tells such minutes. Their words are those of that time, so no new form is added here. It
 * stays until version 1.0 and goes with it: half a year of marked minutes is what agendas and rotas look at. Pure.
 */
import { withoutAdded } from '../../domain/text/added-facts.ts'

const NEWS = /^(?:Since \d{4}-\d{2}-\d{2} on the board\b|In .{1,80} on the board, not named here:)/
const SUMMARY = /^#{2,3} Summary$/
/** Parts of the summary that hold copies of lines above; each copy ends with a link to its place. */
const COPIES = /^#{3,4} (?:Action items|Decisions)$/
/** Parts that hold nothing of people's. */
const OWN = /^#{3,4} (?:Epics needing attention|Where notes and board differ|Not discussed)$/
const LINK_TO_PLACE = /\]\(#[^\s()]{1,300}\)\)$/

/** Lines taken out become empty ones: line numbers stay what they are. */
export function stripUnmarked(text: string): string {
  const written = text.split('\n')
  // Minutes without a summary are none of ours.
  const lines = written.some((line) => SUMMARY.test(line)) ? written.map(withoutAdded) : written
  let part: 'notes' | 'news' | 'summary' | 'copies' | 'own' = 'notes'
  let inSummary = false
  const kept = lines.map((line, index) => {
    if (/^#{1,6} /.test(line)) {
      if (SUMMARY.test(line)) inSummary = true
      else if (/^#{1,2} /.test(line)) inSummary = false
      part = !inSummary ? 'notes' : COPIES.test(line) ? 'copies' : OWN.test(line) ? 'own' : 'summary'
      return part === 'own' ? '' : line
    }
    if (NEWS.test(line) && part === 'notes') {
      part = 'news'
      return ''
    }
    if (part === 'news') {
      if (line === '' || /^- (?:Done|Carried over|Opened again|New|Moved|\[).{0,20000}\]\(https:|^- and \d+ more$/.test(line)) return ''
      // A list that somebody goes on with, or the next paragraph.
      if (!/^\s/.test(lines[index] ?? '')) part = 'notes'
      return line
    }
    if (part === 'own') return ''
    return part === 'copies' && LINK_TO_PLACE.test(line) ? '' : line
  })
  return kept.join('\n')
}
