import type { GitHubAttempts } from '../wiring.ts'

/** What a command may use of the terminal it was called from. Results go to `out`, everything else to `err`. */
export type Shell = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly readStdin?: () => Promise<Uint8Array>
  /** stderr is a terminal: progress may be shown. */
  readonly isTerminal: boolean
  /** Times of requests to GitHub that are not the usual ones. */
  readonly github?: GitHubAttempts
}
