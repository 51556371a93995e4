/** Before many lines would go from a pull request: when it is asked, what counts as an answer, and what follows from it. */
import { expect, test } from 'vitest'
import { decideLoss, type Loss } from '../../../src/minutes/pull-request/ask-before-loss.ts'
import { type FileToPublish, placesOf } from '../../../src/minutes/pull-request/file-to-publish.ts'
import { minutesSettings } from '../settings.ts'

const FILE: FileToPublish = {
  settings: minutesSettings,
  team: 'iaas',
  date: '2023-01-18',
  path: 'iaas/20230118.md',
  text: '# 2023-01-18\n',
  body: 'About these minutes.',
  assignees: ['ada-l'],
}
const PULL = { number: 7, url: 'https://github.com/acme/minutes/pull/7', state: 'open' as const, title: 'Add it', body: '' }
const LOST = { lost: ['- Flavors are done', '- Ask the operators'], of: 3 }

function loss(more: Partial<Loss> = {}): Loss {
  const place = placesOf(FILE, 1)
  return { file: FILE, place, pull: PULL, comments: [], lines: LOST, isMuch: true, hasNextMeeting: false, ...more }
}

/** The question as the app asks it, with these boxes ticked. */
function asked({ replace = false, another = false } = {}) {
  const [action] = decideLoss(loss()).actions
  const body = action?.kind === 'comment-pull' ? action.body : ''
  const lines = body.trimEnd().split('\n')
  const ticked = lines.map((line, index) => {
    const isTicked = (replace && index === lines.length - 2) || (another && index === lines.length - 1)
    return isTicked ? line.replace('- [ ]', '- [x]') : line
  })
  return [{ id: 70, body: `${ticked.join('\n')}\n` }]
}

test('a large loss is asked about in the pull request, with the lines that would go', () => {
  const { kind, actions, ...rest } = decideLoss(loss())
  expect(kind).toBe('wait')
  expect(actions).toEqual([expect.objectContaining({ kind: 'comment-pull', repository: 'acme/minutes', number: 7 })])
  expect(actions[0]).toHaveProperty('body', expect.stringContaining('- - Flavors are done\n- - Ask the operators'))
  expect(rest).toEqual({ stop: expect.stringContaining('2 of its 3 lines are gone from the pad') })
})

test('the same question is asked once', () => {
  expect(decideLoss(loss({ comments: asked() }))).toMatchObject({ kind: 'wait', actions: [] })
})

test('another loss takes the place of the question in its comment; a tick under the old one is no answer', () => {
  const { kind, actions } = decideLoss(loss({ comments: asked({ replace: true }), lines: { lost: ['- Another line'], of: 3 } }))
  expect(kind).toBe('wait')
  expect(actions).toEqual([expect.objectContaining({ kind: 'edit-pull-comment', commentId: 70 })])
})

test.each([
  ['the box to remove the lines', { comments: asked({ replace: true }) }, 'write'],
  ['a person who asks for it again', { comments: asked(), file: { ...FILE, isAskedFor: true } }, 'write'],
  ['the box to keep them', { comments: asked({ another: true }) }, 'next-meeting'],
  ['a file of the next meeting', { comments: asked(), hasNextMeeting: true }, 'next-meeting'],
])('%s settles the question', (_what, more, kind) => {
  const decided = decideLoss(loss(more))
  expect(decided.kind).toBe(kind)
  expect(decided.actions).toEqual([expect.objectContaining({ kind: 'edit-pull-comment', commentId: 70, why: 'its question is answered' })])
})

test('both boxes are no answer', () => {
  expect(decideLoss(loss({ comments: asked({ replace: true, another: true }) }))).toMatchObject({ kind: 'wait', actions: [] })
})

test('a small loss is written, and settles a question that still waits', () => {
  expect(decideLoss(loss({ isMuch: false }))).toEqual({ kind: 'write', actions: [] })
  expect(decideLoss(loss({ isMuch: false, comments: asked() }))).toMatchObject({ kind: 'write', actions: [{ commentId: 70 }] })
})

test('without a pull request one is opened: the next run asks there', () => {
  const decided = decideLoss(loss({ pull: null }))
  expect(decided).toMatchObject({ kind: 'wait', actions: [{ kind: 'open-pull', title: 'Add iaas/20230118.md' }] })
})

test('lines that a shrunk pad lost are kept and asked about, until somebody answers', () => {
  const shrunk = { isMuch: false, isShrunk: true, kept: ['- Ask the operators'] }
  const { kind, actions } = decideLoss(loss(shrunk))
  expect({ kind, actions }).toMatchObject({ kind: 'keep', actions: [{ kind: 'comment-pull', number: 7 }] })
  const body = actions[0]?.kind === 'comment-pull' ? actions[0].body : ''
  expect(body).toContain('**The pad no longer holds 1 of the 3 lines of these minutes')
  expect(body.match(/^- \[ \]/gm)).toHaveLength(1)
  const waiting = [{ id: 70, body }]
  expect(decideLoss(loss({ ...shrunk, isShrunk: false, comments: waiting }))).toEqual({ kind: 'keep', actions: [] })
  const ticked = [{ id: 70, body: body.replace('- [ ]', '- [x]') }]
  expect(decideLoss(loss({ ...shrunk, comments: ticked }))).toMatchObject({ kind: 'write', actions: [{ commentId: 70 }] })
  expect(decideLoss(loss({ ...shrunk, pull: null }))).toEqual({ kind: 'keep', actions: [] })
})
