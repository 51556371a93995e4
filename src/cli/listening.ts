/** The address that a server listens on is the environment's: a person can choose another one. */
import { errnoCode, UserError } from '../errors.ts'

const FOUND: Readonly<Record<string, string>> = {
  EADDRINUSE: 'an address that another program is using',
  EACCES: 'a port that only an administrator can use',
  EADDRNOTAVAIL: 'an address of another machine',
  ENOTFOUND: 'an unknown host',
}

/** Any other error stays what it is. */
export function cannotListen(error: unknown, { host, port }: { readonly host: string; readonly port: number }): unknown {
  const { syscall } = error as NodeJS.ErrnoException
  const code = errnoCode(error)
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error
  const place = `HOST and PORT (${host}, ${port})`
  return new UserError(
    `${place}: expected a free address of this machine, found ${FOUND[code ?? ''] ?? code}. Set another HOST or PORT, or stop the other program.`,
    { cause: error },
  )
}
