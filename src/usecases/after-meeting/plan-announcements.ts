/** The line that tells a chat of merged minutes. Their pull request remembers it: each once, whoever runs it. */
import { minutesBranch } from '../../domain/notes/minutes-path.ts'
import { ANNOUNCED, announcement } from '../../minutes/after-meeting/announcement.ts'
import type { FollowUpPlace } from '../../minutes/after-meeting/follow-up-comments.ts'
import type { MergedMeeting } from '../../minutes/after-meeting/said-at-meetings.ts'
import type { Clock, MinutesRepository } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Action, Plan } from '../plan.ts'

export type AnnouncementPorts = {
  readonly pulls: () => Pick<MinutesRepository, 'pullOf'>
  readonly clock: Clock
  /** Name of the chat; null: the environment names none. */
  readonly chat: () => string | null
}

/** What was merged before is no news any more: the day on which announcements are turned on is quiet. */
const NEWS_MS = 24 * 60 * 60 * 1000

const NO_CHAT =
  'afterMeeting.notify is on, and the environment names no chat. Set NOTIFY_WEBHOOK_URL, or NOTIFY_MATRIX_URL, NOTIFY_MATRIX_ROOM and NOTIFY_MATRIX_TOKEN.'

export async function planAnnouncements(
  ports: AnnouncementPorts,
  settings: Settings,
  { recent, place }: { readonly recent: readonly MergedMeeting[]; readonly place: FollowUpPlace },
): Promise<Plan> {
  if (settings.afterMeeting.notify === 'off') return { actions: [], remarks: [] }
  const chat = ports.chat()
  if (chat === null) return { actions: [], remarks: [NO_CHAT] }
  const { repository } = settings.minutes
  const actions: Action[] = []
  for (const meeting of recent) {
    const pull = await ports.pulls().pullOf(minutesBranch(meeting.team, meeting.date, numberOf(meeting)))
    if (pull === null || pull.state !== 'merged' || pull.body.includes(ANNOUNCED)) continue
    if (ports.clock.now().getTime() - Date.parse(pull.mergedAt ?? '') >= NEWS_MS) continue
    const { number, title, body: before } = pull
    actions.push({
      kind: 'send-message',
      to: chat,
      text: announcement(meeting, place),
      remembered: { repository, number, title, before, body: `${before.trimEnd()}\n\n${ANNOUNCED}\n` },
      why: `the minutes of ${meeting.date} are merged`,
    })
  }
  return { actions, remarks: [] }
}

/** `iaas/20230118-2.md` -> 2. */
function numberOf({ path }: MergedMeeting): number {
  return Number(/-([2-9])\.[a-z\d]{1,8}$/i.exec(path)?.[1] ?? 1)
}
