/** Two hundred random board edits, with lost, duplicate and reordered webhooks, compared with a full read. */
import fc from 'fast-check'
import nock from 'nock'
import { expect, test } from 'vitest'
import type { Snapshot } from '../../../../src/domain/board/board.ts'
import { affectedBy, mergeNamed } from '../../../../src/service/webhooks/affected-items.ts'
import { playTheNetwork } from '../../../nock.ts'
import { aPage, liveBoard } from './board-answers.ts'
import { createBoardWorld, EDITS, type Edit, type Webhook } from './board-world.ts'

playTheNetwork()

type Fate = { readonly lost: boolean; readonly doubled: boolean; readonly order: number }

const edits = fc.array(fc.record<Edit>({ kind: fc.constantFrom(...EDITS), at: fc.nat(1000), other: fc.nat(1000) }), {
  minLength: 200,
  maxLength: 200,
})
const fates = fc.array(fc.record<Fate>({ lost: fc.boolean(), doubled: fc.boolean(), order: fc.nat() }), { minLength: 50, maxLength: 50 })

/** What two reads of the same board agree on, whatever their order, cost and time. */
function known({ items, epics, counts, complete }: Snapshot) {
  return {
    complete,
    counts: [counts.items, counts.drafts, counts.unreadable],
    items: Object.fromEntries(items.map(({ observed: _, ...item }) => [item.ref, item])),
    epics: Object.fromEntries(
      epics.map(({ ref, children, progress, taskLines }) => [
        ref,
        { progress, taskLines, children: Object.fromEntries(children.map((child) => [child.ref, child])) },
      ]),
    ),
  }
}

/** Edits in groups of eight; the webhooks of each group come as their fates say. */
async function replay(all: readonly Edit[], fate: (index: number) => Fate) {
  const world = createBoardWorld(40)
  world.play((cards) => aPage(cards))
  const board = liveBoard()
  let snapshot = await board.readBoard()
  const lost: Webhook[] = []
  let count = 0
  for (let start = 0; start < all.length; start += 8) {
    const sent = all.slice(start, start + 8).flatMap((edit) => world.edit(edit))
    const told = sent.map((webhook) => {
      count += 1
      return { webhook, ...fate(count) }
    })
    lost.push(...told.filter((one) => one.lost).map(({ webhook }) => webhook))
    const came = told.filter((one) => !one.lost).flatMap((one) => (one.doubled ? [one, one] : [one]))
    came.sort((a, b) => a.order - b.order)
    const named = mergeNamed(came.map(({ webhook }) => affectedBy(webhook.event, webhook.payload, snapshot)))
    snapshot = await board.readChanged(snapshot, named)
  }
  return { snapshot, full: await board.readBoard({ previous: snapshot }), lost }
}

test('duplicate and reordered webhooks lead to the same result as a full read', async () => {
  await fc.assert(
    fc.asyncProperty(edits, fates, async (all, drawn) => {
      nock.cleanAll()
      const { snapshot, full } = await replay(all, (index) => ({ ...(drawn[index % 50] as Fate), lost: false }))
      expect(known(snapshot)).toEqual(known(full))
    }),
    { numRuns: 2, endOnFailure: true },
  )
})

test('lost webhooks only affect their own items, until the next full read', async () => {
  await fc.assert(
    fc.asyncProperty(edits, fates, async (all, drawn) => {
      nock.cleanAll()
      const { snapshot, full, lost } = await replay(all, (index) => drawn[index % 50] as Fate)
      expect(lost.length).toBeGreaterThan(0)
      const about = new Set(lost.flatMap((webhook) => webhook.about.map((number) => `scs/issues#${number}`)))
      const [before, after] = [known(snapshot).items, known(full).items]
      const differ = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((ref) => {
        const [one, other] = [before[ref], after[ref]]
        // An issue that is no card is there only as somebody's child.
        const isCard = one?.itemId != null || other?.itemId != null
        return isCard && JSON.stringify(one) !== JSON.stringify(other)
      })
      expect(differ.filter((ref) => !about.has(ref))).toEqual([])
    }),
    { numRuns: 2, endOnFailure: true },
  )
})
