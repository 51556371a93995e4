/** The page of all commands, made of what each of them says to `--help`. */
import { run } from '../src/cli/program.ts'

/** What a command prints; asked for help, none of them does anything else. */
async function help(...words: readonly string[]): Promise<string> {
  let text = ''
  const take = (part: string) => {
    text += part
  }
  await run([...words, '--help'], { env: {}, out: take, err: take, isTerminal: false })
  return text.trimEnd()
}

/** Names of the commands in a help text: the first words of the lines below "Commands:". */
function names(text: string): readonly string[] {
  const below = text.split('\nCommands:\n')[1] ?? ''
  return [...below.matchAll(/^ {2}([a-z][a-z-]*)/gm)].flatMap(([, name]) => (name && name !== 'help' ? [name] : []))
}

async function entry(...words: readonly string[]): Promise<readonly string[]> {
  const text = await help(...words)
  const inner = names(text)
  if (inner.length > 0) return (await Promise.all(inner.map((name) => entry(...words, name)))).flat()
  return [`## scs-sprint ${words.join(' ')}`, '', '```text', text, '```', '']
}

export async function commandsPage(): Promise<string> {
  const entries = await Promise.all(names(await help()).map((name) => entry(name)))
  return `${[
    '# Commands',
    '',
    'Generated from `--help` by `npm run docs`. A test fails if this page is out of date.',
    '',
    'Results go to stdout, messages to stderr. Without `--apply`, nothing is written to GitHub or to a pad; the planned writes are printed.',
    'Without `--board`, commands read the live board if credentials are set. Otherwise they use the newest saved snapshot and print its age, or',
    'continue without a board and say so. Exit codes: 0 success (even with findings), 1 something you need to fix, 2 wrong usage, 3 try again later.',
    '',
    ...entries.flat(),
  ]
    .join('\n')
    .trimEnd()}\n`
}
