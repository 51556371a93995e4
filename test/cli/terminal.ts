/** The command line in this process: what it printed, and how it ended. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src/cli/program.ts'
import type { Terminal } from '../../src/cli/shell.ts'

export type Ran = { readonly code: number; readonly out: string; readonly err: string }

/** A folder of its own for what is kept, and no credentials unless given. */
export async function scsSprint(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdin = '',
  more: Partial<Pick<Terminal, 'asking' | 'github' | 'hasColors' | 'isTerminal' | 'leave' | 'open'>> = {},
): Promise<Ran> {
  let out = ''
  let err = ''
  // A command ends with its process; here the next test must find what it would find then.
  const umask = process.umask()
  const code = await run(argv, {
    env: { DATA_DIR: aFolder(), ...env },
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    readStdin: async () => new TextEncoder().encode(stdin),
    isTerminal: false,
    ...more,
  })
  process.umask(umask)
  return { code, out, err }
}

export function aFolder(): string {
  return mkdtempSync(join(tmpdir(), 'scs-sprint-'))
}
