/** Responses of pad server APIs, for hosts with a configured token. */
import type { z } from 'zod'
import { userError } from '../../../errors.ts'
import { PAD_LIMIT } from '../decode-pad.ts'
import type { Fetched } from '../fetching/safe-fetch.ts'
import { shown } from '../fetching/shown-address.ts'

/** JSON around a text is a little longer than the text. */
export const ANSWER_LIMIT = 2 * PAD_LIMIT

/** Throws UserError where the answer has another shape. */
export function parseAnswer<Shape extends z.ZodType>(shape: Shape, { url, bytes }: Fetched): z.output<Shape> {
  const text = new TextDecoder().decode(bytes)
  try {
    return shape.parse(JSON.parse(text))
  } catch (error) {
    throw userError(
      {
        where: shown(url),
        expected: 'a response of its API',
        found: 'something else',
        fix: 'Check the URL, and that the token is for this pad server.',
      },
      error,
    )
  }
}

/** null where there is none, or none that can be read. */
export function dateOf(value: string | number | null | undefined): Date | null {
  if (value === null || value === undefined) return null
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}
