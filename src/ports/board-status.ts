/** The board's status updates: what its page says of how work goes. */
export type BoardHealth = 'on-track' | 'at-risk' | 'off-track'

export type StatusUpdate = { readonly body: string; readonly createdAt: string }

export type BoardStatus = {
  /** The newest ten, newest first. */
  readonly latest: () => Promise<readonly StatusUpdate[]>
  /** Throws UserError where the app may not. */
  readonly write: (update: { readonly health: BoardHealth; readonly body: string }) => Promise<void>
}
