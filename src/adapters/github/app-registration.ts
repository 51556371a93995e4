/** Exchanges the code of GitHub's manifest flow for the registered app, with its key. */
import { z } from 'zod'
import { type TryAgainError, UserError } from '../../errors.ts'
import type { Log } from '../../ports.ts'
import { NotKeptError } from '../../registration/registered-app.ts'
import { translateError } from './client/errors.ts'
import { createOctokit } from './client/octokit.ts'

const Conversion = z.object({
  id: z.int().positive(),
  /** Workflows ask for tokens with it; an older GitHub Enterprise Server has none. */
  client_id: z.string().min(1).nullish(),
  slug: z.string().min(1),
  name: z.string().min(1),
  html_url: z.url(),
  owner: z.object({ login: z.string().min(1) }),
  webhook_secret: z.string().nullish(),
  pem: z.string().startsWith('-----BEGIN'),
})

/** What GitHub tells once, secrets included. */
export type ConvertedApp = {
  readonly id: number
  readonly clientId: string | null
  readonly slug: string
  readonly name: string
  readonly owner: string
  readonly url: string
  readonly webhookSecret: string | null
  readonly privateKey: string
}

export type ConversionOptions = { readonly baseUrl: string; readonly userAgent: string; readonly isLocal: boolean; readonly log: Log }

const START_AGAIN =
  'If the app is listed on GitHub (settings of the organization, Developer settings, GitHub Apps), delete it, and start again from the first page.'

/** Throws UserError for a code that GitHub does not take, TryAgainError where it could not be reached. The code is in no message. */
export async function convertCode(code: string, options: ConversionOptions): Promise<ConvertedApp> {
  const octokit = createOctokit({ ...options, maxWaitSeconds: 30 })
  const { data } = await octokit
    .request('POST /app-manifests/{code}/conversions', { code })
    .catch((error: unknown) => Promise.reject(inWords(error)))
  const read = Conversion.safeParse(data)
  if (!read.success) {
    const fields = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ')
    throw new NotKeptError(
      `GitHub: expected the registered app with its key, found an answer without a usable ${fields}. The app may exist now. ${START_AGAIN}`,
    )
  }
  const { id, client_id: clientId = null, slug, name, owner, html_url: url, webhook_secret: secret, pem } = read.data
  return { id, clientId, slug, name, owner: owner.login, url, webhookSecret: secret || null, privateKey: pem }
}

function inWords(error: unknown): UserError | TryAgainError | Error {
  const refused = (reason: string, cause: unknown) =>
    new UserError(`GitHub: expected to exchange the code for the app’s key, found a refusal (${reason}). ${START_AGAIN}`, { cause })
  const missing = (_reason: string, cause: unknown) =>
    new UserError(`GitHub: expected a code from the last hour that was never used, found one that it does not know (404). ${START_AGAIN}`, {
      cause,
    })
  return translateError(error, { meanings: { missing, invalid: refused, denied: refused, conflict: refused } })
}
