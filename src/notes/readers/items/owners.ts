/** Who does it: people at one place of a line (`@a, @b and @c`, `**@a**`), by handle or called by their names. */

import { oneOf } from '../../text/word-lists.ts'
import { type HandleHit, handlesIn, isHandleWord, plainHandle } from '../../text/words.ts'
import { LABEL as DECISION_LABEL } from '../decision-words.ts'
import { PRESENT_VERB, REQUEST } from './task-verbs.ts'

type OwnerList = { readonly owners: readonly string[] /** Where the text goes on. */; readonly end: number }

const SEPARATOR = /^[\s*_~]{0,4}(?:[,;&+/]|and|und|or|oder)[\s*_~,&]{0,4}$|^[\s*_~]{0,3}$/i
/** Handles that mean everybody: nobody is asked. */
const EVERYBODY = new Set(['all', 'everyone', 'everybody', 'alle', 'team', 'channel', 'here'])

/** The people that stand at `at` (spaces, emphasis and an opening bracket before them allowed); null when none does. */
export function ownersAt(words: string, at: number, handles: readonly HandleHit[] = handlesNear(words, at)): OwnerList | null {
  const found: string[] = []
  let end = at
  for (const handle of handles) {
    if (handle.start < at) continue
    const between = words.slice(end, handle.start)
    if (between.length > 12) break
    if (found.length === 0 ? !/^[\s*_~([]{0,6}$/.test(between) : !SEPARATOR.test(between)) break
    found.push(handle.handle)
    end = handle.end
  }
  if (found.length === 0) return null
  const others = /^[\s*_]{0,2}(?:&|and|und) (?:others|co\.?|team|all|andere)(?![A-Za-z])/i.exec(words.slice(end, end + 20))
  return { owners: [...new Set(found.filter((handle) => !EVERYBODY.has(handle)))], end: end + (others?.[0].length ?? 0) }
}

/** Nobody lists more people than that; looking no further keeps lines with many marks cheap. */
const REACH = 600

function handlesNear(words: string, at: number): HandleHit[] {
  const from = Math.max(0, at - 1)
  return handlesIn(words.slice(from, at + REACH)).map((hit) => ({ ...hit, start: hit.start + from, end: hit.end + from }))
}

/** A bare word at `at` that is known as a handle and stands as an owner does: `garloff:`, `(berendt):`, `gtema to …`. */
export function bareOwnerAt(words: string, at: number, known: ReadonlySet<string>): OwnerList | null {
  const match = /^([\s*_(]{0,4})([A-Za-z\d][A-Za-z\d-]{0,38})(?=\)?\s?[:)]|\s[-–]\s|\s(?:to|will|soll|wird)\s)/.exec(
    words.slice(at, at + 60),
  )
  const word = match?.[2]
  if (!match || !word || !isHandleWord(word) || !known.has(plainHandle(word))) return null
  const end = at + match[0].length
  return { owners: [plainHandle(word)], end: words[end] === ')' ? end + 1 : end }
}

type Named = { readonly typed: readonly string[] /** Where the text goes on. */; readonly end: number }

const NAME = String.raw`\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,30}){0,2}`
const NAMES = new RegExp(String.raw`^[\s*_~([]{0,6}(${NAME}(?:(?:\s?[,&+/]\s?|\s(?:and|und)\s)${NAME}){0,5})`, 'u')

/** People of the meeting called by their names at `at`, as `Ada to …`, `Ada and Ben: …`; null for other words. */
export function namedAt(words: string, at: number, names: ReadonlySet<string>): Named | null {
  if (names.size === 0) return null
  const found = NAMES.exec(words.slice(at, at + 200))
  const typed = found?.[1]?.split(/\s?[,&+/]\s?|\s(?:and|und)\s/) ?? []
  if (!found || typed.length === 0 || !typed.every((name) => names.has(name.toLowerCase()))) return null
  const end = at + found[0].length
  return BEHIND_NAMES.test(words.slice(end, end + 40)) ? { typed, end } : null
}

const BEHIND_NAMES = new RegExp(
  String.raw`^[*_~\])]{0,3}(?:\s?:|\s[-–—]\s|\s(?:to|will|soll|sollen|wird|werden|übernimmt|kümmert|zu)\s|,?\s{1,2}${REQUEST}|\s${PRESENT_VERB}|\s{0,2}$)`,
  'u',
)

/** A name or a word where an owner would stand, as typed: nobody of the meeting is called so. `end`: behind its colon. */
export function unknownAt(words: string, at: number): { readonly typed: string; readonly end: number } | null {
  const found = UNKNOWN.exec(words.slice(at, at + 100))
  const typed = found?.[1] ?? ''
  return found && !LABEL.test(typed) && !DECISION.test(typed) ? { typed, end: at + found[0].length } : null
}

const UNKNOWN = new RegExp(
  String.raw`^[\s*_~([]{0,6}(${NAME}(?:(?:\s?[,&+/]\s?|\s(?:and|und)\s)${NAME}){0,5})[*_~\])]{0,3}\s?:[*_~]{0,3}\s`,
  'u',
)

/** Words before a colon that announce what follows, and mean nobody. */
const LABEL = new RegExp(
  `^${oneOf(
    'note(s), reminder(s), hint, tip, info, information, important, attention, warning, fyi, btw, nb, ps',
    'question(s), answer, request, update, announcement, feedback, result, agenda, topic, todo',
    'hinweis(e), wichtig, achtung, erinnerung, frage(n), antwort, anmerkung, bemerkung, bitte, info(s), nachtrag',
    'tipp, termin(e), ankündigung, thema, ergebnis',
    'outcome, summary, zusammenfassung, pr(s), mr(s), ci, cd, qa, faq, api',
    'idea(s), suggestion(s), proposal(s), recommendation(s), comment(s), remark(s), example(s)',
    'background, context, status',
    'idee(n), vorschlag, vorschläge, empfehlung(en), kommentar(e), beispiel(e), hintergrund, stand',
    'link(s), source(s), document(s), slides, video, issue(s), problem(s), bug(s), release',
    'deadline, date, place, room, location',
    'quelle(n), dokument(e), folien, probleme, frist, ort, raum, datum',
    'poll, survey, vote, meeting(s), call, event(s), summit, workshop, zoom, jitsi, matrix, registration, help wanted',
    'umfrage, abstimmung, treffen, veranstaltung(en), anmeldung, rückmeldung(en)',
    'monday, tuesday, wednesday, thursday, friday, saturday, sunday, today, tomorrow',
    'montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, heute, morgen',
    'all, everyone, everybody, anyone, folks, people, alle, jeder, team(s)',
    'members, participants, attendees, reviewers, maintainers',
    'mitglieder, teilnehmer, teilnehmende, teilnehmerinnen',
  )}$`,
  'iu',
)

const DECISION = new RegExp(`^${DECISION_LABEL}$`, 'iu')

/** `#action ada, ben to …` and `ACTION(ada): …` name people as chat does; `TODO(later):` names nobody. */
export function nickAt(words: string, end: number, command: boolean): { owners: readonly string[]; end: number } | null {
  const found = command
    ? /^\s{1,3}([A-Za-z\d][\w-]{0,38}(?:(?:,\s?|\s(?:and|&)\s)[A-Za-z\d][\w-]{0,38}){0,5})(?=\s(?:to|will)\s)/.exec(
        words.slice(end, end + 200),
      )
    : /^\(@?([A-Za-z\d][\w-]{0,38})\)(?=\s?:)/.exec(words.slice(end, end + 60))
  const typed = found?.[1]?.split(/,\s?|\s(?:and|&)\s/) ?? []
  if (!found || !typed.every((word) => isHandleWord(word) && !NOBODY.has(word.toLowerCase()) && !/^\d+$/.test(word))) return null
  return { owners: typed.map(plainHandle), end: end + found[0].length }
}

const NOBODY = new Set([
  'all',
  'anyone',
  'everyone',
  'someone',
  'team',
  'tbd',
  'later',
  'optional',
  'maybe',
  'open',
  'done',
  'new',
  'urgent',
  'asap',
  'today',
  'high',
  'low',
  'medium',
  'prio',
  's',
  'alle',
  'jemand',
  'offen',
  'neu',
  'dringend',
  'später',
  'us',
  'we',
])
