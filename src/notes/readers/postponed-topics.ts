/** Topics that a meeting left for a later one ("tabled", "moved to next meeting", "vertagt"). Pure. */
import { anyOf, sequence } from '../../domain/text/phrases.ts'
import type { Line, Structure } from '../structure/line-model.ts'

/** `line`: of the words that say it. */
export type PostponedTopic = { readonly text: string; readonly line: number }

const NEXT = anyOf([
  '(the )?next (time|meeting|week|call|session|sync), (a |one of the )?(later|next) (meeting|meetings|session)',
  '(das |aufs )?nächste(s|n)? (mal|treffen|meeting|woche|sitzung|termin), nächster termin',
])
const PARTICIPLE = anyOf(['tabled, postponed, deferred, adjourned, vertagt, verschoben, aufgeschoben, carried over'])
const VERB = anyOf([
  'moved, move, moves, pushed, push, put back, postpone, postponed',
  'deferred, defer, carried over, carry over, verschieben, verschoben, schieben',
])
const LEAD = anyOf([
  'this, that, the, topic, topics, rest, the rest, item, it, discussion',
  'was, is, were, be, not discussed, skipped, and, no time',
  'thema, das, der rest, wird, wurde, ist, nicht besprochen',
])
const AGAIN = anyOf([
  "(to be |let's |we )?(discuss|discussed|continue|continued|revisit|revisited), weiter, fortsetzung, (wird )?besprochen",
])
/** Why, or under which condition. */
const WHY = anyOf(['for lack of, due to, because, or, wegen, aus, no time, as, since, unless, if, falls, mangels'])
const TAIL = String.raw`(?:[\s,;(]{1,3}${WHY}\s.{0,80})?`
const START = String.raw`^(?:${LEAD}[\s,–—-]{1,3}){0,5}`
const BY_PREPOSITION = /(?:\s(?:to|until|till|for|in|auf|bis|zum|zur)(?:\sthe)?)?\s/

/** A statement that is nothing but that. */
const STATEMENTS: readonly RegExp[] = [
  sequence([START, PARTICIPLE, TAIL, /$/], 'iu'),
  sequence([START, PARTICIPLE, /\s(?:until|bis)\s.{1,80}$/], 'iu'),
  sequence([START, anyOf(['postpone, defer']), /\suntil\s.{1,80}$/], 'iu'),
  sequence([START, VERB, /(?:\s(?:on|onto|to|auf)(?:\sthe|\sdie)?\s(?:agenda|tagesordnung))?/, BY_PREPOSITION, NEXT, TAIL, /$/], 'iu'),
  sequence([START, AGAIN, /(?:\sit|\sthis)?(?:\sagain)?(?:\s(?:in|at|on|beim|auf))?\s/, NEXT, TAIL, /$/], 'iu'),
  sequence([START, /(?:auf|bis|zum)\s/, NEXT, /\s(?:verschoben|vertagt|geschoben)$/], 'iu'),
  sequence([/^/, anyOf(['next time, nächstes mal']), TAIL, /$/], 'iu'),
]

/** Heading of a list of such topics. */
const LIST_TITLE = sequence(
  [
    /^[^\p{L}]{0,6}/u,
    anyOf([
      'postponed, tabled, deferred, vertagte, verschobene',
      '(agenda )?(topics|items|points) for (the )?next',
      'themen für (das |die )?nächste',
    ]),
    /(?![\p{L}]{4}).{0,40}$/u,
  ],
  'iu',
)
/** Headings that hold topics and are none. */
const FRAME = /^\W{0,9}(?:agenda|housekeeping|aob|any other|sprint|topics?|recurring|summary|tagesordnung|verschiedenes)\b.{0,20}$/iu
const LONGEST = 300

/** In the order of the text, each once. */
export function postponedTopics(structure: Structure): readonly PostponedTopic[] {
  const { lines } = structure
  const found = new Map<string, PostponedTopic>()
  for (const line of lines) {
    const text = topicOf(line, structure)
    if (text === null) continue
    const key = text.toLowerCase()
    if (!found.has(key)) found.set(key, { text, line: line.number })
  }
  return [...found.values()]
}

/** null: the line postpones nothing. */
function topicOf(line: Line, { lines, headings }: Structure): string | null {
  if (line.kind !== 'item' && line.kind !== 'text' && line.kind !== 'heading') return null
  const typed = line.text.slice(0, LONGEST).replace(/[*_~]{1,3}/g, '')
  const heading = headings[line.section]
  if (line.kind === 'item' && line.depth === 0 && heading && LIST_TITLE.test(heading.title)) return named(typed)
  const said = withoutSigns(typed)
  if (line.kind !== 'heading' && isStatement(said)) {
    const above = line.parent >= 0 ? lines[line.parent]?.text : heading && !FRAME.test(heading.title) ? heading.title : undefined
    return above === undefined ? null : named(above)
  }
  // `Responsibilities of vendors: postponed`, `Release notes (not discussed - postponed)`, `Flavors => next time`
  for (const { index, 0: sign } of typed.matchAll(/:\s|\s\(|\s(?:[-=]{1,2}>|→|[-–—]{1,2})\s/g)) {
    if (index > 0 && isStatement(withoutSigns(typed.slice(index + sign.length)))) return named(typed.slice(0, index))
  }
  return null
}

function isStatement(said: string): boolean {
  return said !== '' && STATEMENTS.some((statement) => statement.test(said))
}

function withoutSigns(text: string): string {
  return text.replace(/^[\s=>→–—(-]{1,9}/, '').replace(/[\s).!]{1,9}$/, '')
}

/** Nothing to name a topic by: signs alone. */
function named(text: string): string | null {
  const name = text
    .replace(/[*_~]{1,3}/g, '')
    .replace(/\s{1,9}/g, ' ')
    .replace(/[\s:]{1,3}$/, '')
    .trim()
  return /\p{L}/u.test(name) ? name : null
}
