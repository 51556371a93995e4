/** The Probot app: which event starts which use case. The only file that uses Probot’s Context. */
import type { Probot } from 'probot'
import { z } from 'zod'
import { commandLines } from './domain/body/command-lines.ts'
import { SUBSCRIBED_EVENTS, WELCOME_EVENTS } from './service/webhooks/webhook-events.ts'
import type { CommentCommand, Work } from './service/work.ts'

/** Of what a repository, or a check, tells, few things are looked at. */
export const boardEvents = [...SUBSCRIBED_EVENTS, ...WELCOME_EVENTS].flatMap((event) =>
  event === 'repository'
    ? (['repository.renamed', 'repository.transferred'] as const)
    : event.startsWith('check_')
      ? [`${event}.rerequested`]
      : [event],
)

export function sprintApp(work: Work): (probot: Probot) => void {
  return (probot) => {
    // Probot's types lag behind GitHub's event names (sub_issues, projects_v2_item).
    probot.on(boardEvents as unknown as 'issues'[], async (context) => {
      if (String(context.name) === 'issue_comment' && isBot(context.payload)) return
      await work.changed(context.name, context.payload)
    })
    probot.on('issue_comment.created', async (context) => {
      const command = commandOf(context.payload)
      if (command) await work.command(command)
    })
  }
}

/** The app's own comments come back as webhooks; comments of bots are no activity, so nothing needs another look. */
function isBot(payload: object): boolean {
  return (payload as { sender?: { type?: string } }).sender?.type === 'Bot'
}

const Commented = z.object({
  repository: z.object({ full_name: z.string() }),
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }),
  comment: z.object({
    node_id: z.string(),
    body: z.string(),
    created_at: z.string().optional(),
    user: z.object({ login: z.string(), type: z.string().optional() }),
  }),
})

/** null where there is no command of a person; a payload of another shape would fail again whenever it is tried. */
function commandOf(payload: unknown): CommentCommand | null {
  const checked = Commented.safeParse(payload)
  if (!checked.success) return null
  const { comment, issue, repository } = checked.data
  const isCommand = (['epic', 'minutes', 'agenda'] as const).some((word) => commandLines(comment.body, word).length > 0)
  if (!isCommand || comment.user.type === 'Bot') return null
  return {
    on: `${repository.full_name}#${issue.number}`,
    commentId: comment.node_id,
    author: comment.user.login,
    body: comment.body,
    isPull: issue.pull_request !== undefined,
    ...(comment.created_at === undefined ? {} : { madeAt: new Date(comment.created_at) }),
  }
}
