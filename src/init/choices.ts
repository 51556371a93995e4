/** What a person answered in place of the likeliest. */
import type { StatusMeaning } from './board/status-words.ts'

/** What is absent was not asked. */
export type Choices = {
  /** null: none. */
  readonly board?: number | null
  /** `owner/repo` of the minutes, where none was found. */
  readonly repository?: string
  /** IANA name. */
  readonly timezone?: string
  /** What statuses mean that no list knows. */
  readonly statuses?: Readonly<Record<string, StatusMeaning>>
  /** Ids of the teams to keep. */
  readonly teams?: readonly string[]
  /** When teams meet, `HH:MM`, by id. */
  readonly times?: Readonly<Record<string, string>>
}
