/** `digest`: the community call's notes or slides of the week. */
import type { Command } from 'commander'
import { addDays } from '../../domain/dates.ts'
import { quoted } from '../../domain/escape.ts'
import { UserError } from '../../errors.ts'
import type { MinutesArchive } from '../../ports.ts'
import { pastMeetings } from '../../usecases/past-meetings.ts'
import { planFile } from '../../usecases/plan-file.ts'
import { composeDigest } from '../../usecases/publish-digest.ts'
import { type CommonOptions, commandOf, dayOption, demandCredentials, refuseWhenOff, settle, wire } from '../command.ts'
import type { Shell } from '../shell.ts'

type Options = CommonOptions & {
  readonly date: string
  readonly minutes?: string
  readonly slides?: boolean
  readonly out?: string
  readonly apply?: boolean
}

/** Minutes of the week before the call. */
const WEEK = 7

export function digestCommand(shell: Shell): Command {
  return commandOf('digest', 'the community call’s notes, or slides')
    .requiredOption('--date <day>', 'day of the call', dayOption)
    .option('--minutes <dir>', 'minutes in a folder, in place of the repository')
    .option('--slides', 'slides in HedgeDoc’s slide mode')
    .option('--out <file>', 'where it goes, in place of stdout')
    .option('--apply', 'opens or updates the pull request')
    .action(async (options: Options) => {
      const wiring = wire(shell, options)
      const settings = await wiring.settings()
      refuseWhenOff(settings, options.apply === true)
      demandCredentials(wiring, options.apply === true)
      const archive: MinutesArchive | null = wiring.archive(settings, options.minutes)
      if (archive === null)
        throw new UserError(
          'digest: expected credentials for GitHub or --minutes DIR, found neither. Minutes have to be read from somewhere.',
        )
      const { communityCall } = settings
      if (communityCall === null)
        throw new UserError(`${settings.source}: expected \`communityCall\`, found none. Add it, there is no call to make notes for.`)
      const teams = Object.values(settings.teams).filter((team) => team.communityCall)
      const found = await Promise.all(
        teams.map(async (team) => {
          const past = await pastMeetings(archive, settings, team, { before: addDays(options.date, 1), limit: 1 })
          const meeting = past[0] ?? null
          return { team, meeting: meeting !== null && meeting.date > addDays(options.date, -WEEK) ? meeting : null, pad: team.pad }
        }),
      )
      const render = (await wiring.templates(archive, Object.keys(settings.teams)))()
      const { path, text, remarks } = composeDigest({
        settings,
        date: options.date,
        teams: found,
        slides: options.slides === true,
        now: wiring.clock.now(),
        render,
      })
      for (const remark of remarks) shell.err(`${remark}\n`)
      if (options.out !== undefined) await wiring.writeText(options.out, text)
      else if (!options.apply) shell.file(text)
      if (!wiring.isOnline) return
      const plan = await planFile(
        { minutes: wiring.minutesRepository(settings.minutes.repository), identity: await wiring.identity() },
        {
          settings,
          team: 'community-call',
          date: options.date,
          path,
          text,
          body: `Notes of the community call of ${options.date}, from the minutes of ${teams.map(({ name }) => quoted(name)).join(', ')}.\n`,
          assignees: [],
        },
      )
      const shown = options.out === undefined && !options.apply ? { ...shell, out: shell.beside } : shell
      await settle(shown, wiring, settings, plan, options.apply === true)
    })
}
