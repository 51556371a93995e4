/** Twenty teams for the simulated days: their board, their meetings at all hours, and what they type. */
export const ZONE = 'Europe/Berlin'
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type Team = {
  readonly id: string
  /** ISO weekday, 1 is Monday. */
  readonly weekday: number
  readonly time: string
  /** The number of its epic; its two stories follow. */
  readonly epic: number
  /** People take the owner away from its epic, and give one again. */
  readonly losesOwner: boolean
}

/** The first ones meet on Sundays at the hour that is left out in spring and comes twice in autumn. */
export const teams: readonly Team[] = Array.from({ length: 20 }, (_, index) => ({
  id: `team-${index + 1}`,
  weekday: index < 2 ? 7 : (index % 5) + 1,
  time: index < 2 ? '02:30' : `${String(9 + (index % 8)).padStart(2, '0')}:05`,
  epic: (index + 1) * 10,
  losesOwner: index % 2 === 1,
}))

/** `of`: the teams there are. */
export function settings(padsUrl: string, of: readonly Team[] = teams): string {
  const rows = of.map(
    ({ id, weekday, time }) =>
      `  ${id}: { name: ${id}, label: ${id}, pad: "${padsUrl}/${id}", meeting: { weekday: ${WEEKDAYS[weekday - 1]}, time: "${time}", minutes: 60 } }`,
  )
  return `organization: scs
timezone: ${ZONE}
minutes: { repository: scs/minutes }
board: { owner: scs, number: 6, status: { backlog: [Backlog], active: [Doing], done: [Done] } }
communityCall: { weekday: thursday, time: "15:05" }
pads: { hosts: [127.0.0.1] }
hygiene: { rules: { story-too-large: off } }
teams:
${rows.join('\n')}
`
}

export const padOf = (team: Team, date: string): string =>
  `# ${date}\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Agenda\n\n- Flavors of ${team.id}: scs/issues#${team.epic + 1} is in review since ${date}\n- AI: @fkr to write down what ${team.id} said\n`
