/** Runs the command for argv and returns its exit code. To add a command, add a file in commands/ and a line here. */
import { Command, Help } from 'commander'
import { type Audience, createAudience } from '../domain/audience.ts'
import { isPublicRun, packageVersion } from '../wiring.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { completeCommand, completionCommand } from './commands/completion.ts'
import { configCommand } from './commands/config.ts'
import { doctorCommand } from './commands/doctor.ts'
import { explainCommand } from './commands/hygiene/explain.ts'
import { hideCommentsCommand } from './commands/hygiene/hide-comments.ts'
import { hygieneCommand } from './commands/hygiene/hygiene.ts'
import { rulesCommand } from './commands/hygiene/rules.ts'
import { simulateCommand } from './commands/hygiene/simulate.ts'
import { initCommand } from './commands/init.ts'
import { logCommand } from './commands/log.ts'
import { actionsCommand } from './commands/minutes/actions.ts'
import { agendaCommand } from './commands/minutes/agenda.ts'
import { attendanceCommand } from './commands/minutes/attendance.ts'
import { digestCommand } from './commands/minutes/digest.ts'
import { formatCommand } from './commands/minutes/format.ts'
import { minutesCommand } from './commands/minutes/minutes.ts'
import { missingCommand } from './commands/minutes/missing.ts'
import { notesCommand } from './commands/minutes/notes.ts'
import { presenterCommand } from './commands/minutes/presenter.ts'
import { runCommand } from './commands/run.ts'
import { siteCommand } from './commands/site.ts'
import { startCommand } from './commands/start.ts'
import { syncCommand } from './commands/sync.ts'
import { endingOf, exitCodes } from './exit.ts'
import { shellFor, type Terminal } from './shell.ts'

const commands = [
  initCommand,
  startCommand,
  runCommand,
  syncCommand,
  hygieneCommand,
  agendaCommand,
  minutesCommand,
  missingCommand,
  digestCommand,
  presenterCommand,
  actionsCommand,
  attendanceCommand,
  siteCommand,
  notesCommand,
  formatCommand,
  rulesCommand,
  explainCommand,
  simulateCommand,
  configCommand,
  logCommand,
  backupCommand,
  restoreCommand,
  hideCommentsCommand,
  doctorCommand,
  completionCommand,
]

/** `argv` without the interpreter and the script. Never throws: errors are printed on stderr and set the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const shell = shellFor(terminal, audienceOf(terminal.env))
  const program = new Command('scs-sprint')
    .description('Keep epics up to date, turn sprint pads into minutes, and prepare the community call.')
    .version(packageVersion())
    .helpCommand(true)
  for (const make of commands) program.addCommand(make(shell))
  program.addCommand(completeCommand(shell), { hidden: true })
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
  }
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
