/**
 * One team per dialect, from the pad to what its readers see: minutes, pull request, questions, what was understood. The files are read by
 * people; `npx vitest run test/minutes/golden -u` writes them again after a change of words.
 */
import { expect, test } from 'vitest'
import { findTokens } from '../../../src/adapters/screening/secret-rules.ts'
import { createTemplates } from '../../../src/adapters/templates/templates.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { createScreen } from '../../../src/usecases/minutes/screen-text.ts'
import { type PlannedMeeting, planQuarter, teams } from '../../quarter/minutes/plan-quarter.ts'

const { render } = createTemplates()
const quarter = planQuarter({ seed: 7, from: '2026-01-05', weeks: 8 })
const settings = parseSettings(
  `organization: scs
minutes: { repository: scs/minutes }
teams:
${teams.map(({ id, name }) => `  ${id}: { name: ${name}${id === 'container' ? ', firstHeading: 2' : ''} }`).join('\n')}
`,
  'sprint.yml',
  rules,
)
const screen = createScreen(findTokens, settings.privacy)
/** What only a person can know is in one meeting of some teams: that one is shown. */
const meetingOf = (id: string) => {
  const own = quarter.meetings.filter(({ team, takesPlace }) => team === id && takesPlace)
  return own.find(({ needsPerson }) => needsPerson) ?? own[0]
}

/** The pad as it was typed, an address that must not be published included; of a pad of all meetings, the newest one. */
const typedIn = ({ team, lastEdit, text }: PlannedMeeting): string =>
  teams.find(({ id }) => id === team)?.isRolling
    ? text
    : (quarter.edits.find((edit) => edit.team === team && edit.at.getTime() === lastEdit?.getTime())?.text ?? '')

test.each(teams.map(({ id }) => id))('%s', async (id) => {
  const meeting = meetingOf(id)
  const team = settings.teams[id]
  if (!meeting || !team) throw new Error(`There is no meeting of ${id}.`)
  const { date } = meeting
  const text = typedIn(meeting)
  const made = composeFromPad({
    ...{ settings, team, date, snapshot: null, history: [], past: [], boardRemark: null, render },
    pad: { text: await screen(text, 'The pad'), format: 'markdown', editedAt: null, source: null, warnings: [] },
    now: new Date(`${date}T12:00:00Z`),
  })
  const { participants, scribes, actionItems, decisions, unresolved } = made.notes
  const understood = { participants, scribes, actionItems, decisions, unresolved }
  const parts = {
    pad: text,
    minutes: made.text,
    'pull request': made.body,
    questions: made.questions.map(({ line, text: asked, answer }) => `line ${line}: ${asked} - ${answer}`).join('\n'),
    understood: JSON.stringify(understood, null, 2),
  }
  const shown = Object.entries(parts).map(([name, content]) => `======== ${name} ========\n${content.trimEnd()}\n`)
  await expect(shown.join('\n')).toMatchFileSnapshot(`${id}.txt`)
})
