/** Any order of runs, pad edits, commits, accepted suggestions, merges and closings: nothing of people is lost, nothing stands twice. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPullWorld, BRANCH, PATH, type PullWorld } from './pull-world.ts'

const PAD = '# 2023-01-18\n\n## Participants\n\n- @fkr\n- @o-otte\n\n## Agenda\n\n- the migration waits for #4711\n- @o-ote looks at it\n'

type Step = 'look' | 'pad' | 'commit' | 'suggestion' | 'tick' | 'resolve' | 'merge' | 'close' | 'reopen' | 'refresh'
const STEPS: readonly Step[] = [
  'look',
  'look',
  'look',
  'pad',
  'pad',
  'commit',
  'suggestion',
  'tick',
  'resolve',
  'merge',
  'close',
  'reopen',
  'refresh',
]

/** What people typed on the branch or into the minutes, a word each. */
async function play(world: PullWorld, steps: readonly Step[]): Promise<readonly string[]> {
  const typed: string[] = []
  let minute = 20
  let pad = PAD
  const look = async () => {
    minute += 1
    // Looks of a meeting are far apart: here a person asks for each.
    if (world.pull().state === 'OPEN') await world.ask('/minutes refresh')
    else await world.lookAt(minute < 45 ? `2023-01-18T12:${minute}:00Z` : '2023-01-19T08:30:00Z')
  }
  const { edit } = world.sandbox
  const ref = () => `scs/minutes#${world.pull().number}`
  const thread = () => world.pull().threads.find(({ isResolved }) => !isResolved)
  const does: Record<Step, () => Promise<unknown>> = {
    look,
    refresh: () => world.ask('/minutes refresh'),
    pad: async () => {
      pad = `${pad}- from the pad ${minute++}\n`
      world.pads.edit('iaas', pad, `2023-01-18T11:${minute}:00.000Z`)
    },
    commit: async () => {
      const word = `typed${minute++}`
      const branch = world.pull().head
      if (world.pull().state !== 'OPEN' || world.text(branch) === '') return
      typed.push(word)
      await edit('o-otte').push('scs/minutes', branch, `Say ${word}`, { [PATH]: `${world.text(branch).trimEnd()}\n- ${word}\n` })
    },
    suggestion: async () => {
      const found = world.pull().threads.find(({ isResolved, comments }) => !isResolved && comments[0]?.body.includes('```suggestion'))
      const line = found && world.text(world.pull().head).split('\n')[found.originalLine - 1]
      if (found && line?.includes('o-ote') && world.pull().state === 'OPEN') await edit('o-otte').acceptSuggestion(found)
    },
    tick: () => edit('o-otte').editIssue(ref(), { body: world.pull().body.replace('- [ ] ', '- [x] ') }),
    resolve: async () => {
      const found = thread()
      if (found) await edit('fkr').resolveThread(found)
    },
    merge: async () => {
      if (world.pull().state === 'OPEN') await edit('o-otte').mergePull(ref())
    },
    close: async () => {
      if (world.pull().state === 'OPEN') await edit('o-otte').close(ref())
    },
    reopen: async () => {
      if (world.pull().state === 'CLOSED') await edit('o-otte').reopen(ref())
    },
  }
  for (const step of steps) await does[step]()
  return typed
}

test('no order of events loses a line of people, opens a second pull request, or asks a question twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 3, maxLength: 9 }), async (steps) => {
      const world = await aPullWorld({ pad: PAD })
      try {
        await world.lookAt('2023-01-18T10:20:00Z')
        const typed = await play(world, steps)
        const texts = [world.text('main'), world.text(world.pull().head), world.text(BRANCH)].join('\n')
        for (const word of typed) expect(texts).toContain(word)
        const pulls = [...world.repository().pulls.values()].filter(({ head }) => head.startsWith(BRANCH))
        expect(pulls.filter(({ state }) => state === 'OPEN').length).toBeLessThanOrEqual(1)
        expect(new Set(pulls.map(({ head }) => head)).size).toBe(pulls.length)
        for (const { threads, comments } of pulls) {
          const asked = threads.flatMap(({ comments: [first] }) => /asks v1 [0-9a-f]{16}/.exec(first?.body ?? '')?.[0] ?? [])
          expect(new Set(asked).size).toBe(asked.length)
          expect(comments.filter(({ body }) => body.startsWith('<!-- scs-sprint:offer')).length).toBeLessThanOrEqual(typed.length)
        }
        // The next look finds everything done: a talk that a tick ended is closed by now.
        if (world.pull().state === 'OPEN') await world.ask('/minutes refresh')
        world.writes()
        if (world.pull().state === 'OPEN') await world.ask('/minutes refresh')
        expect(world.writes().filter((write) => !/reactions|issues\/\{issue_number\}\/comments/.test(write))).toEqual([])
      } finally {
        await world.close()
      }
    }),
    { numRuns: Number(process.env.INTERLEAVINGS ?? 4), seed: Number(process.env.SEED ?? 15) },
  )
}, 120_000)
