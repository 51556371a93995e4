/** The port for sprint.yml, wherever it is. */

import { readText } from '../adapters/files/files.ts'
import { type SettingsPlaces, type SettingsText, settingsText, usualSettingsText } from '../adapters/files/settings-source.ts'
import type { GithubWeb } from '../domain/github-web.ts'
import { rules } from '../hygiene/registry.ts'
import type { SettingsPorts } from '../ports/app-ports.ts'
import { parseSettings, settingsProblems } from '../settings/parse.ts'
import type { Settings } from '../settings/settings.ts'

/**
 * The same text gives the same object: what was worked out with it stays of use when the text is read again. `github`: where
 * what the settings name lies.
 */
export function createSettingsPorts({
  github,
  ...places
}: Omit<SettingsPlaces, 'example'> & { readonly github: GithubWeb }): SettingsPorts {
  let last: (SettingsText & { readonly settings: Settings }) | null = null
  const parsed = ({ text, source }: SettingsText): Settings => {
    if (last?.text !== text || last.source !== source) last = { text, source, settings: parseSettings(text, source, rules, github) }
    return last.settings
  }
  return {
    settings: async ({ example = false } = {}) => parsed(await settingsText({ ...places, example })),
    settingsIfThere: async () => {
      const found = await usualSettingsText({ example: true })
      return found === null ? null : parsed(found)
    },
    settingsProblems: (text) => settingsProblems(text, rules),
    settingsFrom: async (path) => parsed({ text: await readText(path, 'settings'), source: path }),
  }
}
