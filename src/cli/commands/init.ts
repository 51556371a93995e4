/** `init`: looks at the organization and writes a commented sprint.yml. */
import type { Command } from 'commander'
import { changedLines } from '../../domain/text/changed-lines.ts'
import { dayIn } from '../../domain/time/dates.ts'
import { UserError } from '../../errors.ts'
import type { Choices } from '../../init/choices.ts'
import type { OrganizationFacts } from '../../init/facts.ts'
import { guessSettings } from '../../init/guess-settings.ts'
import { firstQuestions, furtherQuestions, teamQuestions } from '../../init/questions.ts'
import { writeSettings } from '../../init/write/write-settings.ts'
import type { Uses } from '../../ports/app-ports.ts'
import { tellFailed } from '../../usecases/diagnostics.ts'
import { lookAtOrganization } from '../../usecases/look-at-organization.ts'
import { type CommonOptions, commandOf, wire } from '../command-context.ts'
import { UsageError } from '../exit.ts'
import { ask, chosen } from '../input/prompts.ts'
import { minutesOption } from '../options.ts'
import type { Shell } from '../shell.ts'
import { type DoctorPorts, examine, lineOf } from './doctor.ts'

/** What the command uses of the world. */
type Ports = DoctorPorts &
  Uses<
    | 'calendar'
    | 'clock'
    | 'gitOrigin'
    | 'minutesFolder'
    | 'organization'
    | 'readText'
    | 'settingsFrom'
    | 'startingCommand'
    | 'textIfThere'
    | 'writeText'
  >

type Options = CommonOptions & {
  readonly yes?: boolean
  readonly force?: boolean
  readonly out?: string
  readonly organization?: string
  readonly minutes?: string
}

export function initCommand(shell: Shell): Command {
  return commandOf('init', 'look at your organization on GitHub, and write a commented sprint.yml for it')
    .option('--yes', 'ask nothing: take what fits best, and say so in comments')
    .option('--out <file>', 'file to write (default: the one of --config, else ./sprint.yml)')
    .option('--force', 'replace the file if it exists')
    .option(
      '--organization <name>',
      'organization to look at (default: the one of SPRINT_CONFIG, of the git remote, or where the app is installed)',
    )
    .addOption(minutesOption())
    .action(async (options: Options) => {
      const asking = options.yes ? undefined : shell.asking
      if (!options.yes && asking === undefined)
        throw new UsageError('init: expected a terminal to ask questions in, found none. Add --yes to write the file without questions.')
      const ports: Ports = wire(shell, options)
      const path = options.out ?? options.config ?? 'sprint.yml'
      const facts = await look({ shell, ports, asking }, options)
      const guessed = guessSettings(facts, await choicesFor(facts, asking))
      const text = writeSettings(guessed)
      await write({ shell, ports, asking }, { path, text, force: options.force === true })
      const results = await examine(shell, ports, await ports.settingsFrom(path))
      shell.out(results.map(lineOf).join(''))
      const told = tellFailed(results)
      if (told !== null) shell.err(`${told} \`scs-sprint doctor\` repeats the checks.\n`)
      shell.err(
        `Next: read ${path}, then start the server with \`${ports.startingCommand()}\`. To run it on another machine, or as a workflow, commit the file as .github/sprint.yml to ${guessed.minutes.repository}: both look for it there.\n`,
      )
    })
}

type Place = { readonly shell: Shell; readonly ports: Ports; readonly asking: Shell['asking'] }

async function choicesFor(facts: OrganizationFacts, asking: Shell['asking']): Promise<Choices> {
  if (asking === undefined) return {}
  const first = await ask(asking, firstQuestions(facts), {})
  const further = await ask(asking, furtherQuestions(guessSettings(facts, first)), first)
  return ask(asking, teamQuestions(guessSettings(facts, further)), further)
}

