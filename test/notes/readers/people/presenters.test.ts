import { expect, test } from 'vitest'
import { readNotes } from '../../../../src/notes/read-notes.ts'
import { answerStart, rolesAskedFor } from '../../../../src/notes/readers/people/presenters.ts'

const known = '\n\n## Agenda\n* Topic (@anna, @bob)\n'

function roles(text: string): string {
  const { reporters, scribes } = readNotes(`# 2024-01-10\n\n${text}${known}`)
  return `${reporters.join()}|${scribes.join()}`
}

test.each([
  ['Notes: @anna', '|anna'],
  ['* Notes taken by @anna and @bob', '|anna,bob'],
  ['Notes: @anna tells us more', '|'],
  ['Notes:\n\n* @anna: it is done', '|'],
  ['* Who is presenting in weekly community call and transforming etherpad to minutes in GitHub?\n  * @anna', 'anna|anna'],
  [
    '* Who is presenting in weekly community call and transforming the pad content to minutes in GitHub?\n    * @anna\n* Anything to add?',
    'anna|anna',
  ],
  ['* Who is presenting in weekly community call and transforming hedgedoc to minutes in GitHub? @anna', 'anna|anna'],
  [
    '* Who is presenting in weekly community call and transforming etherpad\n  to minutes in GitHub? @anna\n\n* Anything else?',
    'anna|anna',
  ],
  ['* Who is presenting in weekly community call and transforming\n  etherpad to minutes in GitHub?\n  * @anna', 'anna|anna'],
  ['* Who is presenting in weekly community call and creates minutes from etherpad?\n   @anna\n   * Anything else?', 'anna|anna'],
  ['* Who is presenting in weekly community call and transforming etherpad to minutes in gitlab?\n* @anna\n* Anything else?', 'anna|anna'],
  ['* Who is presenting in weekly community call and submits minutes?\n\n@anna', 'anna|anna'],
  ['* Who is presenting in weekly community call?\n  * @anna', 'anna|'],
  ['* Who is presenting in weekly community call?\n  *@anna*', 'anna|'],
  ['* Who is presenting in weekly community call?\n-> anna', 'anna|'],
  ['* Who is presenting in weekly community call?\n  => anna', 'anna|'],
  ['* Who is presenting in next weeks community call?\n  * (@anna)', 'anna|'],
  ['* Who is going to report in community-call?\n    - @anna', 'anna|'],
  ['* Who is reporting in the community call? @anna', 'anna|'],
  ['- Responsible for the minutes (writing and transfer to github): ??? @anna', '|'],
  ['* Who is reporting in the community call? : @anna', 'anna|'],
  ['* Who is going present in this weeks community call?\n    * @anna & @bob', 'anna,bob|'],
  ['## Who presents in Thu community call and feeds minutes into minutes repo?\n@anna', 'anna|anna'],
  ['## Community call report and minutes transfer\n - @anna', 'anna|anna'],
  ['## ~~Community call report and~~ minutes transfer\n- @anna', '|anna'],
  ['## :telephone: Community call and minutes transfer\n* @anna', 'anna|anna'],
  [
    '## :telephone: Community call and minutes transfer\n* Who is presenting in weekly community call and transforming the minutes into GitHub?\n     * Minutes-transfer: @anna\n     * Report in Community-Call: @bob',
    'bob|anna',
  ],
  ['## :telephone: Minutes taking&transfer\n- @anna', '|anna'],
  ['## Reporting & minutes\n\n* @anna', 'anna|anna'],
  ['### Reporting\n@anna', 'anna|'],
  ['### Reporting in community call (and transfer of etherpad minutes to github)\n* @anna', 'anna|anna'],
  ['### Reporting in community call at 15:05\n@anna', 'anna|'],
  ['#### Designate people to transfer minutes and report in community call\n\n- @anna', 'anna|anna'],
  ['#### Designate people for chores\n- minute taking: @anna\n- minutes transfer: @bob\n- community call: @anna', 'anna|anna,bob'],
  [
    '## Who is reporting in community call next week and transfering minutes\n- Report in Community Call: @anna\n- Transfer of minutes: @bob',
    'anna|bob',
  ],
  ['- Report in the community call will be done by: @anna\n- Responsible for the minutes is: @bob', 'anna|bob'],
  ['- Report in the community call by: @anna\n- Responsible for the minutes (writing and transfer to github): bob', 'anna|bob'],
  [
    '- Report in this weeks community call: @anna\n- Responsible for the minutes (writing and transfer to github) is:\n @anna & @bob',
    'anna|anna,bob',
  ],
  ['* Minutes taking & transfer: @anna\n* Reporting in Comm Call: @bob', 'bob|anna'],
  ['* Minutes transfer to github: @anna\n* Reporting in community call: @bob', 'bob|anna'],
  ['* Who submits minutes to the repo?\n  * @anna', '|anna'],
  ['* Who transfers the minutes? @anna', '|anna'],
  ['Summary & Minutes transfer: @anna', 'anna|anna'],
  ['Summary in team call and github minutes:\n * @anna', 'anna|anna'],
  ['Summary in team call:\n * @anna', 'anna|'],
  ['* Report in community call: @anna, minutes transfer: @bob', 'anna|bob'],
  ['* Who reports in the community call? @anna Who transfers the minutes? @bob', 'anna|bob'],
  ['* Who transfers the minutes? Who reports in the community call on thursday? @anna', 'anna|anna'],
  ['## Community call: @anna, minutes: @bob', 'anna|bob'],
  ['* Minutes by @anna', '|anna'],
  [
    '* Who is presenting in the weekly community call and moves the pad to GitHub minutes?\n  * @anna (presenting), @bob (minutes)',
    'anna|bob',
  ],
  [
    '* Who is presenting in the weekly community call and moves the pad to GitHub minutes?\n  * Presentation: @anna\n  * Minutes: @bob',
    'anna|bob',
  ],
  [
    '* Who is presenting in the weekly community call and moves the pad to GitHub minutes?\n  * @anna reports and @bob does the minutes',
    'anna|bob',
  ],
  ['* Who is presenting in the weekly community call and moves the pad to GitHub minutes?\n  * No call (holiday), minutes: @bob', '|bob'],
  ['## Community call and minutes transfer\n\n- @anna reports\n- @bob (minutes)\n- @carl', 'anna,carl|bob,carl'],
  ['* Protokoll: @anna', '|anna'],
  ['* Wer schreibt das Protokoll? @anna', '|anna'],
  ['* Wer berichtet im Community Call?\n  * @anna', 'anna|'],
  ['* Protokollführung: @anna\n* Bericht im Community-Call: @bob', 'bob|anna'],
])('%j', (text, expected) => {
  expect(roles(text)).toBe(expected)
})

