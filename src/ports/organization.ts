/** The port that looks at an organization before there is a configuration. */
import type { FoundBoard, FoundCard, FoundLabel, FoundRepository } from '../domain/organization.ts'
import type { MinutesArchive } from '../ports.ts'

export type OrganizationReader = {
  /** The name as GitHub spells it. Throws UserError where there is no organization of that name. */
  readonly name: () => Promise<string>
  /** Open boards. Throws UserError where the credentials may not read boards. */
  readonly boards: () => Promise<readonly FoundBoard[]>
  /** The newest cards of a board, at most a hundred. */
  readonly cards: (board: number) => Promise<readonly FoundCard[]>
  /** Repositories that are not archived, the last one written to first. */
  readonly repositories: () => Promise<readonly FoundRepository[]>
  readonly labels: (repository: string) => Promise<readonly FoundLabel[]>
  /** Names of the issue types in use; empty where GitHub has none. */
  readonly issueTypes: () => Promise<readonly string[]>
  /** The files of a repository's default branch. */
  readonly files: (repository: string) => MinutesArchive
}
