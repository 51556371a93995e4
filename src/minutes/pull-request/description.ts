/** What the description of a pull request says of its file, and that all its commits are signed off. Pure. */

import { asCode } from '../../domain/text/escape.ts'
import { type FileToPublish, type Place, placesOf } from './file-to-publish.ts'
import { markedBody, updatedBody } from './managed-body.ts'

/** The description of a new pull request. */
export function newDescription(place: Place, file: FileToPublish): string {
  const ours = whole(place, file, file.body)
  return markedBody(ours)
}

/** `isNews` is false where the existing description says it already, or is somebody else's. */
export type Description = { readonly body: string; readonly isNews: boolean; readonly isTheirs: boolean }

/** What is ours in the `existing` description, written anew for a branch whose file holds `text`; one that somebody rewrote stays. */
export function describe(existing: string, text: string, file: FileToPublish, place: Place): Description {
  const ours = whole(place, file, file.bodyOn?.(text) ?? file.body)
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
