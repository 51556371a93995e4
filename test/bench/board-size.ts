/** Boards of any size for the bench: 6 % epics, 40 % stories below these (a quarter of them not on the board), some pull requests. */
import type { WorldInput } from '../sandbox/world.ts'

export const BENCH_OWNER = 'scs'
export const BENCH_BOARD = 6
export const BENCH_TOKEN = 'ghp_bench'

/** `items` cards; epics and stories grow with them. A bot comments everywhere. */
export function worldOfSize(items: number): WorldInput {
  const epics = Math.round(items * 0.06)
  const children = Math.round(items * 0.4)
  const beside = Math.round(children / 4)
  const issues: Record<string, object> = {}
  const pulls: Record<string, object> = {}
  const neighbors: Record<string, object> = {}
  const said = [
    { by: 'fkr', at: '2023-01-10', text: 'Looks good.' },
    { by: 'renovate[bot]', at: '2023-01-16', text: 'Update.' },
  ]
  const common = { author: 'fkr', created: '2022-12-01', comments: said }
  const body = `As an operator, I want ${'flavors '.repeat(30)}so that users find them.`
  for (let number = 1; number <= items; number += 1)
    issues[number] = { ...common, title: `Story ${number}`, labels: ['IaaS'], body, assignees: ['fkr'] }
  for (let number = 1; number <= beside; number += 1) neighbors[number] = { ...common, title: `Beside ${number}`, body }
  const below = [
    ...Array.from({ length: children - beside }, (_, index) => epics + 1 + index),
    ...Array.from({ length: beside }, (_, index) => `osism/issues#${index + 1}`),
  ]
  for (let number = 1; number <= epics; number += 1) {
    const mine = below.filter((_, index) => index % epics === number - 1)
    const listed = mine.map((child) => `- [ ] ${typeof child === 'number' ? `#${child}` : child}`).join('\n')
    issues[number] = { ...common, title: `Epic ${number}`, labels: ['epic', 'IaaS'], body: `${body}\n\n${listed}`, sub_issues: mine }
  }
  for (let index = 0; index < (children - beside) / 2; index += 1) {
    const closes = epics + 1 + index
    pulls[items + 1 + index] = {
      title: `Do ${closes}`,
      author: 'fkr',
      created: '2023-01-09',
      head: `topic-${closes}`,
      closes: [closes],
      reviews: [{ by: 'o-otte', at: '2023-01-11', state: 'approved' }],
    }
  }
  const cards = Array.from({ length: items }, (_, index) => ({
    of: `${BENCH_OWNER}/issues#${index + 1}`,
    Status: index % 3 === 0 ? 'Doing' : 'Backlog',
    Sprint: 'Sprint 3',
  }))
  return {
    organizations: { [BENCH_OWNER]: { members: ['fkr', 'o-otte'] }, osism: {} },
    repositories: {
      [`${BENCH_OWNER}/issues`]: { labels: { epic: null, IaaS: null }, issues, pulls } as never,
      'osism/issues': { issues: neighbors } as never,
    },
    boards: {
      [`${BENCH_OWNER}/${BENCH_BOARD}`]: {
        title: 'Sprint Board',
        fields: { Status: ['Backlog', 'Doing', 'Done'], Sprint: { iterations: { 'Sprint 2': '2023-01-02', 'Sprint 3': '2023-01-16' } } },
        cards,
      },
    },
    tokens: { [BENCH_TOKEN]: { user: 'fkr', scopes: ['repo', 'read:project'] } },
  } as WorldInput
}
