/** Messages of the commits that bring minutes to their branch, and what a message tells of the commit. Pure. */

import { type GithubWeb, noreplyAddress } from '../../domain/github-web.ts'

/** `text`: what the app made of pad and board. `edit`: what a person asked for in a comment; later texts keep it. */
type CommitKind = 'text' | 'edit'

/** GitHub account of the author. */
type Author = { readonly login: string; readonly id: number }

type CommitFacts = {
  readonly path: string
  readonly author: Author
  readonly github: GithubWeb
  readonly kind: CommitKind
  /** The commit that brings the file. */
  readonly isFirst?: boolean
  /** Images that it brings. */
  readonly images?: readonly ImageOfCommit[]
}

/** `path`: in the repository; `from`: the address in the pad. */
export type ImageOfCommit = { readonly path: string; readonly from: string }

/** Title, where images come from, the trailer that tells the kind, and the sign-off. */
export function commitMessage({ path, author, github, kind, isFirst = false, images = [] }: CommitFacts): string {
  return [
    `${isFirst ? 'Add' : 'Update'} ${path}`,
    '',
    ...(images.length === 0 ? [] : [IMAGES, ...images.map(({ path: stored, from }) => `${stored} ${from}`), '']),
    ...(kind === 'edit' ? ['Requested in a comment on the pull request.', ''] : []),
    `Scs-Sprint: ${kind}`,
    signOff(author, github),
  ].join('\n')
}

/** Of a commit with images alone, where those of one pad are too large for one commit with its text. */
export function imagesMessage({ path, author, github }: Pick<CommitFacts, 'path' | 'author' | 'github'>): string {
  return [`Add images of ${path}`, '', signOff(author, github)].join('\n')
}

function signOff(author: Author, github: GithubWeb): string {
  return `Signed-off-by: ${author.login} <${noreplyAddress(author, github)}>`
}

const IMAGES = 'Images of the pad:'

/** By address in the pad, where its image was stored: of commits on a branch, oldest first. */
export function imagesInCommits(commits: readonly { readonly byApp: boolean; readonly message: string }[]): ReadonlyMap<string, string> {
  const stored = new Map<string, string>()
  for (const { byApp, message } of commits) {
    const part = byApp ? message.split(/\r?\n[ \t]*\r?\n/).find((paragraph) => paragraph.startsWith(IMAGES)) : undefined
    for (const line of part?.split('\n').slice(1) ?? []) {
      const [path, from] = line.trim().split(' ')
      if (path && from) stored.set(from, path)
    }
  }
  return stored
}

/**
 * true for a commit whose text the app made. The author alone does not tell: with a person's token their own edits have
 * the same one. `byApp`: by the account that writes now.
 */
export function isTextByApp({ byApp, message }: { readonly byApp: boolean; readonly message: string }, path: string): boolean {
  return byApp && (kindIn(message) ?? formerKind(message, path)) === 'text'
}

/** The account that made the text with other credentials (a person's token, or the app's key), by the trailer; null: nobody did. */
export function otherAuthor(commits: readonly MadeCommit[]): string | null {
  return commits.find(({ byApp, message }) => !byApp && kindIn(message) === 'text')?.by ?? null
}

type MadeCommit = { readonly by: string | null; readonly byApp: boolean; readonly message: string }

/** Trailers stand in the last paragraph; the same line further up is a word of somebody. */
function kindIn(message: string): CommitKind | null {
  const paragraph =
    message
      .replaceAll('\r\n', '\n')
      .trimEnd()
      .split(/\n[ \t]*\n/)
      .slice(1)
      .at(-1) ?? ''
  const kind = /^Scs-Sprint: (text|edit)[ \t]*$/m.exec(paragraph)?.[1]
  return kind === 'text' || kind === 'edit' ? kind : null
}

/** Sentences in messages of commits that a person asked for, as versions before 1.0 wrote them. */
const FORMER_EDITS: readonly string[] = ['Requested in a comment on the pull request.', 'Asked for in a comment on the pull request.']

/** Commits had no such trailer before version 1.0: on branches of that time the title tells them. */
function formerKind(message: string, path: string): CommitKind | null {
  if (FORMER_EDITS.some((sentence) => message.includes(sentence))) return 'edit'
  const title = message.split('\n', 1)[0] ?? ''
  return title === `Add ${path}` || title === `Update ${path}` ? 'text' : null
}
