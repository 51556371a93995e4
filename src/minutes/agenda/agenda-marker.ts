/** The hidden marker of an agenda: it tells a pad nobody has typed in from one that holds a meeting. Pure. */

import { createHash } from 'node:crypto'
import { sequence } from '../../domain/text/phrases.ts'

/** Exports change blanks and dashes. */
const MARK = sequence([
  /<![-–—]{1,4}\s+scs-sprint:agenda\s+v1\s+sha256=([0-9a-f]{64})(?:\s+lines=([\w-]{0,8000}))?/,
  /(?:\s+attention=([\w-]{0,400}))?\s+[-–—]{1,4}>/,
])

/**
 * The agenda with its marker in the last line: a hash of the whole, and a short one of each line. `attention`: the words of
 * lines that list an epic as needing attention; they have short hashes of their own.
 */
export function withAgendaMarker(text: string, attention: readonly string[] = []): string {
  const lines = [...new Set(text.split('\n').filter(isTelling).map(shortHash))].slice(0, MOST_LINES)
  const listed = attention.length === 0 ? '' : ` attention=${attention.slice(0, MOST_LISTED).map(shortHash).join('')}`
  return `${text.trimEnd()}\n\n<!-- scs-sprint:agenda v1 sha256=${hashOf(text)} lines=${lines.join('')}${listed} -->\n`
}

/** true for an agenda as the app wrote it: nobody has typed in it yet (blanks, bullets and markup do not count). */
export function isUntouchedAgenda(text: string): boolean {
  const plain = withoutEscapes(text)
  const marker = MARK.exec(plain)
  if (marker === null) return false
  return marker[1] === hashOf(plain.replace(marker[0], '')) || marker[1] === olderHashOf(text.replace(marker[0], ''))
}

/** How a line of a pad stands to the agenda that was written there. */
export type SeededLine = {
  /** As the agenda put it: nobody said it. */
  readonly fromAgenda: boolean
  /** The agenda lists its epic as needing attention. */
  readonly needsAttention: boolean
}

/** For each line whether it stands as the app wrote it. All false where there is no marker. */
export function linesFromAgenda(lines: readonly string[]): readonly boolean[] {
  return agendaLines(lines).map(({ fromAgenda }) => fromAgenda)
}

/** For each line; all false where there is no marker. */
export function agendaLines(lines: readonly string[]): readonly SeededLine[] {
  const marker = lines
    .map((line) => (/^\\?<!/.test(line) ? MARK.exec(withoutEscapes(line)) : null))
    .find((found) => found?.[2] !== undefined)
  if (!marker) return lines.map(() => ({ fromAgenda: false, needsAttention: false }))
  const hashes = hashesIn(marker[2])
  const listed = hashesIn(marker[3])
  return lines.map((line) => {
    const fromAgenda = isTelling(line) && (hashes.has(shortHash(line)) || hashes.has(shortHashOf(plainLine(line))))
    return { fromAgenda, needsAttention: fromAgenda && listed.has(shortHash(line)) }
  })
}

function hashesIn(list = ''): ReadonlySet<string> {
  return new Set(list.match(/[\w-]{4}/g) ?? [])
}

/**
 * Marks of the app count only where the app writes them. In the text of a pad all but that of the agenda become words
 * that everybody sees, before anything is read in it.
 */
export function withoutTypedMarks(text: string): string {
  return text.replace(/<!(?=--\s{0,9}\/?\s{0,9}scs-sprint:)/gi, (whole, at: number) => (agendaMarkAt(text, at) ? whole : '\\<\\!'))
}

function agendaMarkAt(text: string, at: number): boolean {
  const marker = new RegExp(MARK, 'y')
  marker.lastIndex = at
  return marker.test(text)
}

const MOST_LINES = 1000
const MOST_LISTED = 100

/** A line with words of its own; empty bullets are everybody's. */
function isTelling(line: string): boolean {
  return /\p{L}{2}/u.test(line)
}

/** 24 bits: enough to tell a line of the agenda from one that a person changed. */
function shortHash(line: string): string {
  return shortHashOf(saidIn(line))
}

function shortHashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 4)
}

function hashOf(text: string): string {
  return createHash('sha256')
    .update(
      text
        .split(/\r\n|\r|\n/)
        .map(saidIn)
        .join(''),
    )
    .digest('hex')
}

/** Some exports put a backslash before signs of Markdown. */
function withoutEscapes(text: string): string {
  return text.replaceAll('\\', '')
}

/**
 * What a line says, whatever a pad makes of its form: letters, digits and emoji alone. A number that counts an item, the
 * address behind a label and signs that an export writes as entities are form.
 */
function saidIn(line: string): string {
  const text = withoutEscapes(line)
    .normalize('NFC')
    .replace(/^[\s\u00a0>]{0,99}\d{1,9}(?:\.\d{1,9}){0,9}[.)]\s/, '')
    .replace(/\]\([^()\s]{1,2000}\)/g, ']')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#\d{2,4}|#x[\da-f]{2,4});/gi, ' ')
  return text.match(/[\p{L}\p{N}\p{Extended_Pictographic}]/gu)?.join('') ?? ''
}

/** As markers were made before exports were thought of: such agendas may still stand in pads. */
function olderHashOf(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '')
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function plainLine(line: string): string {
  return line.replace(/[\s\u00a0]+/g, ' ').trim()
}
