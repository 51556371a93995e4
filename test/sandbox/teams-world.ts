/** The file of a world in which every team has the same: an epic with two stories on one board. For months by a fast clock. */

export type TeamOfWorld = {
  /** Also its label. */
  readonly id: string
  /** The number of its epic; its two stories follow. */
  readonly epic: number
  readonly story?: string
}

const STORY = 'As an operator, I want flavors, so that users find them.'

/** `second`: the status of each team's second story; the epic and the first story are in work. */
export function teamsWorld({
  now,
  teams,
  second = 'Doing',
}: {
  readonly now: string
  readonly teams: readonly TeamOfWorld[]
  readonly second?: 'Backlog' | 'Doing'
}): string {
  const issues = teams.flatMap(({ id, epic, story = STORY }) => [
    `      ${epic}: { title: Epic of ${id}, author: fkr, created: 2022-10-01, labels: [epic, ${id}], assignees: [fkr], body: "${story}", sub_issues: [${epic + 1}, ${epic + 2}] }`,
    `      ${epic + 1}: { title: First story of ${id}, author: fkr, created: 2022-12-20, labels: [${id}], assignees: [o-otte], body: "${story}" }`,
    `      ${epic + 2}: { title: Second story of ${id}, author: fkr, created: 2022-12-20, labels: [${id}], assignees: [fkr], body: "${story}" }`,
  ])
  const cards = teams.flatMap(({ epic }) =>
    ['Doing', 'Doing', second].map((status, index) => `      - { of: "scs/issues#${epic + index}", Status: ${status}, added: 2022-12-20 }`),
  )
  return `now: ${now}
organizations: { scs: { id: 1001, members: [fkr, o-otte, garloff] } }
users: { fkr: { id: 101 }, o-otte: { id: 102 }, garloff: { id: 103 } }
repositories:
  scs/issues:
    labels: { epic: null, ${teams.map(({ id }) => `${id}: null`).join(', ')} }
    collaborators: { fkr: admin, o-otte: write, garloff: triage }
    issues:
${issues.join('\n')}
  scs/minutes: { collaborators: { fkr: admin }, files: { README.md: "# Minutes\\n" } }
boards:
  scs/6:
    title: Board
    fields: { Status: [Backlog, Doing, Done] }
    cards:
${cards.join('\n')}
installations: { scs: { id: 1 } }
`
}
