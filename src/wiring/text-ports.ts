/** The ports for pads, minutes and templates. Their content is screened when it is read. */

import { renderDeck } from '../adapters/deck/render-deck.ts'
import type { Variables } from '../adapters/environment.ts'
import { folderArchive } from '../adapters/files/folder-archive.ts'
import type { InstalledAccess } from '../adapters/github/client/client.ts'
import { createRepositoryArchive } from '../adapters/github/minutes/repository-archive.ts'
import { measuredPads } from '../adapters/metrics/measured.ts'
import { padTokensOf } from '../adapters/pads/fetching/pad-tokens.ts'
import { createImageSource } from '../adapters/pads/images/image-source.ts'
import { createPadSource } from '../adapters/pads/pad-source.ts'
import { cleanInTime, inThread, type Screening, screenInTime, withReadingTime } from '../adapters/pads/reading-thread.ts'
import { screenedArchive } from '../adapters/screening/screened-archive.ts'
import { findTokens } from '../adapters/screening/secret-rules.ts'
import { forgivingRenderer } from '../adapters/templates/forgiving-templates.ts'
import { ownTemplates, templatesFor } from '../adapters/templates/own-templates.ts'
import { templateProblem } from '../adapters/templates/templates.ts'
import type { GithubWeb } from '../domain/github-web.ts'
import type { ComposedMinutes } from '../minutes/compose/compose-minutes.ts'
import type { TextPorts } from '../ports/app-ports.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { Settings } from '../settings/settings.ts'
import { createScreen } from '../usecases/minutes/screen-text.ts'

type Sources = {
  readonly variables: Variables
  readonly access: InstalledAccess | null
  readonly github: GithubWeb
  /** Pads on this machine may be read. */
  readonly isLocal: boolean
  readonly readStdin?: (() => Promise<Uint8Array>) | undefined
  /** The file that reads in a thread of its own. */
  readonly worker: URL
  readonly metrics: Metrics
}

export function createTextPorts({ variables, access, github, isLocal, readStdin, worker, metrics }: Sources): TextPorts {
  const screen = (settings: Pick<Settings, 'privacy'>) => screenInTime(screeningOf(settings), { worker })
  return {
    screen,
    pads: (settings, { asTyped = false } = {}) => {
      const { hosts } = settings.pads
      const source = createPadSource({
        hosts,
        tokenOf: padTokensOf(variables),
        allowLoopback: isLocal,
        ...(readStdin ? { readStdin } : {}),
      })
      return withReadingTime(measuredPads(source, hosts, metrics), { worker }, asTyped ? undefined : screeningOf(settings))
    },
    images: (settings) =>
      createImageSource({
        hosts: settings.pads.hosts,
        allowLoopback: isLocal,
        screen: screen(settings),
        cleanSvg: (text, where) => cleanInTime(text, where, { worker }),
      }),
    archive: (settings, folder) => {
      const { repository, branch } = settings.minutes
      const found = folder !== undefined ? folderArchive(folder) : access && createRepositoryArchive(access, repository, branch)
      return found === null ? null : screenedArchive(found, screen(settings))
    },
    renderer: async (archive, team = '') => {
      const own = await ownTemplates(archive, team)
      return forgivingRenderer((name) => own.get(name) ?? null, github)
    },
    templateProblem,
    renderDeck,
    pageTemplates: (archive) => templatesFor(archive),
    composeApart: (archive, team) => async (input) => {
      const templates = await ownTemplates(archive, team)
      const where = input.pad.source ?? 'The pad'
      return (await inThread({ kind: 'compose', input, templates }, where, { worker })) as ComposedMinutes
    },
  }
}

function screeningOf({ privacy }: Pick<Settings, 'privacy'>): Screening {
  return { screen: createScreen(findTokens, privacy), privacy }
}
