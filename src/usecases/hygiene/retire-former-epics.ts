/** Retires the comments on issues that are no longer epics of a team. Gathers and plans. */
import type { BoardItem, Snapshot } from '../../domain/board/board.ts'
import { epicsByMarks, isEpic } from '../../domain/board/epics.ts'
import { refKey } from '../../domain/reference.ts'
import { minuteIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import type { Render } from '../../hygiene/comment/comment.ts'
import { retireComment } from '../../hygiene/comment/retire-comment.ts'
import type { HygieneFacts } from '../../hygiene/hygiene-input.ts'
import { hasTeamLabel } from '../../hygiene/team/team-scope.ts'
import type { AppComment, Comments } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Action } from '../plan.ts'

export type FormerEpicsInput = HygieneFacts & {
  readonly settings: Settings
  readonly teams?: readonly string[]
  readonly only?: readonly string[] | undefined
  readonly render: Render
}

/** How far back an epic is looked for: a run that failed is made up for, and not for ever. */
const DAYS_BACK = 30
const READ_AT_ONCE = 6
/** So many at once are no work of people: the label was renamed, or the configuration has changed. */
const FEW = 3

type Former = { readonly ref: string; readonly item: BoardItem | null }

export async function planFormerEpics(comments: Comments, input: FormerEpicsInput, now: Date) {
  const former = teamsOf(input.settings).some(({ hygiene }) => hygiene.mode === 'comment') ? formerEpics(input, now) : []
  const actions: Action[] = []
  const versions = new Map<string, readonly AppComment[]>()
  if (isTooMuch(former, input)) {
    const remark = `${former.length} epics stopped being epics of a team at the same time. Was a label renamed? Their comments stay until \`epics\` and \`teams\` in sprint.yml match the board.`
    return { actions, versions, remarks: [remark] }
  }
  for (let start = 0; start < former.length; start += READ_AT_ONCE) {
    const batch = former.slice(start, start + READ_AT_ONCE)
    const read = await Promise.all(batch.map(({ ref }) => commentsThere(comments, ref)))
    for (const [index, { ref, item }] of batch.entries()) {
      const own = read[index] ?? []
      const reason = reasonOf(item, input.settings)
      const lookedAt = minuteIn(input.settings.timezone, now)
      const planned = retireComment({ ref, comments: own, reason, labels: item?.labels ?? [], lookedAt, render: input.render })
      if (planned.length > 0) versions.set(ref, own)
      actions.push(...planned)
    }
  }
  return { actions, versions, remarks: [] }
}

/** An issue that was deleted, converted, or moved out of reach has no comment to hide. */
async function commentsThere(comments: Comments, ref: string): Promise<readonly AppComment[]> {
  try {
    return await comments.byApp(ref)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

function formerEpics({ settings, snapshot, history = [], teams, only }: FormerEpicsInput, now: Date): readonly Former[] {
  const items = byName(snapshot)
  const owners = teamsOf(settings)
  const ownerOf = (item: Pick<BoardItem, 'labels'>) => owners.find(({ label }) => hasTeamLabel(item, label))
  const isOwned = (ref: string) => {
    const item = items.get(refKey(ref))
    return item !== undefined && !item.archived && isEpic(item, settings.epics) && ownerOf(item) !== undefined
  }
  const earliest = new Date(now.getTime() - DAYS_BACK * 24 * 60 * 60 * 1000).toISOString()
  const looks = history.filter(({ takenAt }) => takenAt >= earliest && takenAt <= snapshot.takenAt)
  const found = new Map<string, Former>()
  for (const look of looks) {
    const then = byName(look)
    for (const { ref } of epicsByMarks(look, settings.epics)) {
      const before = then.get(refKey(ref))
      // A card keeps its id when its issue is transferred.
      const item = items.get(refKey(ref)) ?? (before?.itemId ? (items.get(before.itemId) ?? null) : null)
      const place = item?.ref ?? ref
      const owner = before && ownerOf(before)
      const isMeant = only === undefined || only.some((name) => [refKey(ref), refKey(place)].includes(refKey(name)))
      // One that never was a team's here may be another configuration's, whose comment it is.
      if (owner?.hygiene.mode !== 'comment' || isOwned(place) || !isMeant) continue
      if (teams !== undefined && !teams.includes(owner.id)) continue
      found.set(refKey(place), { ref: place, item })
    }
  }
  return [...found.values()]
}

/** Those with hygiene off or a digest too: their epics are theirs. A label goes before the whole board. */
function teamsOf(settings: Settings): readonly TeamSettings[] {
  const looking = Object.values(settings.teams).filter(({ board }) => board || settings.board === null)
  return looking.sort((a, b) => Number(a.label === null) - Number(b.label === null))
}

function byName({ items }: Snapshot): ReadonlyMap<string, BoardItem> {
  return new Map(
    items.flatMap((item) => [
      ...(item.ref === null ? [] : [[refKey(item.ref), item] as const]),
      ...(item.itemId === null ? [] : [[item.itemId, item] as const]),
    ]),
  )
}

function isTooMuch(former: readonly Former[], { settings, snapshot }: FormerEpicsInput): boolean {
  const left = epicsByMarks(snapshot, settings.epics).length
  return former.length > FEW && former.length > left
}

function reasonOf(item: BoardItem | null, { epics }: Settings): string {
  if (item === null || item.itemId === null) return 'This issue is no longer on the board.'
  if (item.archived) return 'Its card on the board is archived.'
  return isEpic(item, epics) ? 'It no longer has a team label.' : 'This issue is no longer marked as an epic.'
}
