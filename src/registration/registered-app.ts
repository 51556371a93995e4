import { UserError } from '../errors.ts'

/** An app that GitHub has registered. Nothing here is secret: it is shown in the browser and on the terminal. */
export type RegisteredApp = {
  readonly id: number
  /** What workflows ask for tokens with; null where GitHub gives none. */
  readonly clientId: string | null
  readonly name: string
  readonly owner: string
  /** Its page on GitHub. */
  readonly url: string
  readonly installUrl: string
  /** false: without a server. */
  readonly hasWebhook: boolean
  /** The files that were written. */
  readonly envFile: string
  readonly keyFile: string
}

/** How far the way from registration to a running server has come. */
export type Progress = {
  readonly app: RegisteredApp
  /** Organizations where it is installed. */
  readonly installedIn: readonly string[]
  /** Why there is no configuration yet; null: there is, or nobody has looked. */
  readonly missingConfiguration: string | null
}

/** The app is on GitHub, but what GitHub gave could not be kept: registering it again is no way out. */
export class NotKeptError extends UserError {
  override readonly name = 'NotKeptError'
}
