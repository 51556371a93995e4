import { expect, test } from 'vitest'
import { halfHours } from './month-world.ts'
import { playMonth } from './play-month.ts'

/** Days on which something is held, and looked at every half hour of the working day; on other days two runs are enough. */
const MEETINGS = ['2026-10-19', '2026-10-22', '2026-10-28']

function isRun(at: Date): boolean {
  const [day = '', time = ''] = at.toISOString().split('T')
  // Five hours around the end of a meeting GitHub starts no run.
  if (day === '2026-10-22' && time > '10:30' && time < '15:30') return false
  return time === '03:00:00.000Z' || time === '12:30:00.000Z' || (MEETINGS.includes(day) && time >= '09:30' && time < '11:30')
}

/** The first run after the meeting loses its machine between the commit and the pull request. */
const diesAfter = (at: Date) => (at.toISOString() === '2026-10-19T10:30:00.000Z' ? 0 : null)

test('two weeks of meetings: each has its minutes once, and what runs twice, breaks off or comes late doubles nothing', {
  timeout: 300_000,
}, async () => {
  const runsAt = [...halfHours('2026-10-15T00:00:00Z', '2026-10-29T00:00:00Z').filter(isRun), new Date('2026-10-22T15:30:00Z')]
  const month = await playMonth({ runsAt: runsAt.sort((a, b) => a.getTime() - b.getTime()), diesAfter })
  try {
    const { told, repeated, sandbox, titles } = month
    const minutes = ['Add iaas/20261022.md', 'Add iaas/20261028.md', 'Add project/20261019.md']
    expect(titles).toEqual(['Add community-call/20261015.md', 'Add community-call/20261022.md', ...minutes])
    expect(repeated).toEqual([])
    expect(told.filter(({ result }) => result === 'later')).toEqual([])
    const commits = sandbox.world.repositories.get('scs/minutes')?.git.commits.values() ?? []
    const added = [...commits]
      .map(({ message }) => message.split('\n', 1)[0] ?? '')
      .filter((message) => /^Add (?:iaas|project)/.test(message))
    expect(added.sort()).toEqual(minutes)
    // An exception, a cancelled meeting, and the old day of a moved one.
    const named = (team: string, day: string) => told.filter(({ work }) => work.startsWith(`${team}: `) && work.includes(day))
    expect([named('group', '2026-10-15'), named('project', '2026-10-26')]).toEqual([[], []])
    expect(named('iaas', '2026-10-21').filter(({ work }) => work.includes('minutes'))).toEqual([])
    // After the gap of five hours, the first run makes the minutes; after the break, the next one opens the pull request.
    const first = (team: string, day: string) =>
      told.find(({ work, writes }) => work === `${team}: the minutes of ${day}` && writes.length > 0)
    expect(first('iaas', '2026-10-22')?.at).toBe('2026-10-22T15:30:00.000Z')
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
