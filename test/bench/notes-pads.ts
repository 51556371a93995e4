/** Pads in the way people type them, any number of topics, always the same for a number. */

const PEOPLE = ['mira-k', 'joost', 'Ana_Lima', 'pellworm', 'tove-s', 'kwame-o']
const TOPICS = ['Upgrade of the control plane', 'Flavors', 'Node images', 'Key rotation', 'Backups', 'Health monitor', 'Docs']
const SAID = [
  'works on the test cluster, not yet on bare metal',
  'see https://github.com/acme/issues/issues/{n} and acme/images#{n}',
  'AI @{p}: write it down until next meeting',
  'Decision: stay on the *stable* release',
  'needs to be broken down -> @{p}',
  '#{n} is blocked by [this one](https://github.com/acme/platform/pull/{n})',
  'TODO: @{p}, @{q} to meet (https://example.org/a_b?c=1)',
  '`make test` is red since __Monday__',
]

/** `seed` chooses people and numbers; `topics` is the length. */
export function generatedPad(seed: number, topics: number): string {
  let state = seed * 7919
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state % below
  }
  const person = () => PEOPLE[next(PEOPLE.length)] as string
  const lines = ['# 2023-01-18', '', '## Participants', ...PEOPLE.map((name) => `* @${name}`), '', '## Agenda', '']
  for (let topic = 0; topic < topics; topic++) {
    lines.push(`### ${TOPICS[next(TOPICS.length)]} (@${person()})`, '')
    for (let item = 0; item < 6; item++) {
      const said = SAID[next(SAID.length)] as string
      const text = said
        .replaceAll('{n}', String(1 + next(400)))
        .replaceAll('{p}', person())
        .replaceAll('{q}', person())
      lines.push(`${' '.repeat(4 * next(3))}${next(2) ? '*' : '-'} ${text}`)
    }
    lines.push('')
  }
  return lines.join('\n')
}
