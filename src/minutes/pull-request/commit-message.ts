/** Messages of the commits that bring minutes to their branch, and what a message tells of the commit. Pure. */

/** `text`: what the app made of pad and board. `edit`: what a person asked for in a comment; later texts keep it. */
type CommitKind = 'text' | 'edit'

/** GitHub account of the author. */
type Author = { readonly login: string; readonly id: number }

type CommitFacts = {
  readonly path: string
  readonly author: Author
  readonly kind: CommitKind
  /** The commit that brings the file. */
  readonly isFirst?: boolean
}

/** Title, the trailer that tells the kind, and the sign-off. */
export function commitMessage({ path, author: { login, id }, kind, isFirst = false }: CommitFacts): string {
  return [
    `${isFirst ? 'Add' : 'Update'} ${path}`,
    '',
    ...(kind === 'edit' ? ['Requested in a comment on the pull request.', ''] : []),
    `Scs-Sprint: ${kind}`,
    `Signed-off-by: ${login} <${id}+${login}@users.noreply.github.com>`,
  ].join('\n')
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
