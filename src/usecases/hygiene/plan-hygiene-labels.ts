/** Plans labels on epics that need attention, for teams that want no comments. GitHub’s timeline shows who set a label. */

import type { Finding } from '../../domain/finding.ts'
import { refKey } from '../../domain/reference.ts'
import { dayIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import type { EpicView } from '../../hygiene/board-view.ts'
import { isQuietTime } from '../../hygiene/quiet-hours.ts'
import { isEligible, type TeamFindings } from '../../hygiene/team/team-findings.ts'
import { hasTeamLabel } from '../../hygiene/team/team-scope.ts'
import type { Comments } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Action } from '../plan.ts'

/** Where `hygiene.label` names none. */
const USUAL_LABEL = 'needs attention'
const READ_AT_ONCE = 6

type Input = { readonly settings: Settings; readonly only?: readonly string[] | undefined }

export async function planLabels(comments: Comments, look: TeamFindings, { settings, only }: Input, now: Date) {
  const { team, board, owners, findings, withheld, dated } = look
  const nothing = { actions: [], remarks: [], known: [], versions: new Map() }
  if (isQuietTime(now, settings.timezone, team.hygiene)) return nothing
  const label = team.hygiene.label ?? USUAL_LABEL
  const spoken = findings.filter(({ rule }) => team.hygiene.rules[rule] !== 'report')
  const meant = only && new Set(only.map(refKey))
  const epics = board.epics
    // What cannot be judged now changes nothing.
    .filter(({ ref }) => !withheld.some(({ epic }) => epic !== null && refKey(epic) === refKey(ref)))
    .filter(
      ({ ref, item }) => owners.find((owner) => hasTeamLabel(item, owner.label))?.id === team.id && (!meant || meant.has(refKey(ref))),
    )
    .map((epic) => ({ epic, own: spoken.filter((finding) => finding.epic !== null && refKey(finding.epic) === refKey(epic.ref)) }))
    .filter(({ epic, own }) => (own.length > 0 && isEligible(epic, board)) !== hasTeamLabel(epic.item, label))
  const actions: Action[] = []
  const remarks: string[] = []
  for (let start = 0; start < epics.length; start += READ_AT_ONCE) {
    const batch = epics.slice(start, start + READ_AT_ONCE)
    for (const decided of await Promise.all(batch.map(({ epic, own }) => decide(comments, { epic, own, dated, label }, settings)))) {
      if (typeof decided === 'string') remarks.push(decided)
      else actions.push(...decided)
    }
  }
  return { ...nothing, actions, remarks }
}

type Differs = Pick<TeamFindings, 'dated'> & { readonly epic: EpicView; readonly own: readonly Finding[]; readonly label: string }

/** One that a person took off stays away until something new is found; one that a person set is theirs. */
async function decide(
  comments: Comments,
  { epic, own, dated, label }: Differs,
  { timezone }: Settings,
): Promise<readonly Action[] | string> {
  const on = epic.ref
  try {
    const last = (await comments.labelHistory(on, label)).at(-1)
    if (hasTeamLabel(epic.item, label)) {
      return own.length === 0 && last?.byApp ? [{ kind: 'remove-label', on, label, why: 'nothing needs attention; the app set it' }] : []
    }
    const takenOff = last && !last.isSet && !last.byApp ? dayIn(timezone, new Date(last.at)) : null
    const isNew = takenOff === null || dated(own).some(({ since }) => since !== null && since > takenOff)
    return isNew ? [{ kind: 'add-label', on, label, why: `found: ${[...new Set(own.map(({ rule }) => rule))].join(', ')}` }] : []
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}
