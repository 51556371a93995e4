import { execFileSync } from 'node:child_process'
import { Argument, Command, Option } from 'commander'
import { expect, test } from 'vitest'
import { completedShells, completionScript, completionsFor } from '../../../src/cli/completion.ts'
import { scsSprint } from '../terminal.ts'

const program = new Command('tool')
program.addCommand(
  new Command('make')
    .option('--team <id>', 'a team')
    .option('--pad <file>', 'a file')
    .addOption(new Option('--as <form>', 'a form').choices(['text', 'slides']))
    .option('--apply', 'write')
    .addOption(new Option('--secret', 'for nobody').hideHelp()),
)
program.addCommand(new Command('digest').alias('call').option('--slides', 'slides'))
program.addCommand(new Command('config').addCommand(new Command('check')).addCommand(new Command('schema')))
program.addCommand(new Command('shell').addArgument(new Argument('<name>').choices(['bash', 'zsh'])))
program.addCommand(new Command('hidden'), { hidden: true })

test.each([
  [[''], ['make', 'digest', 'config', 'shell', 'help']],
  [['di'], ['digest']],
  [['hid'], []],
  [
    ['make', '--'],
    ['--team', '--pad', '--as', '--apply', '--help'],
  ],
  [['make', '--apply', '--te'], ['--team']],
  [
    ['make', '--team', ''],
    ['iaas', 'container'],
  ],
  [['make', '--team', 'c'], ['container']],
  [
    ['make', '--as', ''],
    ['text', 'slides'],
  ],
  // Empty: the shell completes files.
  [['make', '--pad', ''], []],
  [['make', '--pad', 'make', '--as', 's'], ['slides']],
  [['make', 'x', ''], []],
  [['call', '--sl'], ['--slides']],
  [
    ['config', ''],
    ['check', 'schema', 'help'],
  ],
  [['config', 'check', '--h'], ['--help']],
  [['shell', 'b'], ['bash']],
  [['shell', 'bash', ''], []],
  [[], ['make', 'digest', 'config', 'shell', 'help']],
])('%j is completed by %j', (words, expected) => {
  expect(completionsFor(program, words, ['iaas', 'container'])).toEqual(expected)
})

test.each(completedShells)('%s: the script asks the command, and its first lines say where it goes', async (shell) => {
  const { code, out } = await scsSprint(['completion', shell])
  expect([code, out]).toEqual([0, completionScript(shell)])
  expect(out).toContain('scs-sprint complete --')
  expect(out.split('\n').slice(0, 2).join('\n')).toContain(`scs-sprint completion ${shell}`)
})

test('an unknown shell is wrong usage, and the known ones are named', async () => {
  const { code, err } = await scsSprint(['completion', 'tcsh'])
  expect(code).toBe(2)
  expect(err).toContain('bash, zsh, fish')
})

test('commands and teams are completed quietly', async () => {
  expect(await scsSprint(['complete', '--', 'minutes', '--team', 'sig'])).toEqual({ code: 0, out: 'sig-standardization\n', err: '' })
  expect((await scsSprint(['complete', '--', 'pre'])).out).toBe('presenter\n')
  expect((await scsSprint(['--help'])).out).not.toMatch(/^ {2}complete /m)
})

/** What bash offers, with the words that `scs-sprint` would answer. */
function offered(line: readonly string[], answer: string): string {
  const script = `scs-sprint() { printf '%s' "$ANSWER"; }
${completionScript('bash')}
COMP_WORDS=(scs-sprint "$@"); COMP_CWORD=$#; _scs_sprint; printf '%s|' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', script, 'bash', ...line], { env: { ...process.env, ANSWER: answer }, encoding: 'utf8' })
}

test('bash offers what is answered, and nothing else: then it completes files', () => {
  expect(offered(['minutes', '--team', ''], 'iaas\ncontainer\n')).toBe('iaas|container|')
  expect(offered(['minutes', '--pad', 'p'], '')).toBe('|')
  expect(completionScript('bash')).toContain('complete -o default -F')
})
