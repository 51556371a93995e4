/** Texts the app wrote, as the demo shows them: what one reads, without the marks of Markdown. */

/** `owner/repo#1` -> `repo#1`. */
export const short = (ref: string): string => ref.replace(/^.*\//, '')

/** Lines of a check list, each with its box. */
export function items(body: string): readonly string[] {
  const lines = body.split('\n').filter((line) => /^- \[[ x]\]/.test(line))
  return lines.map((line) => `${line.startsWith('- [x]') ? '✓' : '☐'} ${plain(line.slice(6))}`)
}

/** Markdown -> what one reads. */
export function plain(markdown: string): string {
  return markdown
    .replace(/<sub>.*?<\/sub>|<!--.*?-->/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|~~|`|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What the body of a pull request begins with, and what it asks people to look at. */
export function asked(body: string): readonly string[] {
  const lines = body.split('\n')
  const first = lines.find((line) => /^[^<#>\s-]/.test(line)) ?? ''
  const open = lines.filter((line) => line.startsWith('- [ ]'))
  return [plain(first), ...open.map((line) => `☐ ${plain(line.slice(6))}`)]
}

/** The lines below a heading. */
export function section(markdown: string, title: string): readonly string[] {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === title)
  if (start < 0) return []
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => /^#+ /.test(line))
  return (end < 0 ? rest : rest.slice(0, end)).filter((line) => /^ {0,2}[-*] \S/.test(line))
}

/** The first line that holds `words`, without its bullet; for what the demo points out in a text. */
export function lineWith(markdown: string, words: string): string {
  const found = markdown.split('\n').find((line) => line.includes(words)) ?? ''
  return plain(found.replace(/^\s*[-*] /, ''))
}

/** What `run` says of each piece of work: `waiting: the minutes of …`. */
export function dueLines(stdout: string): readonly string[] {
  return stdout.split('\n').flatMap((line) => /^ {2}(\S.*)$/.exec(line)?.[1] ?? [])
}

/** The same with its writes counted: each is told below. */
export function writesCounted(due: string): string {
  const [, work, writes] = /^done: ([^:]+): (.*)$/.exec(due) ?? []
  if (work === undefined || writes === undefined) return due
  const count = writes.split(', ').filter((write) => write !== 'nothing to write').length
  return `done: ${work}: ${count === 0 ? 'nothing to write' : `${count} ${count === 1 ? 'write' : 'writes'}`}`
}
