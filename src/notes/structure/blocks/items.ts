/** List items: where a bullet or a number begins one, and how deep it is nested. */
import { MAX_DEPTH } from '../limits.ts'
import { closesEmphasis, MAX_EMPHASIS, markerAt, nestedNumberAt, trimmedEnd } from '../split-lines.ts'
import { type Cursor, closeDeeper, type OpenItem, type Pass, push, warn, warnDeep } from './pass.ts'
import { addText, lostNewline } from './text-lines.ts'

type Marker = { readonly marker: string; readonly content: number }

export function readItem(pass: Pass, here: Cursor): number | null {
  const { number, raw, columns, at, end } = here
  const isButtonItem = pass.buttons && columns > 0
  const marker = markerAt(raw, at, end) ?? (isButtonItem ? nestedNumberAt(raw, at, end) : null)
  if (!marker) return null
  if (marker.content === at + 1 && raw[at] === '*' && isEmphasisOverLines(pass, number)) return null
  if (!isButtonItem && goesOnWithNumber(pass, columns, marker.marker)) return null
  return addItem(pass, here, marker)
}

function isEmphasisOverLines({ rawLines }: Pass, number: number): boolean {
  const below = number - (rawLines[0]?.number ?? 1) + 1
  return closesEmphasis(rawLines.slice(below, below + MAX_EMPHASIS).map(({ raw }) => raw))
}

/**
 * A number other than 1 directly below text goes on with the sentence (`… on` / `18. January`), as in CommonMark; below a bullet,
 * too. In a numbered list it is the next item.
 */
function goesOnWithNumber(pass: Pass, columns: number, marker: string): boolean {
  if (pass.paragraph < 0 || !/^\d/.test(marker) || Number.parseInt(marker, 10) === 1) return false
  const above = [...pass.open].reverse().find(({ indent }) => indent <= columns + 1)
  if (above === undefined) return true
  // Deep enough to stand in the item, it is one more line of its text; else it is the next item of a numbered list.
  return columns >= above.indent + 2 || !/^\d/.test(pass.lines[above.line]?.marker ?? '')
}

/** Where the next logical line begins in the same input line; -1 for nowhere. */
export function addItem(pass: Pass, here: Cursor, { marker, content }: Marker): number {
  const { number, raw, columns, at, end } = here
  closeDeeper(pass, columns)
  const outer = pass.open.at(-1)
  if (outer && outer.depth + 1 >= MAX_DEPTH) {
    warnDeep(pass, number)
    return addText(pass, here)
  }
  if (isSwallowed(columns, outer)) {
    const message = 'The list item is indented so far that Markdown would not see it as one; it is read as nested in the item above.'
    warn(pass, 'over-indented-list', number, message)
  }
  const split = lostNewline(raw, content, end)
  const depth = outer ? outer.depth + 1 : 0
  const index = push(pass, here, {
    kind: 'item',
    offset: Math.min(content, end),
    end: split === -1 ? end : trimmedEnd(raw.slice(0, split)),
    parent: outer?.line ?? -1,
    depth,
    marker,
  })
  pass.open.push({ indent: columns, content: columns + Math.min(content - at, 4), line: index, depth })
  pass.paragraph = index
  return split
}

/** CommonMark reads it as more text of the line above. */
function isSwallowed(columns: number, outer: OpenItem | undefined): boolean {
  return outer !== undefined && columns >= outer.content + 4
}
