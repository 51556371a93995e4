/** `site`: writes the pages as files for any web server. */

import type { Command } from 'commander'
import { countOf } from '../../domain/text/count-of.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { minutesWithFiles } from '../../usecases/minutes/read-minutes-file.ts'
import { readSiteMeetings } from '../../usecases/read-meeting-plan.ts'
import { buildSite } from '../../usecases/site/build-site.ts'
import { type BoardPorts, boardOf, type CommonOptions, commandOf, refuseWhenOff, wire } from '../command-context.ts'
import { type BoardOption, boardOption, type MinutesOption, minutesOption } from '../options.ts'
import type { Shell } from '../shell.ts'

/** What the command uses of the world. */
type Ports = BoardPorts &
  Uses<
    | 'archive'
    | 'calendar'
    | 'inSiteFolder'
    | 'members'
    | 'minutesPulls'
    | 'minutesRepository'
    | 'programStamp'
    | 'pageTemplates'
    | 'screen'
    | 'settings'
    | 'siteAssets'
  >

type Options = CommonOptions & BoardOption & MinutesOption & { readonly out: string }

export function siteCommand(shell: Shell): Command {
  return commandOf('site', 'create static web pages: week, teams, epics, decisions, action items')
    .requiredOption('--out <dir>', 'folder for the pages; only files created by this command are overwritten or deleted')
    .addOption(minutesOption())
    .addOption(boardOption())
    .action(async (options: Options) => {
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      refuseWhenOff(settings)
      const { files, remarks, written } = await ports.inSiteFolder(options.out, async (folder) => {
        const board = await boardOf(shell, ports, settings, options.board)
        const archive = ports.archive(settings, options.minutes)
        const isLive = options.board === undefined && ports.isOnline
        const built = await buildSite(
          {
            archive,
            pulls: options.minutes === undefined && ports.isOnline ? minutesWithFiles(ports, settings.minutes.repository) : null,
            screen: ports.screen(settings),
            members: isLive ? ports.members() : null,
            memory: folder.memory,
            templates: await ports.pageTemplates(archive),
            clock: ports.clock,
          },
          { settings, meetings: await readSiteMeetings(ports, settings), board, stamp: ports.programStamp(), assets: ports.siteAssets() },
        )
        const { boardRemark, problems } = built.facts
        const remarks = [...(boardRemark === null ? [] : [boardRemark]), ...problems, ...built.forOperators]
        return { files: built.files.length, remarks, written: await folder.write(built.files) }
      })
      for (const remark of [...remarks, ...leftAlone(written)]) shell.err(`${remark}\n`)
      const counts = `${written.written} written, ${written.unchanged} unchanged, ${written.removed} removed`
      shell.err(
        `${countOf(files, 'file')} in ${options.out}: ${counts}.\n` +
          `Serve them with any web server, for example: python3 -m http.server -d ${options.out}\n`,
      )
    })
}

function leftAlone({ left, kept }: { readonly left: readonly string[]; readonly kept: readonly string[] }): readonly string[] {
  return [
    ...left.map((path) => `${path}: someone has changed it, so it was not overwritten. Delete it to have it created again.`),
    ...kept.map(
      (path) => `${path}: someone has changed it, so it was not deleted, although it is no longer a page. Delete it if nobody needs it.`,
    ),
  ]
}
