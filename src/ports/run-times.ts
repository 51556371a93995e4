/** Up to when the scheduled work of a configuration is done, where a store is kept between runs. */
export type RunTimes = {
  /** By the repository of the minutes; null: nothing is kept of it. */
  readonly last: (repository: string) => Promise<Date | null>
  readonly remember: (repository: string, until: Date) => Promise<void>
}