test.each([
  '* Who is presenting in weekly community call and transforming etherpad to minutes in GitHub?\n* Anything else to add?',
  '* Who is reporting in the community call? : @',
  '* Who is reporting in the community call? 404 - No volunteer found',
  '* Who is presenting in weekly community call?\n  * Ramona Example',
  '* Who is presenting in weekly community call?\n-> christian b.',
  '* Who is going present in this weeks community call?\n    * no summary in community call as nobody feels able to do it. please read minutes.',
  '- Report in the community call by: n/a',
  '- Report in the community call by: not applicable (no comm call this week)',
  '- No Community Call this week!',
  '* Who is reporting in the community call?\n  * ??? @anna',
  '* Who is reporting in the community call?\n  => ?? @anna',
  '- Responsible for the minutes is: not @anna',
  '* Reporting in Comm Call: @\n* Minutes taking & transfer: @',
  '## :telephone: Community call and minutes transfer\n\n## :notebook: Agenda\n* @anna shows something',
  '### Reporting in community call (and minutes transfer)\n\n### Agenda\n- @anna',
  '* Explain these labels during the Thursday community call (@anna)',
  '* @anna reported in the community call about the gateway',
  '* Minutes: https://github.com/org/minutes/blob/main/team/20240103.md',
  '* Meeting minutes of last week were merged by @anna',
])('%j names nobody', (text) => {
  expect(roles(text)).toBe('|')
})

test('an organization that answers is reported as typed, and presenters are the union, reporters first', () => {
  const notes = readNotes('- Report in this weeks community call: @ACME\n- Responsible for the minutes is: @anna')
  expect(notes).toMatchObject({ reporters: ['acme'], scribes: ['anna'], presenters: ['acme', 'anna'] })
})

test.each([
  ['who will present in the community call?', 'reporter'],
  ['presenter', 'reporter'],
  ['community call', 'reporter'],
  ['who writes the minutes?', 'scribe'],
  ['protokoll', 'scribe'],
  ['who will present in the community call and transfer the minutes?', 'both'],
  ['report & minutes', 'both'],
])('%j asks for %s', (label, roles) => {
  expect(rolesAskedFor(label)).toEqual({ reporter: roles !== 'scribe', scribe: roles !== 'reporter' })
})

test.each([
  'participants',
  'present state of the storage',
  'we talked about the community call for a long time today',
  'the minutes are online',
])('%j asks for nobody', (label) => {
  expect(rolesAskedFor(label)).toBeNull()
})

test.each([
  ['Who presents? @ada', ' @ada'],
  ['Presenter: @ada', ' @ada'],
  ['Presenter @ada', '@ada'],
  ['Who presents', ''],
])('the answer in %j', (text, answer) => {
  expect(text.slice(answerStart(text))).toBe(answer)
})

test('a long answer is read to its end, and no handle is cut in two', () => {
  const crowd = Array.from({ length: 300 }, (_, index) => `stranger-${index}`)
  const answer = [...crowd, 'anna'].map((handle) => `@${handle}`).join(' ')
  expect(roles(`* Who is reporting in the community call?\n  * ${answer}`)).toBe(`${[...crowd, 'anna'].join()}|`)
})
