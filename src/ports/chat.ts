/** The chat that is told of merged minutes. */
export type Chat = {
  /** What it is, for people: `the Matrix room !abc:example.org`. Never an address with a secret. */
  readonly name: string
  /**
   * Throws UserError where the chat refuses; TryAgainError where it did not take the message, or takes a second one with the same ID for the
   * first; UnknownOutcomeError where nobody knows whether it took it, so that a second try might double it.
   */
  readonly send: (message: ChatMessage) => Promise<void>
}

export type ChatMessage = {
  /** The same on each try: where the chat knows such IDs, it takes the message once. */
  readonly id: string
  /** One line of plain text. */
  readonly text: string
}
