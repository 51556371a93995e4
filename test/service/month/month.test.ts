import { expect, test } from 'vitest'
import { playMonth } from './play-month.ts'

/** Few runs at night and on weekends, when nothing is due, keep this short; five hours around a meeting have none. */
function isSkipped(at: Date): boolean {
  const hour = at.getUTCHours() + at.getUTCMinutes() / 60
  const isQuiet = hour < 7 || hour > 16 || at.getUTCDay() % 6 === 0
  const isGap = at.toISOString().startsWith('2026-10-07') && hour >= 8.5 && hour < 13.5
  return isGap || (isQuiet && hour !== 3)
}

/** The first run after the meeting loses its machine between the commit and the pull request. */
const diesAfter = (at: Date) => (at.toISOString() === '2026-10-19T10:30:00.000Z' ? 0 : null)

test('a month of meetings: each has its minutes once, and what runs twice, breaks off or comes late doubles nothing', {
  timeout: 300_000,
}, async () => {
  const month = await playMonth({ from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z', isSkipped, diesAfter })
  try {
    const { told, repeated, sandbox } = month
    const repository = sandbox.world.repositories.get('scs/minutes')
    const pulls = [...(repository?.pulls.values() ?? [])]
    const calls = ['01', '08', '15', '22', '29'].map((day) => `Add community-call/202610${day}.md`)
    expect(pulls.map(({ title }) => title).sort()).toEqual(
      [
        ...calls,
        ...['Add group/20261002.md', 'Add group/20261029.md'],
        ...['Add iaas/20261007.md', 'Add iaas/20261014.md', 'Add iaas/20261022.md', 'Add iaas/20261028.md'],
        ...['Add project/20261005.md', 'Add project/20261019.md'],
      ].sort(),
    )
    expect(repeated).toEqual([])
    expect(told.filter(({ result }) => result === 'later')).toEqual([])
    const commits = [...(repository?.git.commits.values() ?? [])].map(({ message }) => message.split('\n', 1)[0] ?? '')
    const added = commits.filter((message) => /^Add (?:iaas|group|project)/.test(message))
    expect(added.length).toBe(new Set(added).size)
    // An exception, a cancelled meeting, and the old days of moved ones.
    const named = (team: string, day: string) => told.filter(({ work }) => work.startsWith(`${team}: `) && work.includes(day))
    const left = [named('group', '2026-10-15'), named('project', '2026-10-12'), named('project', '2026-10-26')]
    expect([...left, named('group', '2026-10-01'), named('iaas', '2026-10-21')]).toEqual([[], [], [], [], []])
    // After the gap of five hours, the first run makes the minutes; after the break, the next one opens the pull request.
    const first = (team: string, day: string) =>
      told.find(({ work, writes }) => work === `${team}: the minutes of ${day}` && writes.length > 0)
    expect(first('iaas', '2026-10-07')?.at).toBe('2026-10-07T13:30:00.000Z')
    expect(first('project', '2026-10-19')).toMatchObject({
      at: '2026-10-19T11:00:00.000Z',
      writes: [expect.stringContaining('open-pull')],
    })
    // The clock changed on October 25th: the meeting ends at 10:55 there, an hour later in UTC.
    expect(first('iaas', '2026-10-28')?.at).toBe('2026-10-28T10:30:00.000Z')
    const app = sandbox.world.app.bot
    const epic = sandbox.world.repositories.get('scs/issues')?.issues.get(1)
    expect(epic?.comments.filter(({ author }) => author === app)).toHaveLength(1)
  } finally {
    await month.close()
  }
})
