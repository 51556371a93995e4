/** Commits without a sign-off: which they are, and how people repair the branch. Pure. */
import { asCode } from '../../domain/text/escape.ts'

const SIGNED = /^Signed-off-by: \S.{0,200}<[^<>\s]{1,200}>\s*$/im

/** Part of each description: suggestions that are accepted in the browser have no sign-off unless somebody types one. */
export function signOffHelp({ branch, base }: { readonly branch: string; readonly base: string }): string {
  return [
    '<details><summary>Commit without a sign-off?</summary>',
    '',
    'Suggestions accepted in the browser are not signed off unless you add `Signed-off-by: Your Name <your address>` to its description. To repair the branch:',
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
export function unsignedCommits(commits: readonly { readonly sha: string; readonly message: string }[]): string | null {
  const unsigned = commits.filter(({ message }) => !SIGNED.test(message) && !message.startsWith('Merge '))
  if (unsigned.length === 0) return null
  const named = unsigned.map(({ sha }) => asCode(sha.slice(0, 8))).join(', ')
  return `${unsigned.length === 1 ? 'One commit has' : `${unsigned.length} commits have`} no sign-off (${named}). The description of this pull request says how to repair that.`
}
