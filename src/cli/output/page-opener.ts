/** The command by which each system opens a page in the person's browser; no shell reads the URL. Pure. */

export function pageOpener(platform: NodeJS.Platform, url: string): readonly [string, readonly string[]] {
  if (platform === 'darwin') return ['open', [url]]
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return ['xdg-open', [url]]
}

/** Nobody looks at a browser of a workflow's machine. */
export function canOpenPages({ CI: ci }: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  return isTerminal && (ci === undefined || ci === '' || ci === 'false')
}
