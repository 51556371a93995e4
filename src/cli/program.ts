/** Runs the command for argv and returns its exit code. To add a command, add a file in commands/ and a line here. */
import { Command, Help } from 'commander'
import { type Audience, createAudience } from '../domain/audience.ts'
import { isPublicRun, packageVersion } from '../wiring.ts'
import { endingOf, exitCodes } from './exit.ts'
import { type Shell, shellFor, type Terminal } from './shell.ts'

type MakeCommand = (shell: Shell) => Command

/** By name, in the order of the help. Only the command that is named is loaded: to load all of them takes longer than most need to run. */
const commands: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  init: async () => (await import('./commands/init.ts')).initCommand,
  start: async () => (await import('./commands/start.ts')).startCommand,
  run: async () => (await import('./commands/run.ts')).runCommand,
  sync: async () => (await import('./commands/sync.ts')).syncCommand,
  hygiene: async () => (await import('./commands/hygiene/hygiene.ts')).hygieneCommand,
  agenda: async () => (await import('./commands/minutes/agenda.ts')).agendaCommand,
  minutes: async () => (await import('./commands/minutes/minutes.ts')).minutesCommand,
  missing: async () => (await import('./commands/minutes/missing.ts')).missingCommand,
  digest: async () => (await import('./commands/minutes/digest.ts')).digestCommand,
  presenter: async () => (await import('./commands/minutes/presenter.ts')).presenterCommand,
  actions: async () => (await import('./commands/minutes/actions.ts')).actionsCommand,
  attendance: async () => (await import('./commands/minutes/attendance.ts')).attendanceCommand,
  site: async () => (await import('./commands/site.ts')).siteCommand,
  notes: async () => (await import('./commands/minutes/notes.ts')).notesCommand,
  format: async () => (await import('./commands/minutes/format.ts')).formatCommand,
  rules: async () => (await import('./commands/hygiene/rules.ts')).rulesCommand,
  explain: async () => (await import('./commands/hygiene/explain.ts')).explainCommand,
  simulate: async () => (await import('./commands/hygiene/simulate.ts')).simulateCommand,
  config: async () => (await import('./commands/config.ts')).configCommand,
  log: async () => (await import('./commands/log.ts')).logCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/backup.ts')).restoreCommand,
  'hide-comments': async () => (await import('./commands/hygiene/hide-comments.ts')).hideCommentsCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  completion: async () => (await import('./commands/completion.ts')).completionCommand,
}

/** `argv` without the interpreter and the script. Never throws: errors are printed on stderr and set the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const shell = shellFor(terminal, audienceOf(terminal.env), terminal.isTerminal && !argv.includes('--json'))
  const program = new Command('scs-sprint')
    .description('Keep epics up to date, turn sprint pads into minutes, and prepare the community call.')
    .version(packageVersion())
    .helpCommand(true)
  await addCommands(program, shell, argv[0] ?? '')
  for (const command of all(program)) {
    command.exitOverride().configureOutput({ writeOut: shell.out, writeErr: shell.err, outputError: shell.error })
    command.configureHelp({ helpWidth: 100, showGlobalOptions: false })
  }
  if (argv.length === 0) {
    shell.err(new Help().formatHelp(program, program.createHelp()))
    return exitCodes.usage
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCodes.done
  } catch (error) {
    const { code, message } = endingOf(error, argv.includes('--verbose'))
    if (message !== null) shell.error(`${message.trimEnd()}\n`)
    return code
  } finally {
    shell.status.clear()
  }
}

/** All commands, where the first word names none of them. */
async function addCommands(program: Command, shell: Shell, word: string): Promise<void> {
  const named = Object.hasOwn(commands, word) ? commands[word] : undefined
  if (named !== undefined) return void program.addCommand((await named())(shell))
  for (const make of await Promise.all(Object.values(commands).map((load) => load()))) program.addCommand(make(shell))
  program.addCommand((await import('./commands/completion.ts')).completeCommand(shell), { hidden: true })
}

/** The repository of the run itself is no secret to those who read its log. */
function audienceOf(env: Terminal['env']): Audience {
  const audience = createAudience(isPublicRun(env))
  if (env.GITHUB_REPOSITORY) audience.allow(env.GITHUB_REPOSITORY)
  return audience
}

function all(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap((inner) => all(inner as Command))]
}
