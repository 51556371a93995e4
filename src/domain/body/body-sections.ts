/**
 * The sections of a body by title. A title is a heading, or what people use as one: a bold line, a line that ends with a colon, a
 * list item above an indented list, or the summary of a collapsed section. Pure.
 */

import { visibleWords } from '../markdown/visible-words.ts'
import { phrases, sequence } from '../text/phrases.ts'
import { type BodyLine, listMarker } from './visible-lines.ts'

type Title = {
  readonly words: string
  /** heading: up to the next of its level. line: up to the next title. item: as long as lines are indented more. */
  readonly kind: 'heading' | 'line' | 'item'
  readonly level: number
  /** Only its colon makes it a title: it may announce the list of the title above as well. */
  readonly isWeak: boolean
  /** Text follows it in its line: the list below may be another one. */
  readonly hasText?: boolean
}

/** The title above, as long as lines stand below it. */
type OpenTitle = Title & { readonly indent: number; hasItems: boolean }

const STORIES = phrases(
  [
    /(?:user[ -]?)?stor(?:y|ies)/u,
    'issues?, sub-?issues?, tasks?, tickets?, epics?, children, to-?dos?, work packages?, aufgaben',
    'arbeitspakete',
  ],
  { before: /(?<!\p{L})/u, after: /(?!\p{L})/u, flags: 'u' },
)
const CRITERIA = phrases(
  [
    phrases(
      [
        'definitions? (of|von) (ready|done|bereit|fertig), dor, dod',
        /(?:ready|done|bereit|fertig|abgeschlossen),? (?:when|if|wenn)/u,
        'readiness, acceptance, akzeptanz',
        phrases(
          [
            'entry, exit, ready, readiness, done, success, quality, completion, review, acceptance, akzeptanz, abnahme',
            'erfolgs, fertigstellungs',
          ],
          { after: /[ -]?(?:criteri(?:a|on)|kriteri(?:en|um)|gates?)/u, flags: 'u' },
        ),
        'criteri(a|on), kriteri(en|um), check ?-?lists?, checklisten?',
      ],
      { before: /^/, after: /(?!\p{L})/u },
    ),
    phrases(['definition of (ready|done), acceptance criteria, akzeptanzkriterien, abnahmekriterien, check ?lists?, checklisten?'], {
      before: /(?<!\p{L})/u,
      after: /(?!\p{L})/u,
    }),
  ],
  { flags: 'u' },
)
/** Names that say it alone, whatever they are the conditions of: "Epic Definition of Done", "Acceptance criteria of the story". */
const NAMED_CRITERIA = phrases(
  [
    /definitions?[ -](?:of|von)[ -](?:ready|done|bereit|fertig)/u,
    /do[rd]/u,
    'acceptance criteri(a|on)',
    /a\.?cs?\.?/u,
    'akzeptanz-?kriterien, abnahme(-?kriterien|-?tests?|-?punkte)?',
    'conditions? of (satisfaction|acceptance|done), (qa|quality assurance|qualitätssicherung)( checks?)?',
  ],
  {
    before: sequence(
      [
        /^(?:(?:our|the|this|unsere|das|dieses) ){0,1}/u,
        /(?:(?:epic|(?:user[ -]?)?story|issue|task|ticket|feature|project|projekt)(?:['’]s)?[ -])?/u,
      ],
      'u',
    ),
    after: /(?:$| (?:of|for|in|von|für|zu|des|der|dieses)(?!\p{L}))/u,
    flags: 'u',
  },
)
/** "This epic is done when", "Wann ist das Epic fertig?" */
const DONE_WHEN = phrases(
  [
    phrases(['done, ready, finished, completed?, fertig, bereit, erledigt, abgeschlossen'], {
      before: /^(?:\p{L}+ ){1,3}(?:is|are|ist|sind|gilt als)(?: \p{L}+)? /u,
      after: /,? (?:when|if|once|wenn|sobald)$/u,
      flags: 'u',
    }),
    phrases(['done, ready, finished, completed?, fertig, bereit, erledigt, abgeschlossen'], {
      before: /^(?:when|wann) (?:is|are|ist|sind|gilt) (?:\p{L}+ ){1,3}/u,
      after: /$/u,
      flags: 'u',
    }),
  ],
  { flags: 'u' },
)
const READY = phrases(
  [
    /definitions?[ -](?:of|von)[ -](?:ready|bereit)/u,
    'dor, ready, bereit, readiness',
    /(?:entry|start)[ -]?(?:criteria|kriterien)/u,
    'startklar',
  ],
  { before: /^(?:(?:our|the|unsere|story|is|ist) ){0,2}/u, after: /(?![\p{L}-])/u, flags: 'u' },
)
const MOST_WORDS = 7

/** "Definition of Done", "Acceptance criteria", "Checklist": boxes below are conditions, not work. */
function namesCriteria(title: string): boolean {
  if (!isShort(title)) return false
  return NAMED_CRITERIA.test(title) || DONE_WHEN.test(title) || (CRITERIA.test(title) && !STORIES.test(title))
}

/** The Definition of Ready by any of its names. Acceptance criteria tell when a story is done. */
export function namesReadiness(title: string): boolean {
  return isShort(title) && READY.test(title)
}

function isShort(title: string): boolean {
  return title !== '' && title.split(' ').length <= MOST_WORDS
}

/** A title that is a box to tick stands below itself: it is a condition too. */
export type Place = 'outside' | 'title' | 'below'

/** Where each line stands: below a title that `matches`, or such a title itself. */
export function placesBelow(lines: readonly BodyLine[], matches: (title: string) => boolean): readonly Place[] {
  const isOther = (words: string) => !matches(words) && (STORIES.test(words) || namesCriteria(words))
  let open: OpenTitle | null = null
  return lines.map((line, index): Place => {
    const title = titleOf(line, lines[index + 1])
    if (open !== null && ends(open, line, title, isOther)) open = null
    if (title !== null && matches(title.words)) {
      open = { ...title, indent: line.indent, hasItems: false }
      return BOX.test(line.text) ? 'below' : 'title'
    }
    if (open !== null && listMarker(line.text) > 0) open.hasItems = true
    return open === null ? 'outside' : 'below'
  })
}

/** Lines below "Definition of Done" and the like, which name no work. */
export function criteriaAmong(lines: readonly BodyLine[]): readonly boolean[] {
  return placesBelow(lines, namesCriteria).map((place) => place === 'below')
}

const BOX = /^(?:[-*+]|\d{1,9}[.)]) {1,4}\[[ xX]\] /
/** An entry that begins with an issue: nothing but a look, what it names is read elsewhere. */
const ISSUE_ITEM = /^(?:[-*+]|\d{1,9}[.)]) {1,4}(?:\[[ xX]\] )?[^\p{L}\p{N}]{0,8}(?:[\w.-]{1,100}\/[\w.-]{1,100})?(?:#\d|https?:)/u
const RULE = /^(?:(?:[-*_] {0,3}){3,}|=+)$/

function ends(open: OpenTitle, line: BodyLine, title: Title | null, isOther: (words: string) => boolean): boolean {
  if (isListOfAnother(open, line) || isLessIndented(open, line, title)) return true
  if (/^<\/details>/i.test(line.text)) return open.kind === 'line'
  if (title === null) return open.kind === 'line' && line.afterBlank && RULE.test(line.text)
  if (isOther(title.words)) return true
  if (title.kind === 'heading') return open.kind !== 'heading' || title.level <= open.level
  return title.kind === 'line' && open.kind === 'line' && (!title.isWeak || open.hasItems)
}

/** Issues below a title with text behind it, after a blank line. */
function isListOfAnother(open: OpenTitle, { text, afterBlank }: BodyLine): boolean {
  return open.hasText === true && !open.hasItems && afterBlank && listMarker(text) > 0 && ISSUE_ITEM.test(text)
}

/** What is below an item is indented more. */
function isLessIndented(open: OpenTitle, { text, indent, afterBlank }: BodyLine, title: Title | null): boolean {
  return open.kind === 'item' && indent <= open.indent && (listMarker(text) > 0 || afterBlank || title !== null)
}

function titleOf(line: BodyLine, next: BodyLine | undefined): Title | null {
  const heading = headingOf(line.text, next)
  if (heading) return { words: plain(heading.text), kind: 'heading', level: heading.level, isWeak: false }
  // What names an issue is an entry of its own.
  if (/#\d|https?:/i.test(line.text)) return null
  const marker = listMarker(line.text)
  const text = marker === 0 ? line.text : line.text.slice(marker).replace(/^\[[ xX]\] +/, '')
  const kind = marker === 0 ? ('line' as const) : ('item' as const)
  // An item with nothing below it is an entry: "- [ ] Acceptance criteria".
  if (kind === 'item' && (next === undefined || next.indent <= line.indent)) return null
  const summary = /^<summary>(.{1,200}?)(?:<\/summary>|$)/i.exec(text.replace(/^<details[^<>]{0,100}>\s*/i, ''))
  if (summary) return { words: plain(summary[1] ?? ''), kind, level: 0, isWeak: false }
  const bold = BOLD.exec(text)
  return bold ? boldTitle(plain(bold[2] ?? bold[4] ?? ''), kind, bold[5] !== '') : plainTitle(text, kind)
}

const BOLD = /^(?:[^\p{L}\p{N}*_<#[]{0,8})(?:(\*\*\*?|__)([^*_]{1,80})\1|<(b|strong)>([^<>]{1,80})<\/\3>)[\s:：]*(.?)/u

/** Text may follow the name of such a part, but not that of any bold word. */
function boldTitle(words: string, kind: Title['kind'], hasText: boolean): Title | null {
  return !hasText || namesCriteria(words) || namesReadiness(words) ? { words, kind, level: 0, isWeak: false, hasText } : null
}

/** A line with a colon at its end, or one that is nothing but a name. */
function plainTitle(text: string, kind: Title['kind']): Title | null {
  const words = plain(text)
  if (/[:：]\W{0,3}$/u.test(text) && text.length < 120)
    return { words, kind, level: 0, isWeak: !namesCriteria(words) && !namesReadiness(words) }
  return isShort(words) && isWhole(words) ? { words, kind, level: 0, isWeak: false } : null
}

const CHECKLIST_NAME = phrases(
  ['definition of (ready|done), dor, dod, acceptance criteria, akzeptanzkriterien, abnahmekriterien', 'check ?list, checkliste'],
  { before: /^/u, after: /$/u, flags: 'u' },
)

/** A line that is nothing but the name: "Definition of Done". */
function isWhole(words: string): boolean {
  return CHECKLIST_NAME.test(words)
}

function headingOf(text: string, next: BodyLine | undefined): { text: string; level: number } | null {
  const marks = /^(#{1,6})[ \t]+(.*)$/.exec(text)
  if (marks?.[1]) return { text: marks[2] ?? '', level: marks[1].length }
  const tag = /^<h([1-6])\b[^<>]{0,200}>(.*)$/i.exec(text)
  if (tag) return { text: tag[2] ?? '', level: Number(tag[1]) }
  // Bodies that were moved here from Jira keep its marks.
  const jira = /^h([1-6])\. {1,4}(\S.*)$/.exec(text)
  if (jira) return { text: jira[2] ?? '', level: Number(jira[1]) }
  const isUnderlined = next !== undefined && !next.afterBlank && /^(?:=+|-{2,})$/.test(next.text)
  return isUnderlined && listMarker(text) === 0 ? { text, level: next.text.startsWith('=') ? 1 : 2 } : null
}

/** Lower case, without numbers, emoji, signs and remarks in brackets around it. */
function plain(markdown: string): string {
  return visibleWords(markdown)
    .toLowerCase()
    .replace(/\([^()]{0,60}\)/g, ' ')
    .replace(/["'“”„«»‚‘](?=\p{L})|(?<=\p{L})["“”„«»‚‘](?!\p{L})/gu, '')
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/g, ' ')
}
