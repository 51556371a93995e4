/** Finds the text of sprint.yml, on this machine or in a repository. Validation is elsewhere. */
import { fileURLToPath } from 'node:url'
import { UserError } from '../../errors.ts'
import type { GitHubAccess, InstalledAccess } from '../github/client/client.ts'
import { createRepositoryArchive } from '../github/minutes/repository-archive.ts'
import { readText, textIfThere } from './files.ts'

/** `source` names the text in messages: a path, or `owner/repo:path`. */
export type SettingsText = { readonly text: string; readonly source: string }

export type SettingsPlaces = {
  /** `--config`: a path. */
  readonly named: string | undefined
  /** SPRINT_CONFIG: a path, or `owner/repo:path`. */
  readonly variable: string | null
  /** null: nothing can be read from GitHub. */
  readonly access: InstalledAccess | null
  /** `owner/repo` in whose workflow this runs; a token cannot tell by itself where it belongs. */
  readonly workflowOf?: string | null
  /** Nothing live is read or written by it: the project's example counts, too. */
  readonly example?: boolean
  /** The server looks into the repositories of the minutes before it looks around itself, the command line after. */
  readonly isServer: boolean
}

const USUAL_PLACES = ['sprint.yml', 'minutes/sprint.yml', '.github/sprint.yml']

/** `owner/repo:path`. */
const ON_GITHUB = /^([\w-]+\/[\w.-]+):(.+)$/

/** The project's own example, beside `src` in a clone and beside `dist` in the package. */
const EXAMPLE = fileURLToPath(new URL('../../../minutes/sprint.yml', import.meta.url))

/** Throws UserError where there is none, with the places that were looked at. */
export async function settingsText({
  named,
  variable,
  access,
  workflowOf = null,
  isServer,
  example = false,
}: SettingsPlaces): Promise<SettingsText> {
  if (named !== undefined) return fromFile(named)
  if (variable !== null) return fromVariable(variable, access)
  const there = () => (access === null ? null : textInRepositories(access, workflowOf))
  const here = () => usualSettingsText({ example })
  const found = isServer ? ((await there()) ?? (await here())) : ((await here()) ?? (await there()))
  if (found) return found
  const ours = await usualSettingsText({ example: true })
  const [only, trial] = ours === null ? ['none', ''] : ['only the project’s example', ' To try the example: --config minutes/sprint.yml.']
  throw new UserError(
    `No configuration: expected ${USUAL_PLACES.map((path) => `./${path}`).join(', ')} or \`.github/sprint.yml\` in your minutes repository (needs credentials), found ${only}. \`scs-sprint init\` writes ./sprint.yml; or name a file with --config.${trial}`,
  )
}

/** The files on this machine that may hold the settings. */
export function settingsPaths({ named, variable }: Pick<SettingsPlaces, 'named' | 'variable'>): readonly string[] {
  const path = named ?? variable
  if (path === null) return USUAL_PLACES
  return named === undefined && ON_GITHUB.test(path) ? [] : [path]
}

/** Of the folder the command runs in; null when there is none. `example`: the project's own example counts. */
export async function usualSettingsText({ example }: { readonly example: boolean }): Promise<SettingsText | null> {
  for (const path of USUAL_PLACES) {
    const text = await textIfThere(path, 'settings (sprint.yml)')
    if (text === null) continue
    const isExample = path === 'minutes/sprint.yml' && text === (await textIfThere(EXAMPLE, 'the example'))
    if (isExample && !example) continue
    return { text, source: isExample ? `${path} (the project’s example)` : path }
  }
  return null
}

async function fromFile(path: string): Promise<SettingsText> {
  return { text: await readText(path, 'settings (sprint.yml)'), source: path }
}

async function fromVariable(variable: string, access: GitHubAccess | null): Promise<SettingsText> {
  const remote = ON_GITHUB.exec(variable)
  if (!remote?.[1] || !remote[2]) return fromFile(variable)
  if (access === null) {
    throw new UserError(
      `SPRINT_CONFIG: ${variable} is on GitHub: expected credentials to read it, found none. Set GITHUB_TOKEN, or APP_ID with PRIVATE_KEY.`,
    )
  }
  const text = await createRepositoryArchive(access, remote[1], 'HEAD').read(remote[2])
  if (text !== null) return { text, source: variable }
  throw new UserError(`${variable}: file not found. Check SPRINT_CONFIG, and that the app can read the repository.`)
}

/**
 * `.github/sprint.yml` in the `minutes` repository of each place with the app, or where the workflow runs. Of several
 * nobody but the one who runs the app may choose: strangers can install a public app, too.
 */
async function textInRepositories(access: InstalledAccess, workflowOf: string | null): Promise<SettingsText | null> {
  const installed = (await access.installations()).map(({ owner }) => `${owner}/minutes`)
  const own = workflowOf === null ? [] : [workflowOf, `${workflowOf.split('/')[0]}/minutes`]
  const found: SettingsText[] = []
  for (const repository of new Set(installed.length > 0 ? installed : own)) {
    const text = await createRepositoryArchive(access, repository, 'HEAD').read('.github/sprint.yml')
    if (text !== null) found.push({ text, source: `${repository}:.github/sprint.yml` })
    if (text !== null && installed.length === 0) break
  }
  if (found.length <= 1) return found[0] ?? null
  throw new UserError(
    `No configuration selected: expected one \`.github/sprint.yml\` in the repositories with the app, found ${found.map(({ source }) => source).join(' and ')}. Set SPRINT_CONFIG to the one to use.`,
  )
}
