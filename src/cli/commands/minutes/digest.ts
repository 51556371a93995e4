/** `digest`: creates notes or slides for the community call of the week. */
import type { Command } from 'commander'
import { doubtsOf, doubtsStart } from '../../../hygiene/hygiene-input.ts'
import { callTitle } from '../../../minutes/community-call/compose-community-call.ts'
import type { Uses } from '../../../ports/app-ports.ts'
import type { Settings } from '../../../settings/settings.ts'
import { prepareCommunityCall } from '../../../usecases/minutes/prepare-community-call.ts'
import { minutesWithFiles } from '../../../usecases/minutes/read-minutes-file.ts'
import {
  type ApplyingPorts,
  type CommonOptions,
  commandOf,
  refuseWhenOff,
  requireArchive,
  requireCredentials,
  wire,
} from '../../command-context.ts'
import { UsageError } from '../../exit.ts'
import { callDateOption, type MinutesOption, minutesOption } from '../../options.ts'
import { showOrApply } from '../../output/show-plan.ts'
import type { Shell } from '../../shell.ts'

/** What the command uses of the world. */
type Ports = ApplyingPorts &
  Uses<
    | 'archive'
    | 'calendar'
    | 'clock'
    | 'identity'
    | 'isOnline'
    | 'minutesPulls'
    | 'minutesRepository'
    | 'pads'
    | 'renderDeck'
    | 'renderer'
    | 'screen'
    | 'settings'
    | 'snapshots'
    | 'writeText'
  >

type Options = CommonOptions &
  MinutesOption & {
    readonly date: string
    readonly slides?: boolean
    readonly out?: string
    readonly apply?: boolean
  }

export function digestCommand(shell: Shell): Command {
  return commandOf('digest', 'create notes or slides for the community call')
    .alias('call')
    .addOption(callDateOption())
    .addOption(minutesOption())
    .option('--slides', 'create slides for HedgeDoc’s slide mode')
    .option(
      '--out <file>',
      'write the result to a file instead of stdout; slides to a file that ends in .html become one page for the browser',
    )
    .option('--apply', 'open or update the pull request')
    .action(async (options: Options) => {
      requireSlidesForPage(options)
      const ports: Ports = wire(shell, options)
      const settings = await ports.settings()
      refuseWhenOff(settings)
      requireCredentials(ports, options.apply === true)
      const archive = requireArchive(ports, settings, 'digest', options.minutes)
      const { call, plan } = await prepareCommunityCall(
        {
          archive,
          pulls: options.minutes === undefined && ports.isOnline ? minutesWithFiles(ports, settings.minutes.repository) : null,
          publish: ports.isOnline
            ? { minutes: ports.minutesRepository(settings.minutes.repository), identity: await ports.identity() }
            : null,
          screen: ports.screen(settings),
          render: await ports.renderer(archive),
          clock: ports.clock,
          calendar: ports.calendar,
          pads: options.minutes === undefined && ports.isOnline ? ports.pads(settings) : null,
        },
        { settings, date: options.date, slides: options.slides === true },
      )
      const { text, remarks } = call
      for (const remark of [...remarks, ...(await boardDoubtsAtHand(ports, settings))]) shell.err(`${remark}\n`)
      if (options.out !== undefined) {
        await ports.writeText(options.out, isPage(options.out) ? await ports.renderDeck(text, callTitle(settings, options.date)) : text)
        shell.err(`${options.slides ? 'Slides' : 'Notes of the call'} written to ${options.out}.\n`)
      } else if (!options.apply) shell.file(text)
      const planned = await plan()
      if (planned === null) return
      const shown = options.out === undefined && !options.apply ? { ...shell, out: shell.beside } : shell
      // A page is not the text that the pull request has.
      const isText = options.out === undefined || !isPage(options.out)
      const printed = !isText ? null : { text, where: options.out === undefined ? 'the text above' : `the text in ${options.out}` }
      await showOrApply({ shell: shown, ports, settings }, planned, options, printed)
    })
}

function isPage(path: string): boolean {
  return /\.html?$/i.test(path)
}

function requireSlidesForPage({ out, slides }: Options): void {
  if (out !== undefined && isPage(out) && !slides)
    throw new UsageError(
      `--out ${out}: expected --slides as well, found none. Notes are Markdown; name a file that ends in .md, or add --slides.`,
    )
}

/** Minutes were made by the board that is kept: whoever reads them out should know what it leaves open. */
async function boardDoubtsAtHand({ snapshots }: Ports, settings: Settings): Promise<readonly string[]> {
  const snapshot = settings.board === null ? null : await snapshots.latest(settings.board, { complete: true })
  return snapshot === null
    ? []
    : doubtsOf(settings, { snapshot, history: await snapshots.history(snapshot.board, { since: doubtsStart(snapshot) }) })
}