async function look({ shell, ports, asking }: Place, options: Options): Promise<OrganizationFacts> {
  if (!ports.isOnline && options.minutes === undefined)
    throw new UserError(
      'init: expected GitHub credentials or --minutes DIR, found neither. Set GITHUB_TOKEN (a token with the scopes `repo` and `read:project`), ' +
        'or APP_ID with PRIVATE_KEY or PRIVATE_KEY_PATH; or name a folder with minutes, such as a clone of their repository.',
    )
  const origin = await ports.gitOrigin(options.minutes ?? '.', new URL(ports.env.github.origin).host)
  const organization = await organizationFor({ ports, asking }, options, origin?.repository ?? null)
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const facts = await lookAtOrganization({
    reader: ports.isOnline ? ports.organization(organization) : null,
    folder:
      options.minutes === undefined
        ? null
        : { archive: ports.minutesFolder(options.minutes), repository: origin?.repository ?? null, branch: origin?.branch ?? null },
    organization,
    today: dayIn('UTC', ports.clock.now()),
    machineZone,
    calendarOf: ports.calendar,
    progress: shell.status.show,
  })
  demandMinutes(facts, options)
  return facts
}

/** Nothing goes without a repository for the minutes; a person can name one that is still empty. */
function demandMinutes({ minutes, organization }: OrganizationFacts, { yes, minutes: folder }: Options): void {
  if (!yes || minutes !== null) return
  throw new UserError(
    `${organization}: expected a repository with minutes (Markdown files with dates in their names), found none that the credentials can read. ` +
      (folder === undefined ? 'Name a folder with --minutes, or run without --yes and name the repository.' : 'Check --minutes.'),
  )
}

/** Of a configuration on GitHub (`owner/repo:path`), which is named by hand. */
function ownerIn(config: string | null): string | undefined {
  return /^([\w-]+)\/[\w.-]+:/.exec(config ?? '')?.[1]
}

/** Named, or that of SPRINT_CONFIG, the one of the git remote, or the only one where the app is installed. */
async function organizationFor(
  { ports, asking }: Omit<Place, 'shell'>,
  { organization }: Options,
  repository: string | null,
): Promise<string> {
  if (organization !== undefined) return organization
  const installed = ports.isOnline ? (await ports.installations()).map(({ owner }) => owner) : []
  const { config, workflowOf } = ports.env
  const candidates = [ownerIn(config), repository?.split('/')[0], workflowOf?.split('/')[0]].flatMap((name) => name ?? [])
  const known = candidates.find((name) => installed.length === 0 || installed.some((owner) => owner.toLowerCase() === name.toLowerCase()))
  if (known !== undefined) return known
  if (installed.length === 1 && installed[0] !== undefined) return installed[0]
  if (installed.length > 1 && asking !== undefined)
    return chosen(asking, 'The app is installed in several places. Which one do you mean?', installed)
  const found = installed.length === 0 ? 'no git remote of GitHub here' : `the app in ${installed.join(', ')}`
  throw new UserError(`init: expected one organization, found ${found}. Name it with --organization.`)
}

/** Shows what it would write, asks where it can, and never replaces a file without being told to. */
async function write(
  { shell, ports, asking }: Place,
  { path, text, force }: { path: string; text: string; force: boolean },
): Promise<void> {
  const before = await ports.textIfThere(path, 'settings (sprint.yml)')
  if (before === text) {
    shell.err(`${path} is up to date: nothing to write.\n`)
    return
  }
  shell.beside(before === null ? text : changedLines(before, text))
  if (asking !== undefined && !force) {
    const question = before === null ? `Write ${path}?` : `${path} exists. Replace it, with the changes above?`
    if ((await chosen(asking, question, ['Yes', 'No'])) !== 'Yes') throw new UserError('Nothing was written.')
  } else if (before !== null && !force) {
    throw new UserError(
      `${path}: expected no file, found one with other settings (the changes are above). Nothing was written. Replace it with --force, or name another file with --out.`,
    )
  }
  // While the question stood, somebody may have edited the file.
  if ((await ports.textIfThere(path, 'settings (sprint.yml)')) !== before)
    throw new UserError(
      `${path}: expected the file as it was when you were asked, found another text. Nothing was written. Run \`scs-sprint init\` again to see what would change now.`,
    )
  await ports.writeText(path, text)
  shell.err(`Wrote ${path}.\n`)
}
