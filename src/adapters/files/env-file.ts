/**
 * The `.env` file of the folder that a command runs in. Like a key of SSH, it counts only if nobody else can read or write it: a `.env`
 * that came with somebody else's repository does not choose where credentials go.
 */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { errnoCode } from '../../errors.ts'
import { isSet, type Variables } from '../environment.ts'

const DEFAULT = '.env'
const NONE = 'none'

const OF_AN_APP = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH']
export const CREDENTIALS = ['GITHUB_TOKEN', ...OF_AN_APP]
const WHERE_THEY_GO = ['GHE_HOST', 'GHE_PROTOCOL', 'GHE_SITE']
const OTHERS = ['WEBHOOK_SECRET', 'DATABASE_URL', 'DATA_DIR', 'SPRINT_CONFIG', 'HOST', 'PORT', 'LOG_LEVEL']
/** What the app knows; others in the file belong to other programs. */
const KNOWN: ReadonlySet<string> = new Set([...CREDENTIALS, ...WHERE_THEY_GO, ...OTHERS])

export type WithEnvFile = {
  readonly variables: Variables
  /** Why the file, or a part of it, is not used; null where it is, or where there is none. */
  readonly remark: string | null
}

export function envFilePath(variables: Variables): string {
  return variables.SPRINT_ENV_FILE?.trim() || DEFAULT
}

/** Variables that are set stay. Where the environment has credentials of its own, the file gives none, and no host to send them to. */
export function withEnvFile(variables: Variables): WithEnvFile {
  const path = envFilePath(variables)
  if (path === NONE) return { variables, remark: null }
  const read = readOwn(path)
  if ('remark' in read) return { variables, remark: read.remark }
  const hasCredentials = CREDENTIALS.some((name) => isSet(variables, name))
  const withheld = hasCredentials ? [...CREDENTIALS, ...WHERE_THEY_GO] : []
  const found = parseEnv(read.text)
  const isHalf = !hasCredentials && isHalfAnApp(found)
  const added = Object.entries(found).filter(
    ([name]) =>
      (KNOWN.has(name) || name.startsWith('PAD_TOKEN_')) &&
      !isSet(variables, name) &&
      !withheld.includes(name) &&
      !(isHalf && OF_AN_APP.includes(name)),
  )
  const remark = isHalf
    ? `${path}: expected APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH, found only a part. It is not used; add the rest.`
    : null
  return { variables: { ...variables, ...Object.fromEntries(added) }, remark }
}

/** Commands that need no credentials work all the same. */
function isHalfAnApp(found: Variables): boolean {
  return isSet(found, 'APP_ID') !== (isSet(found, 'PRIVATE_KEY') || isSet(found, 'PRIVATE_KEY_PATH'))
}

/** A name that no other program is likely to use. */
function isOurs(name: string): boolean {
  return CREDENTIALS.includes(name) || ['WEBHOOK_SECRET', 'SPRINT_CONFIG'].includes(name) || name.startsWith('PAD_TOKEN_')
}

function readOwn(path: string): { readonly text: string } | { readonly remark: string | null } {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    // Of the open file: another one may take its place between two looks at the path.
    const { mode, uid } = fstatSync(file)
    const others = process.platform === 'win32' ? 0 : mode & 0o077
    const isOthers = process.getuid !== undefined && uid !== process.getuid()
    const text = readFileSync(file, 'utf8')
    if (others === 0 && !isOthers) return { text }
    // A file of other programs alone is not spoken of.
    if (!Object.keys(parseEnv(text)).some(isOurs)) return { remark: null }
    const [why, fix] = isOthers
      ? ['it belongs to another user', 'Use a file of your own.']
      : ['other users can read or write it', `If it is yours, run \`chmod 600 ${path}\`.`]
    return { remark: `${path}: not used, because ${why}. ${fix}` }
  } catch (error) {
    const code = errnoCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { remark: null }
    return { remark: code === 'EACCES' ? null : `${path}: not used (${code ?? 'unreadable'}). Check the file.` }
  } finally {
    if (file !== null) closeSync(file)
  }
}
