/** An error that GitHub's GraphQL API would answer with: it has a type beside its message. */
import { GraphQLError } from 'graphql'

export class Refusal extends GraphQLError {
  constructor(type: string, message: string, more: Record<string, unknown> = {}) {
    super(message, { extensions: { type, ...more } })
  }
}

export const notFound = (message: string): Refusal => new Refusal('NOT_FOUND', message)

export const forbidden = (): Refusal => new Refusal('FORBIDDEN', 'Resource not accessible by integration')
