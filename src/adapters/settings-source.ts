/** Where sprint.yml lies: on this machine, or in a repository. Finds its text; what it means is checked elsewhere. */
import { UserError } from '../errors.ts'
import { readText, textIfThere } from './files.ts'
import type { GitHubAccess, InstalledAccess } from './github/client.ts'
import { createRepositoryArchive } from './github/minutes-repository.ts'

/** `source` names the text in messages: a path, or `owner/repo:path`. */
export type SettingsText = { readonly text: string; readonly source: string }

export type SettingsPlaces = {
  /** `--config`: a path. */
  readonly named: string | undefined
  /** SPRINT_CONFIG: a path, or `owner/repo:path`. */
  readonly variable: string | null
  /** null: nothing can be read from GitHub. */
  readonly access: InstalledAccess | null
  /** The server looks into the repositories of the minutes before it looks around itself. */
  readonly isServer: boolean
}

const USUAL_PLACES = ['sprint.yml', 'minutes/sprint.yml']

/** Throws UserError where there is none, with the places that were looked at. */
export async function settingsText({ named, variable, access, isServer }: SettingsPlaces): Promise<SettingsText> {
  if (named !== undefined) return fromFile(named)
  if (variable !== null) return fromVariable(variable, access)
  const found = (isServer && access !== null ? await installedText(access) : null) ?? (await usualSettingsText())
  if (found) return found
  const installed = isServer ? '`.github/sprint.yml` in the repository `minutes` of an organisation with the app, or ' : ''
  throw new UserError(
    `No configuration: expected ${installed}${USUAL_PLACES.map((path) => `./${path}`).join(' or ')}, found none of them. Name one with --config FILE or SPRINT_CONFIG; minutes/sprint.yml of the project is a commented example.`,
  )
}

/** Of the folder the command runs in; null when there is none. */
export async function usualSettingsText(): Promise<SettingsText | null> {
  for (const path of USUAL_PLACES) {
    const text = await textIfThere(path, 'settings (sprint.yml)')
    if (text !== null) return { text, source: path }
  }
  return null
}

async function fromFile(path: string): Promise<SettingsText> {
  return { text: await readText(path, 'settings (sprint.yml)'), source: path }
}

async function fromVariable(variable: string, access: GitHubAccess | null): Promise<SettingsText> {
  const remote = /^([\w-]+\/[\w.-]+):(.+)$/.exec(variable)
  if (!remote?.[1] || !remote[2]) return fromFile(variable)
  if (access === null) {
    throw new UserError(
      `SPRINT_CONFIG: ${variable} lies on GitHub: expected credentials to read it, found none. Set GITHUB_TOKEN, or APP_ID with PRIVATE_KEY.`,
    )
  }
  const text = await createRepositoryArchive(access, remote[1], 'HEAD').read(remote[2])
  if (text !== null) return { text, source: variable }
  throw new UserError(
    `${variable}: expected settings (sprint.yml) there, found no such file. Check SPRINT_CONFIG, and that the app may read the repository.`,
  )
}

/** `.github/sprint.yml` in the `minutes` repository of the first place that has one. */
async function installedText(access: InstalledAccess): Promise<SettingsText | null> {
  for (const { owner } of await access.installations()) {
    const text = await createRepositoryArchive(access, `${owner}/minutes`, 'HEAD').read('.github/sprint.yml')
    if (text !== null) return { text, source: `${owner}/minutes:.github/sprint.yml` }
  }
  return null
}
