/** What the description of a pull request says of its file, and that all its commits are signed off. Pure. */

import { asCode } from '../../domain/text/escape.ts'
import { type FileToPublish, type Place, placesOf } from './file-to-publish.ts'
import { type Clearance, clearanceIn, clearanceText } from './life/clearance.ts'
import { markedBody, ownText, updatedBody, withTicks } from './managed-body.ts'

/** The description of a new pull request. */
export function newDescription(place: Place, file: FileToPublish): string {
  const { isDraft = false, clearance = null } = file.review ?? {}
  return markedBody(whole(place, file, withStanding(file.body, { isDraft, clearance })))
}

/** A draft that waits for the pad; one that a person made has no such sentence, and stays theirs. */
const DRAFT = 'Draft: people were still typing in the pad. The app marks it as ready at its next look. <!-- scs-sprint:draft v1 -->'

export function isDraftByApp(body: string): boolean {
  return body.includes('<!-- scs-sprint:draft v1 -->')
}

type Standing = { readonly isDraft: boolean; readonly clearance: Clearance | null; readonly notAsked?: string | null }

function withStanding(body: string, { isDraft, clearance, notAsked = null }: Standing): string {
  const told = [
    ...(isDraft ? [DRAFT] : []),
    ...(clearance === null ? [] : [clearanceText(clearance)]),
    ...(notAsked === null ? [] : [notAsked]),
  ]
  return told.length === 0 ? body : `${told.join('\n\n')}\n\n${body.trim()}`
}

const NOT_ASKED = /^.*<!-- scs-sprint:not-asked v1 -->$/m

/** Says in a description who could not be asked for a review; `names`: logins, and teams as `team slug`. */
export function withNotAsked(body: string, names: readonly string[]): string {
  const told = names.map((name) => asCode(/^team /.test(name) ? name : `@${name}`)).join(', ')
  const line = `Could not be asked for a review: ${told}. Someone with access to the settings of this repository can give them access, or correct \`minutes.reviewers\` in sprint.yml. <!-- scs-sprint:not-asked v1 -->`
  const own = updatedBody(body, withStanding(withoutNotAsked(ownText(body) ?? ''), { isDraft: false, clearance: null, notAsked: line }))
  return own ?? `${body.trimEnd()}\n\n${line}\n`
}

export function saysNotAsked(body: string): boolean {
  return NOT_ASKED.test(body)
}

function withoutNotAsked(body: string): string {
  return body.replace(NOT_ASKED, '').trim()
}

/** `isNews` is false where the existing description says it already, or is somebody else's. */
export type Description = { readonly body: string; readonly isNews: boolean; readonly isTheirs: boolean }

/**
 * What is ours in the `existing` description, written anew for a branch whose file holds `text`; one that somebody rewrote stays. A
 * draft stays one until the file is no longer to be one; until when the minutes wait was said, and stays. `answered`: ids of
 * questions that were answered elsewhere.
 */
export function describe(
  existing: string,
  text: string,
  { file, place, answered = new Set() }: { readonly file: FileToPublish; readonly place: Place; readonly answered?: ReadonlySet<string> },
): Description {
  const standing: Standing = {
    isDraft: isDraftByApp(existing) && (file.review?.isDraft ?? true),
    clearance: clearanceIn(existing),
    notAsked: NOT_ASKED.exec(existing)?.[0] ?? null,
  }
  const ours = withTicks(whole(place, file, withStanding(file.bodyOn?.(text) ?? file.body, standing)), answered)
  const body = updatedBody(existing, ours)
  return { body: body ?? ours, isNews: body !== null && withoutTimes(body) !== withoutTimes(existing), isTheirs: body === null }
}

/** A body with what all have; its links lead to the file of this meeting, which may be a further one of the day. */
function whole(place: Place, file: FileToPublish, body: string): string {
  const first = placesOf(file, 1)
  const linked = body.replaceAll(`/blob/${first.branch}/${encodeURI(first.path)}?`, `/blob/${place.branch}/${encodeURI(place.path)}?`)
  return `${linked.trim()}\n\n${signOffHelp(place)}`
}

/** Says when pad and board were read; reading them again without a change is not mentioned. */
function withoutTimes(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}\b/g, 'then')
    .trim()
}

const SIGNED = /^Signed-off-by: \S.{0,200}<[^<>\s]{1,200}>\s*$/im

/** Suggestions that are accepted in the browser have no sign-off unless somebody types one. */
function signOffHelp({ branch, base }: { readonly branch: string; readonly base: string }): string {
  return [
    '<details><summary>Commit without a sign-off?</summary>',
    '',
    'Suggestions accepted in the browser are not signed off unless you add `Signed-off-by: Your Name <your email>` to the commit message. To fix the branch:',
    '',
    '```sh',
    `git fetch origin && git switch ${branch}`,
    `git rebase --signoff origin/${base}`,
    'git push --force-with-lease',
    '```',
    '',
    '</details>',
  ].join('\n')
}

/** A sentence that names them; null where all are signed off. Merges need none. */
export function unsignedCommits(
  commits: readonly { readonly sha: string; readonly message: string; readonly isMerge: boolean }[],
): string | null {
  const unsigned = commits.filter(({ message, isMerge }) => !isMerge && !SIGNED.test(message))
  if (unsigned.length === 0) return null
  const named = unsigned.map(({ sha }) => asCode(sha.slice(0, 8))).join(', ')
  return `${unsigned.length === 1 ? 'One commit has' : `${unsigned.length} commits have`} no sign-off (${named}). The description of this pull request explains how to fix this.`
}
