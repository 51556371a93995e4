/** Images in a text, and where the address of each stands: in Markdown, in link definitions that images use, in HTML. Pure. */
import { readStructure, type Structure, UNREAD_KINDS } from '../structure/read-structure.ts'
import { definedLabel, normalLabel } from './definitions.ts'
import { scanInline } from './scan-inline.ts'

export type ImageLink = {
  /** Of the text, from 1. */
  readonly line: number
  /** The address as it is typed; in HTML without its character references. */
  readonly target: string
  /** Alternative text as it is typed; '' for none. */
  readonly alt: string
  /** Where the address stands in the line. */
  readonly start: number
  readonly end: number
}

/** In order. What stands in code or in HTML comments is no image. */
export function imagesIn({ lines }: Pick<Structure, 'lines'>): readonly ImageLink[] {
  const read = lines.filter(({ kind }) => !UNREAD_KINDS.has(kind))
  const byLabel = new Map<string, string>()
  for (const { search } of read) for (const { label, alt } of labelsUsed(search)) if (!byLabel.has(label)) byLabel.set(label, alt)
  return read
    .flatMap((line): readonly ImageLink[] => {
      if (line.kind === 'definition') return definedImage(line, byLabel)
      const { number, offset, search } = line
      const inText = search.includes('![') ? scanInline(line).links.filter(({ image, target }) => image && target !== '') : []
      return [
        ...inText.map(({ label, labelStart, target }) => {
          const start = offset + search.indexOf(target, labelStart + label.length + 2)
          return { line: number, target, alt: label.trim(), start, end: start + target.length }
        }),
        ...htmlImages(search).map(({ target, alt, start, end }) => ({
          line: number,
          target,
          alt,
          start: offset + start,
          end: offset + end,
        })),
      ]
    })
    .sort((a, b) => a.line - b.line || a.start - b.start)
}

/** The text with other addresses for its images, and nothing else changed. `addressOf`: null leaves one as it is. */
export function withImageAddresses(text: string, addressOf: (target: string) => string | null): string {
  if (!mayHaveImages(text)) return text
  const lines = text.split('\n')
  for (const { line, target, start, end } of [...imagesIn(readStructure(text))].reverse()) {
    const address = addressOf(target)
    const typed = lines[line - 1]
    if (address !== null && typed !== undefined) lines[line - 1] = `${typed.slice(0, start)}${address}${typed.slice(end)}`
  }
  return lines.join('\n')
}

/** false: there is none for sure. */
export function mayHaveImages(text: string): boolean {
  return text.includes('![') || /<img\s/i.test(text)
}

const USED = /!\[([^\][]{0,500})\](?:\[([^\][]{0,500})\])?(?!\()/g

/** `![alt][label]`, `![label][]`, `![label]`. */
function labelsUsed(search: string): readonly { readonly label: string; readonly alt: string }[] {
  if (!search.includes('![')) return []
  return [...search.matchAll(USED)].map(([, alt = '', label = '']) => ({
    label: normalLabel(label.trim() === '' ? alt : label),
    alt: alt.trim(),
  }))
}

type Definition = { readonly number: number; readonly text: string; readonly offset: number }

const DEFINED = /^(\[(?:[^\]\\[]|\\.){1,999}\]:[ \t]*)(?:<([^<>]{1,4096})>|([^\s<>]{1,4096}))/

function definedImage({ number, text, offset }: Definition, byLabel: ReadonlyMap<string, string>): readonly ImageLink[] {
  const alt = byLabel.get(definedLabel(text) ?? '')
  const [, head = '', angled, plain = ''] = DEFINED.exec(text) ?? []
  if (alt === undefined || head === '') return []
  const start = offset + head.length + (angled === undefined ? 0 : 1)
  const target = angled ?? plain
  return [{ line: number, target, alt, start, end: start + target.length }]
}

const TAG = /<img\s[^<>]{0,4000}>/gi
const SOURCE = /\ssrc\s{0,9}=\s{0,9}(?:"([^"<>]{1,4096})"|'([^'<>]{1,4096})'|([^\s"'=<>\x60]{1,4096}))/i
const ALT = /\salt\s{0,9}=\s{0,9}(?:"([^"<>]{0,1000})"|'([^'<>]{0,1000})')/i

function htmlImages(search: string): readonly Omit<ImageLink, 'line'>[] {
  if (!search.includes('<')) return []
  return [...search.matchAll(TAG)].flatMap(({ 0: tag, index }) => {
    const source = SOURCE.exec(tag)
    const typed = source?.[1] ?? source?.[2] ?? source?.[3] ?? ''
    if (source === null || typed.trim() === '') return []
    const quote = source[3] === undefined ? 1 : 0
    const start = index + source.index + source[0].length - quote - typed.length
    const alt = ALT.exec(tag)
    return [{ target: typed.replaceAll('&amp;', '&').trim(), alt: (alt?.[1] ?? alt?.[2] ?? '').trim(), start, end: start + typed.length }]
  })
}
