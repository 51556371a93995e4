/** Workflows of GitHub Actions in one repository. */

/** The step of minutes.yml that fails where a person must fix something: that was told, and is not told again by each later run. */
export const SETTLED_STEP = 'Something needs fixing'

export type WorkflowFacts = {
  /** GitHub's word: `active`, `disabled_inactivity`, `disabled_manually`. */
  readonly state: string
  /** GitHub stops the schedules of public repositories in which nothing happens. */
  readonly isPublic: boolean
  /** The last push to the repository; null: never. */
  readonly pushedAt: Date | null
  /** Who last changed the file of the workflow; null: a bot, or nobody with an account. */
  readonly changedBy: string | null
}

export type Workflows = {
  /** `path`: `.github/workflows/minutes.yml`. null: there is no such workflow. Throws UserError that names a missing permission. */
  readonly look: (path: string) => Promise<WorkflowFacts | null>
  /**
   * When the last run by schedule was started that did all it could: one that succeeded, or that failed in `SETTLED_STEP`.
   * null: none of the last ones did.
   */
  readonly lastDone: (path: string) => Promise<Date | null>
}
