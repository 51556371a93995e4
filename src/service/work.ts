/** Work that comes from outside: webhooks, and commands in comments. */

/** A webhook never acts on its payload alone: it names what to look at again, or a command of a person. */
export type Work = {
  /** Resolves when what was named has been looked at. */
  readonly changed: (event: string, payload: unknown) => Promise<void>
  readonly command: (command: CommentCommand) => Promise<void>
}

export type CommentCommand = {
  /** `owner/repo#1` of the issue or pull request. */
  readonly on: string
  /** Node id of the comment. */
  readonly commentId: string
  readonly author: string
  readonly body: string
  readonly isPull: boolean
  /** When the comment was made; absent: not told. */
  readonly madeAt?: Date
}
