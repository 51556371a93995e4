/** The command by which each system opens a page in the person's browser; no shell reads the URL. Pure. */
import { isCi, type Variables } from '../../wiring.ts'

export function pageOpener(platform: NodeJS.Platform, url: string): readonly [string, readonly string[]] {
  if (platform === 'darwin') return ['open', [url]]
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return ['xdg-open', [url]]
}

export function canOpenPages(variables: Variables, isTerminal: boolean): boolean {
  return isTerminal && !isCi(variables)
}
