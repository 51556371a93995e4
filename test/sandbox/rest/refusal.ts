/** What the REST API answers when it refuses. */
export class RestRefusal extends Error {
  readonly status: number
  readonly more: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, message: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.more = more
    this.headers = headers
  }
}

export const notFound = (): RestRefusal => new RestRefusal(404, 'Not Found')

/** "Validation Failed", with GitHub's list of what is wrong. */
export const invalid = (...errors: readonly (Record<string, unknown> | string)[]): RestRefusal =>
  new RestRefusal(422, 'Validation Failed', { errors })
