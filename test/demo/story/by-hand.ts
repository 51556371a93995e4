/** Minutes that somebody writes by hand: checked, corrected by clicks, and merged. */
import type { Pull } from '../../sandbox/model.ts'
import { seen } from '../server-work.ts'
import { MINUTES } from '../stage.ts'
import { checkLines, checkOf, fileAt, headOf, talksOf } from './pulls.ts'
import { demand, refOf, type ServedScene, same } from './scene.ts'

const OLD = 'iaas/20221116.md'
/** As somebody copied it from an old Etherpad. */
const BY_HAND = `# 2022-11-17

## Participants

- @mfechner
- @garloff
- @fkr

## Agenda

- the testbed waits for #341
- new hardware: write to support@example.com
`

/** Minutes by hand are checked as well; when they are merged, the app's own pull request lags behind. */
export async function byHand(scene: ServedScene, waiting: Pull): Promise<void> {
  const { stage, say, server } = scene
  const maxwolfs = stage.sandbox.edit('maxwolfs')
  const { made, check } = await say.step(
    { at: '12:45', what: '@maxwolfs opens a pull request with old minutes, written by hand' },
    async () => {
      await maxwolfs.push(MINUTES, 'november', 'Add minutes of November', { [OLD]: BY_HAND })
      const opened = await maxwolfs.openPull(MINUTES, { title: 'Minutes of November', body: '', head: 'november', base: 'main' })
      return { made: opened, check: await seen(server, 'a check of the pull request', () => checkOf(opened)) }
    },
  )
  demand(check.conclusion === 'neutral', 'a check that blocks nothing', check.conclusion)
  say.lines(...checkLines(say, check))
  await suggests(scene, made)
  await upToDate(scene, { made, waiting })
}

async function suggests({ stage, say, server }: ServedScene, made: Pull): Promise<void> {
  const text = '/minutes check'
  const talks = await say.step({ at: '12:50', what: `@maxwolfs comments: ${text}` }, async () => {
    const asked = await stage.sandbox.edit('maxwolfs').comment(refOf(made), text)
    await seen(server, `a reaction to "${text}"`, () => asked.reactions.find(({ content }) => content === '+1') ?? null)
    return talksOf(made)
  })
  const suggested = talks.filter(({ suggestion }) => suggestion !== null)
  demand(suggested.length >= 2, 'two suggestions', String(suggested.length))
  say.lines(
    `${talks.length} comments at their lines, ${suggested.length} with a suggestion:`,
    ...suggested.map(({ line, suggestion }) => `  line ${line}: ${suggestion}`),
  )
}

async function upToDate({ stage, say, server }: ServedScene, { made, waiting }: { made: Pull; waiting: Pull }): Promise<void> {
  const maxwolfs = stage.sandbox.edit('maxwolfs')
  await say.step({ at: '12:55', what: '@maxwolfs commits them, deletes the address, and merges' }, async () => {
    for (const { thread, suggestion } of talksOf(made)) if (suggestion !== null) await maxwolfs.acceptSuggestion(thread)
    await maxwolfs.push(MINUTES, made.head, 'Delete an address', { [OLD]: fileAt(made, OLD).replace(/: write to \S+/, ' is ordered') })
    await maxwolfs.mergePull(refOf(made))
    const main = () => stage.minutes().git.branches.get('main') ?? ''
    await seen(server, 'an update of the other branch', () => (headOf(waiting).parents.includes(main()) ? waiting : null))
  })
  say.lines(`${same(say)} main demands branches that are up to date, so the app updates its own: ${headOf(waiting).message}`)
}
