/**
 * What changed in the pad after its minutes were merged: a new pull request that shows only that. What people changed in the merged
 * file stays. Writes nothing itself.
 */
import { correctionsBranch } from '../../domain/notes/minutes-path.ts'
import { lastOwnText, mergeEdits } from '../../domain/text/three-way-merge.ts'
import { isTextByApp } from '../../minutes/pull-request/commit-message.ts'
import type { FileToPublish, Place } from '../../minutes/pull-request/file-to-publish.ts'
import { withFormerBoard } from '../../minutes/pull-request/former-board.ts'
import { isMuchLost, linesLost } from '../../minutes/pull-request/lines-lost.ts'
import type { PullRequest } from '../../ports.ts'
import type { PlanFilePorts } from './plan-file-ports.ts'

/** Merged, and corrected so often: then a person goes on. */
const MOST_TIMES = 9

export type Correction =
  /** A sentence: nothing is to be written. */
  | { readonly kind: 'nothing'; readonly why: string }
  | {
      readonly kind: 'correct'
      readonly file: FileToPublish
      readonly place: Place
      readonly branchHead: string | null
      readonly pull: PullRequest | null
    }

export type Merged = { readonly place: Place; readonly pull: PullRequest; readonly onBase: string }

export async function planCorrections(ports: PlanFilePorts, file: FileToPublish, { place, pull, onBase }: Merged): Promise<Correction> {
  const merged = [pull]
  for (let time = 1; time <= MOST_TIMES; time++) {
    const branch = correctionsBranch(place.branch, time)
    const [branchHead, found] = await Promise.all([ports.minutes.head(branch), ports.minutes.pullOf(branch)])
    if (found?.state === 'merged') {
      merged.unshift(found)
      continue
    }
    if (found?.state === 'closed') return nothing(`${place.path}: corrections were closed in ${found.url}, so nothing is written.`)
    const there: Place = { ...place, branch }
    const corrected = await correctedFile(ports, file, { place: there, merged, onBase })
    return typeof corrected === 'string' ? nothing(corrected) : { kind: 'correct', file: corrected, place: there, branchHead, pull: found }
  }
  return nothing(`${place.path}: corrected ${MOST_TIMES} times already. Correct it by hand.`)
}

const nothing = (why: string): Correction => ({ kind: 'nothing', why })

type Since = { readonly place: Place; readonly merged: readonly PullRequest[]; readonly onBase: string }

/** A sentence where there is nothing to correct, or nobody can tell what people changed. */
async function correctedFile(ports: PlanFilePorts, file: FileToPublish, { place, merged, onBase }: Since): Promise<FileToPublish | string> {
  const [{ url } = { url: '' }] = merged
  const own = await lastWritten(ports, place, merged)
  if (own === null)
    return `${place.path}: already merged with ${url}. What the app wrote there is not known any more, so later changes are not written.`
  const isSame = file.isSame ?? ((a: string, b: string) => a === b)
  const { typedIn = (text: string) => text } = file
  // The board goes on, and merged minutes tell of the day of the meeting.
  if (isSame(typedIn(own), typedIn(file.text))) return `${place.path}: already merged with ${url}.`
  const { text } = mergeEdits(own, withFormerBoard(own, file.text), onBase)
  if (isSame(text, onBase)) return `${place.path}: already merged with ${url}.`
  if (isMuchLost(linesLost(onBase, text, file.offRecord)))
    return `${place.path}: already merged with ${url}. The pad holds another text now, so nothing is corrected.`
  const told = `**Corrections to the minutes that ${url} merged**: what changed in the pad since then, and nothing else.`
  const { bodyOn } = file
  return {
    ...file,
    text,
    body: `${told}\n\n${file.body}`,
    ...(bodyOn ? { bodyOn: (onBranch: string) => `${told}\n\n${bodyOn(onBranch)}` } : {}),
  }
}

/** What the app wrote last in these pull requests, newest first; also where they were squashed, and their branches are gone. */
async function lastWritten({ minutes, pulls }: PlanFilePorts, { path }: Place, merged: readonly PullRequest[]): Promise<string | null> {
  for (const { number } of merged) {
    const commits = (await pulls?.commits(number)) ?? []
    const versions = await Promise.all(
      commits.map(async (commit) => ({ text: (await minutes.readFile(path, commit.sha)) ?? '', byApp: isTextByApp(commit, path) })),
    )
    const own = lastOwnText(versions)
    if (own !== null) return own
  }
  return null
}
