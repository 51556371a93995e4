/** What stands in pull requests: their file, people, questions at lines and check, as the sandbox has them. */
import type { GitCommit } from '../../sandbox/git.ts'
import { headShaOf, type Pull, type ReviewThread } from '../../sandbox/model.ts'
import { asked, plain } from '../reading.ts'
import type { Stage } from '../stage.ts'
import { demand, type Scene, urlOf } from './scene.ts'

/** The newest one of the app with that title. */
export function pullOf(stage: Stage, title: string): Pull {
  const pulls = stage.pulls()
  const pull = pulls.findLast((one) => one.title === title)
  demand(pull !== undefined, `a pull request "${title}"`, pulls.map((one) => `"${one.title}"`).join(', ') || 'none')
  return pull
}

export function headOf(pull: Pull): GitCommit {
  const commit = pull.repository.git.commits.get(headShaOf(pull))
  demand(commit !== undefined, `a branch ${pull.head}`, 'none')
  return commit
}

export const fileAt = (pull: Pull, path: string): string => headOf(pull).files.get(path)?.toString('utf8') ?? ''

/** What the base has. */
export function fileOnBase({ repository: { git }, base }: Pull, path: string): string {
  return (
    git.commits
      .get(git.branches.get(base) ?? '')
      ?.files.get(path)
      ?.toString('utf8') ?? ''
  )
}

/** Prints the pull request of a file: its one commit that its author signed off, its people, and what it asks. */
export function tellPull({ stage, say }: Scene, title: string): Pull {
  const pull = pullOf(stage, title)
  const commit = headOf(pull)
  const signature = commit.message.split('\n').find((line) => line.startsWith('Signed-off-by: '))
  const author = `${commit.author.name} <${commit.author.email}>`
  demand(signature === `Signed-off-by: ${author}`, `a commit signed off by its author ${author}`, signature ?? 'no line')
  const people = peopleOf(pull)
  say.lines(
    `${say.style('bold', pull.title)}  ${urlOf(pull)}`,
    `  ${signature}`,
    ...(people === '' ? [] : [`  ${people}`]),
    ...asked(pull.body).map((line) => `  ${line}`),
  )
  return pull
}

/** `draft · label minutes · @fkr is asked for a review`. */
export function peopleOf({ isDraft, labels, requestedReviewers }: Pull): string {
  return [
    ...(isDraft ? ['draft'] : []),
    ...labels.map(({ name }) => `label ${name}`),
    ...requestedReviewers.map(({ login }) => `@${login} is asked for a review`),
  ].join(' · ')
}

/** A talk that the app began at a line. */
export type Talk = { readonly thread: ReviewThread; readonly line: number; readonly says: string; readonly suggestion: string | null }

export function talksOf(pull: Pull): readonly Talk[] {
  return pull.threads.map((thread) => {
    const body = thread.comments[0]?.body ?? ''
    const [, , suggestion] = /^(`{3,})suggestion\n([\s\S]*?)\n\1$/m.exec(body) ?? []
    const [says = ''] = plain(body.replace(/^<!--.*-->\n/, '').split('\n')[0] ?? '').split(' If this is right, ')
    return { thread, line: thread.originalLine, says, suggestion: suggestion ?? null }
  })
}

export const talkLines = ({ line, says, suggestion }: Talk): readonly string[] => [
  `  line ${line}: ${says}`,
  ...(suggestion === null ? [] : [`  suggestion: ${suggestion.trim()}`]),
]

export type Check = {
  readonly name: string
  readonly conclusion: string
  readonly title: string
  readonly places: readonly { readonly path: string; readonly line: number; readonly says: string }[]
}

type Annotation = { readonly path: string; readonly start_line: number; readonly title: string; readonly message: string }

/** The check of the newest commit; null: there is none yet. */
export function checkOf(pull: Pull): Check | null {
  const check = pull.repository.checkRuns.findLast(({ headSha }) => headSha === headShaOf(pull))
  if (!check?.conclusion) return null
  const { name, conclusion, output, annotations } = check
  const places = (annotations as Annotation[]).map(({ path, start_line: line, title, message }) => ({
    path,
    line,
    says: `${title}: ${message}`,
  }))
  return { name, conclusion, title: (output as { title: string }).title, places }
}

export function checkLines(say: Scene['say'], { name, conclusion, title, places }: Check): readonly string[] {
  const mark = { success: say.style('green', '✓'), failure: say.style('red', '✗') }[conclusion] ?? say.style('yellow', '○')
  return [`${mark} check "${name}", ${conclusion}: ${title}`, ...places.map(({ line, says }) => `  line ${line}: ${plain(says)}`)]
}
