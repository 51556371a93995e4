/** Writes what GitHub gave for a registered app: its key in a file of its own, the rest into `.env`. Only this user can read both. */
import { access, constants, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { UserError } from '../../errors.ts'
import { hasVariable, withVariables } from '../../registration/env-lines.ts'
import { CREDENTIALS } from './env-file.ts'
import { textIfThere, unwritable, writeText } from './files.ts'

/** What GitHub gives once. */
export type AppSecrets = { readonly id: number; readonly slug: string; readonly privateKey: string; readonly webhookSecret: string | null }

/** What belongs into `.env`. */
export type AppVariables = Readonly<Record<string, string>>

const MODE = 0o600
const WHAT = 'variables (NAME=value)'

/** Throws UserError where the files could not be written later, when the key would be lost. */
export async function demandRoomForKey(envFile: string): Promise<void> {
  const { text } = await readEnvText(envFile)
  compose(envFile, text, { APP_ID: '1', PRIVATE_KEY_PATH: 'key.pem', WEBHOOK_SECRET: 'secret', GHE_HOST: 'host' })
  await access(dirname(envFile), constants.W_OK).catch((error: unknown) => {
    throw unwritable(dirname(envFile), error)
  })
}

/** Writes the key next to `envFile`, whatever is in that file by now: GitHub gives the key only once. Returns its path. */
export async function keepKey(envFile: string, { slug, privateKey }: Pick<AppSecrets, 'slug' | 'privateKey'>): Promise<string> {
  const keyFile = await freeName(dirname(envFile), slug)
  await writeText(keyFile, privateKey.endsWith('\n') ? privateKey : `${privateKey}\n`, { mode: MODE })
  return keyFile
}

/** Adds the variables to `envFile`. Throws UserError where it cannot be written, and where somebody else has added an app meanwhile. */
export async function keepVariables(envFile: string, variables: AppVariables): Promise<void> {
  const { text, path } = await readEnvText(envFile)
  await writeText(path, compose(envFile, text, variables), { mode: MODE })
}

/** `path`: of the file itself, where `envFile` is a link to it. */
async function readEnvText(envFile: string): Promise<{ readonly text: string; readonly path: string }> {
  const text = (await textIfThere(envFile, WHAT)) ?? ''
  const values = parseEnv(text)
  // Any of them would be used in place of the new app's, or together with a part of it.
  const found = CREDENTIALS.find((name) => hasVariable(text, name) || values[name] !== undefined)
  if (found !== undefined) {
    throw new UserError(
      `${envFile}: expected no ${found}, because a new app was to be registered, found one. To use what is there, check the other variables and that only you can read the file (\`chmod 600 ${envFile}\`). To register another app, remove these lines first.`,
    )
  }
  return { text, path: await realpath(envFile).catch(() => envFile) }
}

/** The changed text; read again, it must say what it said before, and the new values. */
function compose(envFile: string, text: string, values: Readonly<Record<string, string>>): string {
  const changed = withVariables(text, values, 'The GitHub App that scs-sprint registered')
  const expected = sorted({ ...parseEnv(text), ...values })
  if (JSON.stringify(sorted(parseEnv(changed))) === JSON.stringify(expected)) return changed
  throw new UserError(
    `${envFile}: expected lines like NAME=value, to which the app’s variables can be added, found something else (perhaps a line without "="). Correct it, or move the file away.`,
  )
}

function sorted(variables: NodeJS.Dict<string>): readonly (readonly [string, string | undefined])[] {
  return Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1))
}

/** Never in place of another key. */
async function freeName(folder: string, slug: string): Promise<string> {
  const stem = slug.replaceAll(/[^\w-]/g, '') || 'scs-sprint'
  for (let number = 1; ; number++) {
    const path = join(folder, `${stem}${number === 1 ? '' : `-${number}`}.private-key.pem`)
    if ((await textIfThere(path, 'a key')) === null) return folder === '.' ? basename(path) : path
  }
}
