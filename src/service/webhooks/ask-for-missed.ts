/** Webhooks that GitHub sent while no server listened: it is asked for them again. */
import { countOf } from '../../domain/text/count-of.ts'
import type { DeliveryLog, HookDeliveries, HookDelivery, HookMarks } from '../../ports/jobs.ts'
import type { Claims, Clock, Log } from '../../ports.ts'

const MINUTE_MS = 60_000
/** GitHub keeps them for three days; the clocks may differ a little. */
const KEPT_MS = 3 * 24 * 60 * MINUTE_MS - 10 * MINUTE_MS
/** What was answered is stored; what is not there after this time was stored in a database that is lost. */
const ON_THE_WAY_MS = 2 * MINUTE_MS
/** Looks overlap: GitHub's list may be late. */
const OVERLAP_MS = 10 * MINUTE_MS
/** Of one webhook; what the app refuses so often it will refuse again. Where nobody listened, any attempt may be the first that arrives. */
const MOST_REFUSALS = 5
/** Asked for so long ago, and still not there: asked for again. Looks are an hour apart. */
const ASKED_AGAIN_MS = 50 * MINUTE_MS
/** A server that stops, or that GitHub refuses to answer, leaves at most so many for the next look. */
const TAKEN_AT_ONCE = 50

export type MissedPorts = {
  /** null: without the app's own key GitHub cannot be asked. */
  readonly hooks: HookDeliveries | null
  readonly deliveries: Pick<DeliveryLog, 'known' | 'forget'>
  readonly marks: HookMarks
  readonly claims: Pick<Claims, 'alone'>
  readonly clock: Clock
  readonly log: Log
}

/** Old deliveries are dropped on the way. Resolves when GitHub was asked; the webhooks come as any others do, so nothing runs twice. */
export async function askForMissed({ hooks, claims, ...ports }: MissedPorts): Promise<void> {
  const { deliveries, marks, clock } = ports
  await deliveries.forget()
  if (hooks === null) return
  const begun = clock.now()
  // Servers that start together, or whose hour comes at once, would each read the whole list.
  await claims.alone(['missed-deliveries'], async () => {
    const listed = await marks.listedAt()
    if (listed !== null && listed > begun) return
    await readList(hooks, ports)
    await marks.listed(clock.now())
  })
}

async function readList(hooks: HookDeliveries, { deliveries, marks, clock, log }: Omit<MissedPorts, 'hooks' | 'claims'>): Promise<void> {
  const now = clock.now()
  const since = listedSince(now, await marks.begun(), await marks.seenUntil())
  const listed = await hooks.since(since)
  const known = await deliveries.known([...new Set(listed.map(({ guid }) => guid))])
  const { ask, isOpen } = missedOf(listed, known, now)
  let asked = 0
  for await (const { id } of notAskedFor(ask, marks, now)) if (await hooks.askAgain(id)) asked++
  if (asked > 0) log.info(`Asked GitHub for ${countOf(asked, 'webhook')} that never arrived.`)
  // While some are missing, the next look goes back as far.
  if (!isOpen) await marks.sawUntil(now)
}

/** In the order given, each for one server alone. What another one asked for in the last hour is left out. */
async function* notAskedFor(missing: readonly HookDelivery[], marks: Pick<HookMarks, 'takeAsks'>, now: Date): AsyncGenerator<HookDelivery> {
  const before = new Date(now.getTime() - ASKED_AGAIN_MS)
  for (;;) {
    const guids = missing.map(({ guid }) => guid)
    const taken = await marks.takeAsks(guids, { now, before, most: TAKEN_AT_ONCE })
    if (taken.size === 0) return
    yield* missing.filter(({ guid }) => taken.has(guid))
  }
}

/** Not before the first start on this database. */
export function listedSince(now: Date, begun: Date | null, seenUntil: Date | null): Date {
  const seen = seenUntil === null ? 0 : seenUntil.getTime() - OVERLAP_MS
  return new Date(Math.max(now.getTime() - KEPT_MS, begun?.getTime() ?? 0, seen))
}

/** Which attempts to repeat, oldest first. `isOpen`: some webhooks have not come, or may still come. */
export function missedOf(
  listed: readonly HookDelivery[],
  known: ReadonlySet<string>,
  now: Date,
): { readonly ask: readonly HookDelivery[]; readonly isOpen: boolean } {
  const attempts = new Map<string, HookDelivery[]>()
  for (const one of listed) if (!known.has(one.guid)) attempts.set(one.guid, [...(attempts.get(one.guid) ?? []), one])
  const missing = [...attempts.values()]
    .filter((all) => all.filter(({ isRefused }) => isRefused).length < MOST_REFUSALS)
    .flatMap((all) => all.reduce((newest, one) => (one.at > newest.at ? one : newest)))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  const ask = missing.filter(({ isAnswered, at }) => !isAnswered || now.getTime() - at.getTime() > ON_THE_WAY_MS)
  return { ask, isOpen: missing.length > 0 }
}
