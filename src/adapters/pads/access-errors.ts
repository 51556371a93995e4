/** Error messages for pads that cannot be read: what to set, and where. What each kind of server needs stands in its file. */
import { padTokenVariable } from '../../domain/pads/pad-token-variable.ts'
import { type UserError, userError } from '../../errors.ts'
import { shown } from './fetching/shown-address.ts'
import { NotPublic } from './providers/pad-provider.ts'
import { providers } from './providers/providers.ts'

/** What the task returns; a pad that is not public becomes a `UserError`. */
export async function withAccessHelp<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task()
  } catch (error) {
    throw error instanceof NotPublic ? notPublic(error.pad, error.found) : error
  }
}

/** `found`: what the server sent instead of the pad. */
export function notPublic(pad: URL, found: string): UserError {
  const settings = providers.flatMap(({ name, access }) => (access.setting === undefined ? [] : [`In ${name}, ${access.setting}.`]))
  const withToken = providers.flatMap(({ name, access }) => (access.token === undefined ? [] : [name]))
  const token = `In ${withToken.join(' or ')}, set ${padTokenVariable(pad.hostname)} where the app runs.`
  const fix = [token, ...settings, 'Or save the pad as a file and pass the file.'].join(' ')
  return userError({ where: shown(pad), expected: 'a public pad', found, fix, problem: 'pad-not-public' })
}

/** No kind of server knows the pad. */
export function missing(pad: URL): UserError {
  const needy = providers.flatMap(({ access }) => access.token ?? [])
  return userError({
    where: shown(pad),
    expected: 'a pad',
    found: 'none (404)',
    fix: `Check the URL for typos. A token (${padTokenVariable(pad.hostname)} where the app runs) is needed for ${needy.join(' and ')}.`,
    problem: 'pad-missing',
  })
}
