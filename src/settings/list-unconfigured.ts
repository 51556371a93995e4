/** Features that a configuration does not use, and the key that adds each. Pure. */
import type { Settings } from './settings.ts'

export type Unconfigured = { readonly what: string; readonly told: string }

export function listUnconfigured({ board, calendar, communityCall, teams }: Settings): readonly Unconfigured[] {
  const all = Object.values(teams)
  // When the others meet, and in which pad, is in the calendar, which is not read here.
  const alone = all.filter((team) => calendar === null || team.calendar === false || team.meeting !== null)
  const without = (key: 'meeting' | 'pad') => alone.filter((team) => team[key] === null).map(({ id }) => `\`teams.${id}.${key}\``)
  const [meetings, pads] = [without('meeting'), without('pad')]
  return [
    ...(board === null
      ? [{ what: 'hygiene, sprint review and planning', told: 'no board in sprint.yml. `board` with `owner` and `number` adds them.' }]
      : []),
    ...(meetings.length > 0
      ? [
          {
            what: 'minutes and agenda on schedule',
            told: `no meeting times in sprint.yml. Add ${meetings.join(', ')}${calendar === null ? ', or `calendar` with the `url` of an .ics file' : ''}.`,
          },
        ]
      : []),
    ...(pads.length > 0
      ? [
          {
            what: 'reading and writing pads automatically',
            told: `no pad address in sprint.yml. Add ${pads.join(', ')}; until then, use --pad.`,
          },
        ]
      : []),
    ...(communityCall === null ? [{ what: 'notes of the community call', told: 'no call in sprint.yml. `communityCall` adds them.' }] : []),
  ]
}
