/** What the description of a pull request says of its file. */
import { updatedBody } from '../../minutes/pull-request/managed-body.ts'
import { signOffHelp, unsignedCommits } from '../../minutes/pull-request/sign-off.ts'
import type { PullRequest } from '../../ports.ts'
import type { Action } from '../plan.ts'
import { type FileToPublish, type Place, type PlanFilePorts, placesOf } from './file-to-publish.ts'

/** `update` is null where the description says it already, or is somebody else's. */
type Description = { readonly body: string; readonly update: Action | null }

/** `unsigned`: commits without a sign-off, in a sentence. */
export type Described = Description & { readonly unsigned: string | null }

/** The description of the pull request for what its branch holds now; null where there is no such file. Writes nothing. */
export async function describeBranch({ minutes }: PlanFilePorts, file: FileToPublish): Promise<Described | null> {
  const { repository, branch: base } = file.settings.minutes
  const { path, branch } = placesOf(file, file.meeting ?? 1)
  const [text, pull] = await Promise.all([minutes.readFile(path, branch), minutes.pullOf(branch)])
  if (text === null || pull === null) return null
  const commits = await minutes.commits(branch, base, path)
  const place = { repository, branch, base, path }
  const body = whole(place, file, file.bodyOn?.(text) ?? file.body)
  return { ...describe({ ...file, body }, { ...place, pull }), unsigned: unsignedCommits([...commits].reverse()) }
}

/** What is ours in the description, written anew; a description that somebody rewrote stays. */
export function describe(file: FileToPublish, { repository, pull }: Place & { readonly pull: PullRequest }): Description {
  const { number, title } = pull
  const body = updatedBody(pull.body, file.body)
  const isNews = body !== null && withoutTimes(body) !== withoutTimes(pull.body)
  const why = 'its summary of the file has changed'
  return { body: body ?? file.body, update: isNews ? { kind: 'update-pull', repository, number, title, body, why } : null }
}

/** A body with what all have; its links lead to the file of this meeting, which may be a further one of the day. */
export function whole(place: Place, file: FileToPublish, body: string): string {
  const first = placesOf(file, 1)
  const linked = body.replaceAll(`/blob/${first.branch}/${encodeURI(first.path)}?`, `/blob/${place.branch}/${encodeURI(place.path)}?`)
  return `${linked.trim()}\n\n${signOffHelp(place)}`
}

/** When pad and board were looked at is told; that they were looked at again is no news. */
function withoutTimes(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}\b/g, 'then')
    .trim()
}
