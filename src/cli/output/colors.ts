/** Colors for people at a terminal. Pure. */
import { styleText } from 'node:util'

type Variables = Readonly<Record<string, string | undefined>>

/** As https://no-color.org and Node have it: FORCE_COLOR before NO_COLOR, both before what the stream is. */
export function wantsColors({ FORCE_COLOR: forced, NO_COLOR: none, TERM: terminal }: Variables, isTerminal: boolean): boolean {
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (none !== undefined && none !== '') return false
  return isTerminal && terminal !== 'dumb'
}

/** The first line in red: the rest explains it. */
export function asError(text: string): string {
  const [first = '', ...rest] = text.split('\n')
  return [first === '' ? '' : styleText('red', first, { validateStream: false }), ...rest].join('\n')
}
