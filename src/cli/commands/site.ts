/** `site`: the pages, as files that any web server can serve. */
import type { Command } from 'commander'
import { buildSite } from '../../usecases/site/build-site.ts'
import { boardOf, type CommonOptions, commandOf, refuseWhenOff, wire } from '../command-context.ts'
import type { Shell } from '../shell.ts'

type Options = CommonOptions & { readonly out: string; readonly minutes?: string; readonly board?: string }

export function siteCommand(shell: Shell): Command {
  return commandOf('site', 'create static web pages: week, teams, epics, decisions, action items')
    .requiredOption('--out <dir>', 'folder for the pages; only files created by this command are overwritten or deleted')
    .option('--minutes <dir>', 'read minutes from a folder instead of the repository')
    .option('--board <file>', 'use a saved board snapshot instead of the live board')
    .action(async (options: Options) => {
      const wiring = wire(shell, options)
      const settings = await wiring.settings()
      refuseWhenOff(settings)
      const folder = await wiring.siteFolder(options.out)
      const board = await boardOf(shell, wiring, settings, options.board)
      const archive = wiring.archive(settings, options.minutes)
      const isLive = options.board === undefined && wiring.isOnline
      const { facts, files } = await buildSite(
        {
          archive,
          pulls: options.minutes === undefined && wiring.isOnline ? wiring.minutesRepository(settings.minutes.repository) : null,
          screen: wiring.screen(settings),
          members: isLive ? wiring.members() : null,
          memory: folder.memory,
          templates: await wiring.pageTemplates(archive),
          clock: wiring.clock,
        },
        { settings, board, stamp: wiring.programStamp(), assets: wiring.siteAssets() },
      )
      const { written, unchanged, removed, kept } = await folder.write(files)
      for (const remark of [...(facts.boardRemark === null ? [] : [facts.boardRemark]), ...facts.problems]) shell.err(`${remark}\n`)
      for (const path of kept)
        shell.err(`${path}: no page any more, and changed by somebody, so it stays. Delete it when nobody needs it.\n`)
      shell.err(
        `${files.length} files in ${options.out}: ${written} written, ${unchanged} unchanged, ${removed} removed. Open index.html.\n`,
      )
    })
}
