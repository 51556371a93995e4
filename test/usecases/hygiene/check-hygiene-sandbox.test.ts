/** From the board to the comment and back, over HTTP: the app’s own comment is not activity, and a second run writes nothing. */

import { expect, test } from 'vitest'
import { createBoardSource } from '../../../src/adapters/github/board/read-board.ts'
import { createComments } from '../../../src/adapters/github/comments/comments.ts'
import { rules } from '../../../src/hygiene/registry.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { answerEpicCommand } from '../../../src/usecases/hygiene/answer-epic-command.ts'
import { checkHygiene } from '../../../src/usecases/hygiene/check-hygiene.ts'
import { BOARD_READ, plainAccessTo } from '../../adapters/github/sandbox-access.ts'
import { SMALL_CONFIG } from '../../cli/small-world.ts'
import { apply } from '../../hygiene/comment/fake-comments.ts'
import { render } from '../../hygiene/render.ts'
import { startSandbox } from '../../sandbox/github.ts'
import { thingAt } from '../../sandbox/model.ts'

const EPIC = 'scs/issues#1'
const settings = parseSettings(SMALL_CONFIG, 'sprint.yml', rules)

test('an epic gets a comment, takes a command, and is left alone', async () => {
  const sandbox = await startSandbox({ world: 'test/sandbox/worlds/small.yml' })
  try {
    const clock = { now: sandbox.world.now }
    const access = plainAccessTo(sandbox)
    const comments = createComments(access, clock)
    if (!settings.board) throw new Error('no board')
    const source = createBoardSource(await access.clientFor(BOARD_READ), { ...settings, board: settings.board }, clock, { isApp: true })
    const before = await source.readBoard()
    const run = async () => {
      const snapshot = await source.readBoard()
      const checked = await checkHygiene({ comments, clock }, { settings, snapshot, render })
      await apply(checked.plan, comments)
      return { ...checked, snapshot }
    }
    const first = await run()
    expect(first.findings.map(({ rule, story }) => `${rule} ${story ?? ''}`)).toContain('status-contradicts-state scs/issues#2')
    expect(first.plan.actions).toMatchObject([{ kind: 'create-comment', on: EPIC }])
    const told = thingAt(sandbox.world, EPIC).comments.at(-1)
    expect(told?.body).toMatch(/^<!-- scs-sprint:hygiene v1 sha256=/)

    const second = await run()
    expect(second.plan).toMatchObject({ actions: [], remarks: [] })
    const activity = (snapshot: typeof before) => snapshot.items.map(({ ref, lastHumanActivity }) => [ref, lastHumanActivity])
    expect(activity(second.snapshot)).toEqual(activity(before))

    const asked = await sandbox.edit('garloff').comment(EPIC, '/epic snooze 2 weeks waiting for upstream')
    const answer = await answerEpicCommand(
      { comments, people: comments, clock },
      { settings, snapshot: second.snapshot, on: EPIC, commentId: asked.id, author: 'garloff', body: asked.body, render },
    )
    await apply(answer.plan, comments)
    await apply(answer.understood, comments)
    expect(asked.reactions.map(({ content }) => content)).toEqual(['+1'])
    expect(told?.body).toContain('Snoozed until 2023-02-01 by `@garloff`: waiting for upstream')
  } finally {
    await sandbox.close()
  }
})
