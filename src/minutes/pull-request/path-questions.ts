/** What is asked about the name of a file before it is written: names of this kind had to be corrected later. Pure. */

import { asCode } from '../../domain/text/escape.ts'
import { addDays, addMonths, dayIn } from '../../domain/time/dates.ts'
import type { Question } from './review-questions.ts'

/** `late`: so many days after the other day the notes were typed at most. Minutes made a month later are not rare. */
const SLIPS = [
  { months: 12, late: 10, what: 'year' },
  { months: -12, late: 10, what: 'year' },
  { months: 1, late: 3, what: 'month' },
  { months: -1, late: 3, what: 'month' },
]

type Named = { readonly path: string; readonly date: string; readonly typedAt: Date; readonly timezone: string }

/** `typedAt`: the last edit of the pad, else now. A date a year or a month beside it is the usual slip. */
export function pathQuestions({ path, date, typedAt, timezone }: Named): readonly Question[] {
  const ask = (asks: Question['asks'], text: string, answer: string): Question => ({ line: 0, text, answer, about: { kind: 'line' }, asks })
  const typed = dayIn(timezone, typedAt)
  const meant = SLIPS.map(({ months, late, what }) => ({ what, late, day: addMonths(date, months) })).find(
    ({ day, late }) => day <= typed && day >= addDays(typed, -late),
  )
  return [
    ...(/\.(?:md|markdown)$/i.test(path)
      ? []
      : [
          ask(
            ['path-ending', path],
            `${asCode(path)} does not end in ${asCode('.md')}: GitHub would not show it as minutes`,
            'Correct `path` in sprint.yml.',
          ),
        ]),
    ...(meant === undefined
      ? []
      : [
          ask(
            ['path-date', path, meant.day],
            `${asCode(path)} is for ${date}, but the notes were typed by ${typed}: is the ${meant.what} right?`,
            `If the meeting was on ${meant.day}, correct the date in the pad and run it again with ${asCode(`--date ${meant.day}`)}.`,
          ),
        ]),
  ]
}
