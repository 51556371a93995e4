/** What a command may use of its terminal. Results go to `out`, everything else to `err`. */
import type { Readable, Writable } from 'node:stream'
import type { Audience } from '../domain/audience.ts'
import { withoutMarks } from '../domain/text/withheld.ts'
import { requirePublishable } from '../minutes/privacy/require-publishable.ts'
import type { GitHubAttempts } from '../wiring.ts'
import { asError } from './output/colors.ts'
import { createStatusLine, noStatus, type StatusLine } from './output/status-line.ts'

export type Asking = {
  readonly input: Readable
  readonly output: Writable
  /** To be called before a question: nothing else may stand on its line. */
  readonly ready?: () => void
}

export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly readStdin?: () => Promise<Uint8Array>
  /** Ends the process soon, whatever still hangs in it; absent where the process is somebody else's. */
  readonly leave?: () => void
  /** stderr is a terminal: progress may be shown. */
  readonly isTerminal: boolean
  /** Errors on stderr are in color. */
  readonly hasColors?: boolean
  /** Shows a page to the person; absent where nobody would see it. */
  readonly open?: (url: string) => void
  /** Where a person can be asked; absent where nobody answers. */
  readonly asking?: Asking
  /** Times of requests to GitHub that are not the usual ones. */
  readonly github?: GitHubAttempts
}

/** The terminal behind its audience: nothing is printed that those who read it may not know. */
export type Shell = Terminal & {
  readonly audience: Audience
  /** What the command waits for; shows nothing where nobody would see it. */
  readonly status: StatusLine
  /** Prints the text of a file (minutes, an agenda, open action items) as it is: such files are for everybody. */
  readonly file: (text: string) => void
  /** Like `err`, for what ends the command: in color where wanted. */
  readonly error: (text: string) => void
  /** Like `out`, on stderr: what is shown beside the result. */
  readonly beside: (text: string) => void
}

/** Throws UserError: whoever reads a result may publish it. */
function withoutSecrets(text: string): string {
  requirePublishable(text)
  return text
}

/** `showsWaits`: somebody looks at stderr while the command works, and no program. */
export function shellFor(given: Terminal, audience: Audience, showsWaits = given.isTerminal): Shell {
  const status = showsWaits ? createStatusLine(given.err) : noStatus
  const cleared = (print: (text: string) => void) => (text: string) => {
    status.clear()
    print(text)
  }
  const { asking } = given
  const terminal = { ...given, out: cleared(given.out), err: cleared(given.err) }
  return {
    ...terminal,
    audience,
    status,
    ...(asking === undefined ? {} : { asking: { ...asking, ready: status.clear } }),
    out: (text) => terminal.out(audience.withoutPrivate(withoutSecrets(text))),
    err: (text) => terminal.err(audience.withoutUnknown(withoutMarks(text))),
    error: (text) => {
      const told = audience.withoutUnknown(withoutMarks(text))
      terminal.err(terminal.hasColors ? asError(told) : told)
    },
    file: (text) => terminal.out(withoutSecrets(text)),
    beside: (text) => terminal.err(audience.withoutPrivate(withoutSecrets(text))),
  }
}
