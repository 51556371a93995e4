/** Stores that fail: the command goes on, and says what it does without. */
import { expect, test } from 'vitest'
import { keepIfPossible } from '../../../src/adapters/store/best-effort.ts'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import type { SnapshotStore } from '../../../src/ports.ts'
import { aSnapshot } from '../../builders.ts'

const board = { owner: 'scs', number: 6 }
const failing = async (): Promise<never> => {
  throw new Error('disk I/O error')
}

function logged() {
  const warnings: string[] = []
  return { warnings, log: { info: () => {}, warn: (text: string) => void warnings.push(text) } }
}

test('what is asked for reaches the store unchanged', async () => {
  const asked: unknown[] = []
  const store: SnapshotStore = {
    latest: async (...question) => {
      asked.push(question)
      return null
    },
    history: async (...question) => {
      asked.push(question)
      return []
    },
    keep: async (...question) => {
      asked.push(question)
    },
  }
  const snapshot: Snapshot = aSnapshot()
  const before = new Date('2023-01-18T10:00:00Z')
  const since = new Date('2023-01-04T10:00:00Z')
  const kept = keepIfPossible(store, logged().log)
  await kept.latest(board, { before, complete: true })
  await kept.history(board, { since })
  await kept.keep(snapshot)
  expect(asked).toEqual([[board, { before, complete: true }], [board, { since }], [snapshot]])
})

test('a store that fails is said once a failure, and nothing is thrown', async () => {
  const { warnings, log } = logged()
  const kept = keepIfPossible({ latest: failing, history: failing, keep: failing }, log)
  expect([await kept.latest(board), await kept.history(board), await kept.keep(aSnapshot())]).toEqual([null, [], undefined])
  expect(warnings).toEqual([
    'Saved snapshots cannot be read: disk I/O error This run continues without them.',
    'Saved snapshots cannot be read: disk I/O error This run continues without them.',
    'The board was read, but the snapshot cannot be saved: disk I/O error Later runs cannot use it.',
  ])
})
