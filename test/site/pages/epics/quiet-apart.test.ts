/** How long an epic and its stories have been quiet: separately, with the numbers of the rule about quiet stories. */
import { expect, test } from 'vitest'
import { makers } from '../../../../src/site/site.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../../builders.ts'
import { boardFacts, siteFacts } from '../../facts.ts'
import { filesOf, wordsOf } from '../../rendered.ts'

const item = (number: number, lastHumanActivity: string) => aBoardItem({ number, title: `Issue ${number}`, lastHumanActivity })
const child = (number: number) => ({ ref: `scs/issues#${number}`, sources: ['sub-issue'] as const, readable: true })

test('activity on the epic itself does not hide that its stories are quiet', () => {
  const snapshot = aSnapshot({
    takenAt: '2023-01-19T08:00:00Z',
    items: [item(1, '2023-01-19T07:00:00Z'), item(2, '2022-12-10T07:00:00Z'), item(3, '2022-12-18T07:00:00Z')],
    // An epic below an epic: its stories count for the one above, as for the rule.
    epics: [anEpic({ number: 1, children: [child(2)] }), anEpic({ number: 2, children: [child(3)] })],
  })
  const files = filesOf(siteFacts({ board: boardFacts({ snapshot }) }), makers)
  const words = wordsOf(files.get('epics/scs/issues/1/index.html'))
  expect(words).toContain('Stories quiet for 32 days, since Sun 18 Dec 2022')
  expect(words).toContain('Epic quiet for less than a day, since Thu 19 Jan 2023')
})
