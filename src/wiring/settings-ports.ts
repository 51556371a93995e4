/** The port for sprint.yml, wherever it is. */

import { readText } from '../adapters/files/files.ts'
import { type SettingsPlaces, type SettingsText, settingsText, usualSettingsText } from '../adapters/files/settings-source.ts'
import { rules } from '../hygiene/registry.ts'
import type { SettingsPorts } from '../ports/app-ports.ts'
import { parseSettings, settingsProblems } from '../settings/parse.ts'
import type { Settings } from '../settings/settings.ts'

export function createSettingsPorts(places: Omit<SettingsPlaces, 'example'>): SettingsPorts {
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

function parsed({ text, source }: SettingsText): Settings {
  return parseSettings(text, source, rules)
}
