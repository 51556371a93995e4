/** Looks for human activity in older events if all recent events are from bots. */

import type { Entry } from './accumulator.ts'
import { type Activity, humanTime, isBot, latest, linkedTime } from './activity.ts'
import { type Asked, type Context, inBatches, noteProblems, orGap } from './bulk-reads.ts'
import { olderEventsQuery } from './queries/queries.ts'
import { OlderAnswer, Refs } from './queries/schema.ts'

const LOOK_BACK_ROUNDS = 3

type Hidden = {
  readonly kind: 'issue' | 'pull'
  readonly id: string
  readonly activity: Activity
  readonly linked: boolean
  readonly name: string
}

/** Where the newest events are all of bots, looks further back for the last person; a few pages, then it is not known. */
export async function readOlderEvents(context: Context, entries: readonly Entry[], pullIds: readonly string[]): Promise<void> {
  const ofEntries: Hidden[] = entries.flatMap(({ item, activity }) =>
    activity === null || !item.nodeId || item.kind === 'draft'
      ? []
      : [
          {
            kind: item.kind === 'pull' ? ('pull' as const) : ('issue' as const),
            id: item.nodeId,
            activity,
            linked: false,
            name: item.ref ?? '',
          },
        ],
  )
  const ofPulls: Hidden[] = pullIds.flatMap((id) => {
    const activity = context.gathered.pulls.get(id)
    return activity ? [{ kind: 'pull' as const, id, activity, linked: true, name: 'a linked pull request' }] : []
  })
  let open = [...ofEntries, ...ofPulls].filter(({ activity }) => activity.before !== null || activity.editsHidden)
  for (let round = 0; round < LOOK_BACK_ROUNDS && open.length > 0; round += 1) {
    const batches = inBatches(open)
    const asked: Pick<Asked, 'part' | 'what'> = { part: 'activity', what: 'Older events' }
    await Promise.all(batches.map((batch) => orGap(context.gathered, asked, () => readOlder(context, batch))))
    open = open.filter(({ activity }) => activity.before !== null)
  }
  for (const { name } of open) {
    context.gathered.remarks.add(
      `${name}: only bots among its last ${20 + 100 * LOOK_BACK_ROUNDS} events, so the last human activity is unknown.`,
    )
  }
}

async function readOlder({ reader, gathered, ownComments, bots }: Context, batch: readonly Hidden[]): Promise<void> {
  const variables = Object.fromEntries(
    batch.flatMap(({ id, activity }, i) => [
      [`id${i}`, id],
      [`before${i}`, activity.before],
    ]),
  )
  const query = olderEventsQuery(batch.map(({ kind }) => kind))
  const { data, problems } = await reader.read(query, { ...variables, ownComments }, Refs)
  noteProblems(gathered, problems, { part: 'activity', what: 'Older events', mayBe: 'gone' })
  batch.forEach(({ activity, linked }, i) => {
    const older = OlderAnswer.parse(data[`older${i}`])
    const events = (older?.timelineItems?.nodes ?? []).filter((event) => event !== null)
    const edits = linked ? [] : (older?.userContentEdits ?? []).filter(({ editor }) => !isBot(editor, bots)).map(({ editedAt }) => editedAt)
    const seen = latest(events.map((event) => (linked ? linkedTime(event, bots) : humanTime(event, bots))))
    activity.editsHidden = false
    activity.at = latest([activity.at, seen, ...edits])
    const page = older?.timelineItems?.pageInfo
    // Found, or nothing older, or gone meanwhile.
    activity.before = seen === null && activity.before !== null && page?.hasPreviousPage ? (page.startCursor ?? null) : null
  })
}
