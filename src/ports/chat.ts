/** The chat that is told of merged minutes. */
export type Chat = {
  /** What it is, for people: `the Matrix room !abc:example.org`. Never an address with a secret. */
  readonly name: string
  /** Sends one line of plain text. Throws UserError where it is refused, TryAgainError where nothing answers. */
  readonly send: (text: string) => Promise<void>
}
