/** Plans the digest of a team as one comment on one issue, for teams that want no comments on epics. */

import { liveByOthers, tellOthersComment } from '../../domain/others-comments.ts'
import { refKey } from '../../domain/reference.ts'
import { minuteIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import type { Render } from '../../hygiene/comment/comment.ts'
import { composeTeamDigest, readDigestMark } from '../../hygiene/comment/team-digest.ts'
import { doubtsOf, type HygieneFacts } from '../../hygiene/hygiene-input.ts'
import { isQuietTime } from '../../hygiene/quiet-hours.ts'
import type { TeamFindings } from '../../hygiene/team/team-findings.ts'
import type { Comments } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Action } from '../plan.ts'
import type { Planned } from './planned.ts'

/** Nothing is ever written on epics here; without `digestIssue` the digest is the agenda's and the command line's alone. */
export async function planDigest(
  comments: Comments,
  { team, findings, withheld, board }: TeamFindings,
  input: HygieneFacts & { readonly settings: Settings; readonly render: Render },
  now: Date,
): Promise<Planned> {
  const issue = team.hygiene.digestIssue
  if (issue === null || isQuietTime(now, input.settings.timezone, team.hygiene))
    return { actions: [], remarks: [], known: [], versions: new Map() }
  const hidden = new Set(board.issues.filter(({ item }) => item.private).map(({ item }) => refKey(item.ref)))
  const told = findings.filter(({ epic, story }) => !hidden.has(refKey(epic ?? '')) && !hidden.has(refKey(story ?? '')))
  try {
    const { body, sha256 } = composeTeamDigest({
      teamName: team.name,
      teamId: team.id,
      findings: told,
      titles: new Map(board.issues.map(({ item }) => [refKey(item.ref), item.title])),
      remarks: withheld.length > 0 ? doubtsOf(input.settings, input) : [],
      lookedAt: minuteIn(input.settings.timezone, now),
      github: input.settings.github,
      render: input.render,
    })
    const there = await comments.byApp(issue)
    const versions = new Map([[issue, there]])
    const own = there.filter((comment) => !comment.minimized && readDigestMark(comment.body)?.teamId === team.id)
    const current = own.at(-1)
    if (!current) {
      if (told.length === 0) return { actions: [], remarks: [], known: [], versions }
      const byOther = liveByOthers(await comments.byOthers(issue), (text) => readDigestMark(text)?.teamId === team.id)
      const remarks = byOther === null ? [] : [tellOthersComment(issue, byOther)]
      if (byOther?.holdsBack) return { actions: [], remarks, known: [], versions: new Map() }
      return { actions: [{ kind: 'create-comment', on: issue, body, why: `digest of ${team.name}` }], remarks, known: [], versions }
    }
    // Two replicas may have made one each: the newest stays.
    const tidying = own.slice(0, -1).map(
      ({ id }): Action => ({
        kind: 'minimize-comment',
        on: issue,
        commentId: id,
        reason: 'OUTDATED',
        why: 'a newer digest was posted below',
      }),
    )
    if (readDigestMark(current.body)?.sha256 === sha256) return { actions: tidying, remarks: [], known: [], versions }
    const update: Action = { kind: 'update-comment', on: issue, commentId: current.id, body, why: `digest of ${team.name}` }
    return { actions: [update, ...tidying], remarks: [], known: [], versions }
  } catch (error) {
    if (error instanceof UserError) return { actions: [], remarks: [error.message], known: [], versions: new Map() }
    throw error
  }
}
