/**
 * A pad as Etherpad keeps it: lines with attributes. Made from one content, in which a pad "typed with buttons" writes what
 * was made with a button in Markdown's signs (`# `, tabs and `* `, `1. `, `**bold**`, `*italic*`, `~~strike~~`, `__underlined__`).
 */

type Attribute = 'strong' | 'em' | 'u' | 's'
export type Piece = { readonly text: string; readonly attributes: readonly Attribute[] }
export type ListType = 'bullet' | 'number' | 'indent'
export type PadLine = {
  readonly pieces: readonly Piece[]
  readonly list: { readonly type: ListType; readonly level: number } | null
  /** 1 or 2: made with the headings button. */
  readonly heading: number
}

/** A pad's text always ends with a newline; what stands after it is no line. */
export function plainLines(content: string): readonly PadLine[] {
  return linesOf(content).map((text) => ({ pieces: [{ text, attributes: [] }], list: null, heading: 0 }))
}

export function buttonLines(content: string): readonly PadLine[] {
  return linesOf(content).map((line) => {
    const heading = /^(#{1,2}) (.*)$/.exec(line)
    if (heading?.[1] && heading[2] !== undefined) return { pieces: piecesOf(heading[2]), list: null, heading: heading[1].length }
    const item = /^(\t+)(\* |\d+\. )?(.*)$/.exec(line)
    if (!item?.[1]) return { pieces: piecesOf(line), list: null, heading: 0 }
    const type = item[2] === undefined ? 'indent' : item[2] === '* ' ? 'bullet' : 'number'
    return { pieces: piecesOf(item[3] ?? ''), list: { type, level: item[1].length }, heading: 0 }
  })
}

const SIGNS: readonly (readonly [string, Attribute])[] = [
  ['**', 'strong'],
  ['__', 'u'],
  ['~~', 's'],
  ['*', 'em'],
]

function piecesOf(line: string, attributes: readonly Attribute[] = []): readonly Piece[] {
  for (const [sign, attribute] of SIGNS) {
    const start = line.indexOf(sign)
    const end = start < 0 ? -1 : line.indexOf(sign, start + sign.length)
    if (end < 0) continue
    return [
      ...piecesOf(line.slice(0, start), attributes),
      ...piecesOf(line.slice(start + sign.length, end), [...attributes, attribute]),
      ...piecesOf(line.slice(end + sign.length), attributes),
    ]
  }
  return line === '' ? [] : [{ text: line, attributes }]
}

function linesOf(content: string): readonly string[] {
  return content.replace(/\n$/, '').split('\n')
}

export const textOf = (line: PadLine): string => line.pieces.map(({ text }) => text).join('')
