/** What was agreed: labelled (`Decision: …`), said (`it was decided to …`), or put to the group (`no objections`). */
import type { Notes } from '../domain/notes.ts'
import { marksIn } from './action-marks.ts'
import { labelledLines, withContinuation } from './labelled.ts'
import { plainText, withoutStruck } from './plain-text.ts'
import { isRead, type Reading, wordsOf } from './reading.ts'

const LABEL =
  '(?:decisions?(?: made| taken)?|decided|final decision|entscheidung(?:en)?|beschl(?:u|ü)ss(?:e)?|beschlossen|agreed|agreements?|conclusions?|resolutions?|consensus|konsens|vereinbarung|vereinbart|fazit|ergebnis)'
const SAID =
  /(?<![a-z])(?:(?:we|it|team|group|board|sig|everyone|everybody|all|people|room|participants|they)\W{1,3}(?:was |has been |have |has |is |are |were |all |therefore |then |also |finally |unanimously |generally ){0,2}(?:decided?s?|agreed?s?|resolved)|(?:was|were|been|is|are) (?:unanimously |generally |jointly )?(?:decided|agreed)|^\W{0,6}(?:decided|agreed)|(?:wurde |wird |haben |ist )?(?:beschlossen|vereinbart|entschieden)),? (?:to|that|on|upon|against|for|in favou?r|not to|we|dass|zu|:)(?![a-z])|(?<![a-z])(?:beschlossen|vereinbart|entschieden)[.!)\s]{0,3}$/i
const GROUP =
  /(?<![a-z])(?:no objections?|no vetos?|no vetoes|no opposition|without objections?|nobody objects|no one objects|keine einwände|einstimmig|unanimous(?:ly)?|motion (?:is |was |has been )?(?:carried|accepted|passed|adopted|approved|rejected|declined|withdrawn)|(?:rough )?consensus (?:reached|in (?:the )?room|in (?:this|the) group|that|to|is|was|on)|(?:we|group) (?:voted|vote) (?:to|for|against|in favou?r))(?![a-z])/i
/** Announced, wished for, or missing: nothing was decided. */
const NOT_YET =
  /(?<![a-z])(?:to be (?:decided|agreed)|tbd|not (?:yet )?(?:been )?(?:decided|agreed)|nothing (?:was )?decided|undecided|no (?:decision|consensus|agreement)|needs? to (?:be )?(?:decided?|agreed?)|(?:must|should|can|could|may|might|will|would|if|when|once|until|whether|unless|before) (?:be |we |it is |all |someone )?(?:decided?|agreed?|objects?)|lack of consensus|nicht (?:entschieden|beschlossen)|noch zu entscheiden|if there (?:are|is) no|after (?:we|it)|(?:what|which) (?:we|was)|unless there are objections)(?![a-z])/i

export function readDecisions(reading: Reading): Notes['decisions'] {
  const found = new Map<number, { text: string; line: number }>()
  const lineOf = (index: number) => reading.lines[index]?.number ?? 0
  for (const { text, index } of labelledLines(reading, LABEL)) {
    // A task below "Decision:" is a task.
    if ((marksIn(wordsOf(reading, index))[0]?.start ?? 9) < 4) continue
    if (/\?\s*$/.test(text) || /^(?:tbd|pending|open|none|n\/a|-+|\.{2,}|…)$/i.test(plainText(text))) continue
    found.set(index, { text, line: lineOf(index) })
  }
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const line = reading.lines[index]
    if (found.has(index) || !line || !isRead(reading, index) || !['item', 'text', 'quote'].includes(line.kind)) continue
    const words = withoutStruck(wordsOf(reading, index)).slice(0, 2000)
    if (!SAID.test(words) && !GROUP.test(words)) continue
    if (NOT_YET.test(words) || /\?\s*$/.test(words)) continue
    found.set(index, { text: withContinuation(reading, index, line.text.trim()), line: line.number })
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, decision]) => decision)
}
