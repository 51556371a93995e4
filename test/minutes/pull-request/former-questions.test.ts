/** Boxes that people ticked stay ticked after an upgrade: earlier versions wrote other words, and no marker. */
import { expect, test } from 'vitest'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { EMAIL_REMOVED, SECRET_REMOVED } from '../../../src/domain/text/withheld.ts'
import { type MinutesInput, readMeeting } from '../../../src/minutes/compose/read-meeting.ts'
import { updatedBody } from '../../../src/minutes/pull-request/managed-body.ts'
import { composePullBody } from '../../../src/minutes/pull-request/pull-request-body.ts'
import { reviewQuestions } from '../../../src/minutes/pull-request/review-questions.ts'
import { aBoardItem, aSnapshot } from '../../builders.ts'
import { iaasTeam, minutesSettings } from '../settings.ts'

const DATE = '2023-01-18'
const PAD = `# ${DATE}

## Participants

* @ada-l
* @grace-h

## Agenda

* #77 is stuck, and @grase-h looks at it
* see [acme/issues#1](https://github.com/acme/issues/issues/2)
`
const { render } = createTemplates()
const snapshot = aSnapshot({ items: [aBoardItem({ number: 77 }), aBoardItem({ number: 77, ref: 'scs/docs#77' })] })

/** The description as it is written now, with a question of each kind. */
function bodyNow(): string {
  const input: MinutesInput = {
    settings: minutesSettings,
    team: { ...iaasTeam, path: '{team}/{yyyymmdd}' },
    date: DATE,
    pad: { text: PAD, format: 'markdown', editedAt: new Date('2024-01-18T11:15:00Z'), source: 'https://pads.acme.org/iaas', warnings: [] },
    snapshot,
    history: [],
    past: [],
    boardRemark: null,
    now: new Date('2024-01-18T12:00:00Z'),
    render,
  }
  const context = readMeeting(input)
  const text = `key: ${SECRET_REMOVED}\nmail: ${EMAIL_REMOVED}\n`
  const contradiction = { said: 'flavors *are* done', line: 11, board: 'is still open (Doing)' }
  const contradictions = [{ ...contradiction, item: { ...aBoardItem({ number: 5 }), ref: 'acme/issues#5' } }]
  const questions = reviewQuestions(context, { contradictions, places: { lineOf: (line) => line, linkTo: () => '' }, text, lost: 3 })
  return composePullBody(input, { text, notes: context.notes, questions, topics: 0, withheld: 'nothing' }).body
}

const FIRST = [
  'line 10: `#77`: which repository? (the board knows it in docs and in issues)',
  'line 10: `@grase-h` is unknown; `@grace-h` was there',
  "line 11: The link is labelled \\`[issues#1](https://redirect.github.com/acme/issues/issues/1)\\`, but leads to [issues#2](https://redirect.github.com/acme/issues/issues/2); the link's target counts. Correct the label or the link.",
  'line 11: said "flavors \\*are\\* done", but [issues#5](https://redirect.github.com/acme/issues/issues/5) is still open (Doing)',
  '3 lines could not be put in house format; see "Kept as typed" at the end',
]
const AT = '[line 9](https://github.com/acme/minutes/blob/minutes/iaas-2023-01-18/iaas/20230118.md?plain=1#L9): '
const SECOND = [
  `${AT}\`#77\`: which repository? (the board knows it in docs and in issues). Write \`owner/repo#77\` there.`,
  `${AT}\`@grase-h\` is unknown; \`@grace-h\` was there. Correct the handle, or delete the suggestion beside it.`,
  `${AT}The link is labelled \\\`[issues#1](https://redirect.github.com/acme/issues/issues/1)\\\`, but leads to [issues#2](https://redirect.github.com/acme/issues/issues/2); the link's target counts. Correct the label or the link. Correct the label or the address.`,
  `${AT}said "flavors \\*are\\* done", but [issues#5](https://redirect.github.com/acme/issues/issues/5) is still open (Doing). Correct the notes, or the board.`,
  '3 lines could not be put in house format; see "Kept as typed" at the end. Put the words where they belong.',
  '`iaas/20230118` does not end in `.md`: GitHub would not show it as minutes. Correct `path` in sprint.yml.',
  '`iaas/20230118` is for 2023-01-18, but the notes were typed by 2024-01-18: is the year right? If the meeting was on 2024-01-18, correct the date in the pad and run it again with `--date 2024-01-18`.',
  `${AT}what looks like a secret was left out; change it where it is used: others have read the pad`,
  `${AT}an e-mail address was left out: may everybody read it? Then write it here, or set \`privacy: { emails: keep }\` in sprint.yml`,
]
const LAST_WITHOUT_MARKERS = SECOND.map((box) => box.replace('labelled', 'labeled'))

const bodyOf = (boxes: readonly string[]) =>
  `<!-- scs-sprint:pull v1 -->\nMinutes.\n\n${boxes.map((box) => `- [x] ${box}`).join('\n')}\n<!-- /scs-sprint:pull -->\n`
const boxesIn = (body: string, sign: 'x' | ' ') => body.split('\n').filter((line) => line.startsWith(`- [${sign}] `))

test('the description has a question of each kind', () => {
  expect(boxesIn(bodyNow(), ' ')).toHaveLength(SECOND.length)
})

test.each([
  ['the first version', FIRST],
  ['the version that says how to answer', SECOND],
  ['the last version without markers', LAST_WITHOUT_MARKERS],
])('what people ticked in a body of %s stays answered', (_version, boxes) => {
  const updated = updatedBody(bodyOf(boxes), bodyNow()) ?? ''
  expect(boxesIn(updated, 'x')).toHaveLength(boxes.length)
  expect(boxesIn(updated, ' ')).toHaveLength(SECOND.length - boxes.length)
})

test.each(SECOND.map((box, index) => [box, index] as const))('one tick answers one question: %s', (box, index) => {
  const updated = updatedBody(bodyOf([box]), bodyNow()) ?? ''
  const [answered = '', ...others] = boxesIn(updated, 'x')
  expect(others).toEqual([])
  const kind = [
    /`#77`/,
    /grase-h/,
    /The link is/,
    /said "/,
    /house format/,
    /does not end in/,
    /notes were typed/,
    /secret/,
    /mail address/,
  ][index]
  expect(answered).toMatch(kind ?? /no such question/)
})

test('what is asked about another number, handle or state of an issue stays open', () => {
  const others = SECOND.map((box) =>
    box
      .replaceAll('#77', '#78')
      .replace('@grase-h', '@grasse')
      .replace('is still open (Doing)', 'is closed already')
      .replace('[issues#1]', '[issues#3]')
      .replaceAll('iaas/20230118`', 'iaas/20230125`')
      .replace('3 lines', '4 lines'),
  ).slice(0, -2)
  expect(boxesIn(updatedBody(bodyOf(others), bodyNow()) ?? '', 'x')).toEqual([])
})

test('the first version asked about an address that stood there; its answer says nothing about one that was left out', () => {
  const updated = updatedBody(bodyOf(['line 3: an e-mail address: may everybody read it?']), bodyNow()) ?? ''
  expect(boxesIn(updated, 'x')).toEqual([])
})
