/** What Etherpad's exports look like, made from a pad's lines by its rules: text, and the HTML soup. */
import { type ListType, type PadLine, type Piece, textOf } from './etherpad-lines.ts'

/** Lists by tabs, `* ` and numbers (`1.2. ` below `1. `); headings, bold, links are lost. */
export function exportText(lines: readonly PadLine[]): string {
  let counts: Record<number, number> = {}
  let previous = 0
  return lines
    .map((line) => {
      const { list } = line
      if (list?.type !== 'number') counts = {}
      if (!list) return `${textOf(line)}\n`
      const tabs = '\t'.repeat(list.level)
      if (list.type !== 'number') return `${tabs}${list.type === 'bullet' ? '* ' : ''}${textOf(line)}\n`
      if (list.level < previous) delete counts[previous]
      counts[list.level] = (counts[list.level] ?? 0) + 1
      previous = list.level
      const numbers = Array.from({ length: list.level }, (_, index) => counts[index + 1] ?? 0)
      return `${tabs}${numbers.join('.')}. ${textOf(line)}\n`
    })
    .join('')
}

/** The page around the one line that the body is. */
export function exportHtml(title: string, lines: readonly PadLine[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<title>${escapeHtml(title)}</title>
  <link rel="manifest" href="/manifest.json" />
  <meta name="generator" content="Etherpad"/>
<meta name="author" content="Etherpad"/>
<meta name="changedby" content="Etherpad"/>
<meta charset="utf-8"/>
<style>
ol {
  counter-reset: item;
}

ol > li {
  counter-increment: item;
}

ul.indent {
  list-style-type: none;
}
</style>
</head>
<body>
${bodyOf(lines)}
</body>
</html>
`
}

type Open = { readonly type: ListType; level: number }

/** One long line: `<br>` after what is in no list; a list's last item, and one that a deeper list ended in, are left open. */
export function bodyOf(lines: readonly PadLine[]): string {
  const pieces: string[] = ['']
  const last = () => pieces.at(-1) ?? ''
  lines.forEach((line, index) => {
    const html = lineHtml(line)
    if (!line.list) {
      pieces.push(html, '<br>')
      return
    }
    const { type, level } = line.list
    const before = lines[index - 1]?.list ?? null
    const after = lines[index + 1]?.list ?? null
    const from = before?.type === type ? Math.min(before.level, level) : 0
    for (let depth = from; depth < level; depth++) {
      if (/^<(?:ul|ol)|^<\/li>/.test(last())) pieces.push('<li>')
      pieces.push(openTag({ type, level: depth }))
    }
    if (html !== '') pieces.push('<li>', html)
    if (after?.type === type && after.level === level) {
      if (html !== '') pieces.push('</li>')
      return
    }
    for (let depth = after?.type === type ? after.level : 0; depth < level; depth++) {
      if (/^<\/(?:ul|ol)/.test(last())) pieces.push('</li>')
      pieces.push(type === 'number' ? '</ol>' : '</ul>')
    }
  })
  return pieces.join('')
}

function openTag({ type }: Open): string {
  return type === 'number' ? '<ol start="1" class="number">' : `<ul class="${type}">`
}

function lineHtml(line: PadLine): string {
  const html = withSpaces(linked(line.pieces))
  return line.heading > 0 ? `<h${line.heading}>${html}</h${line.heading}>` : html
}

const ADDRESS = /https?:\/\/[^\s()<>"]*[^\s()<>".,:;!?']/g

/** Every address that was typed is a link; its text stays, within the tags around it. */
function linked(pieces: readonly Piece[]): string {
  const whole = pieces.map(({ text }) => text).join('')
  const links = [...whole.matchAll(ADDRESS)].map((match) => ({ from: match.index, to: match.index + match[0].length, url: match[0] }))
  let html = ''
  let at = 0
  for (const link of links) {
    html += `${tagged(pieces, at, link.from)}<a href="${escapeAttribute(link.url)}" rel="noreferrer noopener">${tagged(pieces, link.from, link.to)}</a>`
    at = link.to
  }
  return html + tagged(pieces, at, whole.length)
}

function tagged(pieces: readonly Piece[], from: number, to: number): string {
  let start = 0
  return pieces
    .map(({ text, attributes }) => {
      const part = text.slice(Math.max(0, from - start), Math.max(0, to - start))
      start += text.length
      if (part === '') return ''
      const open = attributes.map((tag) => `<${tag}>`).join('')
      const close = attributes.toReversed().map((tag) => `</${tag}>`)
      return `${open}${escapeHtml(part)}${close.join('')}`
    })
    .join('')
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;', '/': '&#x2F;' }

/** Slashes too; what is no ASCII by number. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"'/]/g, (sign) => ESCAPES[sign] ?? sign).replace(/[^\x21-\x7e\s]/gu, (sign) => `&#${sign.codePointAt(0)};`)
}

/** Everything but letters and digits. */
export function escapeAttribute(text: string): string {
  return text.replace(/[^A-Za-z0-9]/gu, (sign) => ESCAPES[sign] ?? `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`)
}

/** The last space of a run stays; the others, and those at the ends of a line, would be lost and become `&nbsp;`. */
function withSpaces(html: string): string {
  const parts = html.match(/<[^>]*>| |[^ <]+/g) ?? []
  let keeps = false
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index] ?? ''
    if (part === ' ') {
      if (!keeps) parts[index] = '&nbsp;'
      keeps = false
    } else if (!part.startsWith('<')) keeps = true
  }
  const first = parts.findIndex((part) => !part.startsWith('<'))
  if (parts[first] === ' ') parts[first] = '&nbsp;'
  return parts.join('')
}
