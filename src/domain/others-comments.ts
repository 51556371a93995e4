/**
 * Comments that this project made with other credentials: a person's own token and the app's key are two accounts. Pure.
 * Each updates its own comments alone; what one has written, the other must not write a second time.
 */

/** Comments, or issues, of other accounts with a mark of this project, oldest first, and the account of the credentials. */
export type OthersComments = {
  readonly self: { readonly login: string; readonly isApp: boolean }
  readonly comments: readonly {
    readonly body: string
    readonly url: string
    readonly minimized: boolean
    /** `login` as people write it (`x[bot]`); `isMember`: the organization or the repository trusts the person. */
    readonly by: { readonly login: string; readonly isApp: boolean; readonly isMember: boolean }
  }[]
}

/** What another account has written where the app would write its first comment, and whether the app may write all the same. */
export type OthersComment = { readonly url: string; readonly by: string; readonly self: string; readonly holdsBack: boolean }

/**
 * A visible comment of this kind by another account: a second one beside it would tell the same twice. Anybody can type a mark, so
 * only another app's, or a member's, counts; and a person's does not hold the app back, or a pasted mark would silence it.
 */
export function liveByOthers({ self, comments }: OthersComments, isLive: (body: string) => boolean): OthersComment | null {
  const trusted = comments.filter(({ body, minimized, by }) => !minimized && (by.isApp || by.isMember) && isLive(body))
  const found = trusted.findLast(({ by }) => by.isApp) ?? trusted.at(-1)
  if (!found) return null
  return { url: found.url, by: found.by.login, self: self.login, holdsBack: found.by.isApp || !self.isApp }
}

/** Comments of this kind by other accounts that are visible, or hidden where `isHidden`: the newest of each account. */
export function othersWith(
  { self, comments }: OthersComments,
  { isHidden, isMeant }: { readonly isHidden: boolean; readonly isMeant: (body: string) => boolean },
): readonly Omit<OthersComment, 'holdsBack'>[] {
  const found = comments.filter(({ body, minimized, by }) => minimized === isHidden && (by.isApp || by.isMember) && isMeant(body))
  return [...new Map(found.map(({ url, by }) => [by.login, { url, by: by.login, self: self.login }])).values()]
}

/** In words: comments that `hide-comments` cannot reach. `what`: where they are; `command`: with its option. */
export function tellOutOfReach(what: string, { by, self, url }: Omit<OthersComment, 'holdsBack'>, command: string): string {
  return `${what}: commented on by ${by} (${url}), and ${self} changes its own comments alone. Run \`${command}\` with the credentials of ${by}.`
}

/** In words, for those who run the app. `title`: of the issue that is not opened. */
export function tellOthersIssue(title: string, { by, self, url }: OthersComment): string {
  return `${title}: already reported by ${by} (${url}), so no issue is opened as ${self}. Run with the credentials of ${by} to update it.`
}

/** In words, for those who run the app. `what`: where it is, such as `scs/issues#1`, `2 epics (…)`. */
export function tellOthersComment(what: string, { by, self, holdsBack, url }: OthersComment): string {
  return holdsBack
    ? `${what}: already commented on by ${by} (${url}), so nothing is added as ${self}. Run with the credentials of ${by} to update what is there.`
    : `${what}: also commented on by ${by} (${url}), with a token of that account. ${self} does not update it. Hide it: run \`scs-sprint hide-comments --apply\` with the same token.`
}
