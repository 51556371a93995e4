/** The words that say that a meeting is cancelled, why, and what else people say with them, in English and German. */

import { anyOf, phrases, sequence } from '../../domain/text/phrases.ts'
import { anywhere, oneOf } from '../text/word-lists.ts'

const WORDS = { before: /\b/, after: /\b/ } as const

export const CANCELLED = phrases(
  [
    phrases([/cancel(?:l?ed|s|l?ing)?/, 'called off, skip(ped|ping|s)?'], WORDS),
    phrases(
      [
        sequence([
          /(?:does|do|did|will|would|wo|is|was|are)(?: not|not)(?: be)? /,
          /(?:take place|happen|taking place|happening|held|being held)/,
        ]),
        'not (taking place|held)',
      ],
      WORDS,
    ),
    // Moved to another hour, it still takes place.
    /\b(?:postponed|rescheduled|verschoben|vertagt|verlegt)\b(?!.{0,40}\d:\d\d)/,
    /\bmoved to (?:otherday|next|tomorrow|the next)\b/,
    sequence([
      /\b(?:f[äa]llt|fallen|fiel)\b/,
      /(?<fails>(?:(?!kürzer|länger|knapp|kurz |klein|anders|größer|besser|schlechter)[^,.;]){0,60}?)/,
      /\baus\b/,
    ]),
    /(?<![\p{L}])ausf[äa]llt\b/u,
    phrases(['ausgefallen', /entf(?:[äa]llt|allen|iel)/, 'abgesagt, gestrichen'], WORDS),
    /\b(?:findet|finden|fand|hat|wird)\b(?<takes>[^,.;]{0,60}?)\bnicht statt(?:finden|gefunden)?\b/,
    sequence([/\b(?:dropp(?:ed|ing)|scrapped|scratched|omitted|suspended)\b/, /(?! (?:to|from|by|off|out|in|into|below|behind)\b)/]),
    phrases(['(do|did|does|will|are|were)( not|not) (meet|meeting)'], WORDS),
    /\btreffen uns\b(?<meets>[^,.;]{0,60}?)\bnicht\b/,
    /\buns\b(?<met>[^,.;]{0,60}?)\bnicht getroffen\b/,
    phrases(['ge(cancell?(t|ed)|skipp?t), ausgesetzt, abgeblasen, storniert'], WORDS),
    /\bno\b(?! (?:longer|more)\b)/,
    /\bkein(?:e[nrs]?)?\b/,
  ],
  { flags: 'u' },
)

export const AGAIN = new RegExp(CANCELLED.source.replace(/\(\?<\w+>/g, '(?:'), 'gu')

/** What follows is the reason, or what happens instead. */
export const REASON = phrases(
  [
    /[,(–—:]/u,
    /\s-+\s/u,
    phrases(
      [
        'due, because, since, as, wegen, weil, da, mangels, aufgrund, until, bis, for lack, for want, in favou?r',
        'and, und, but, aber, to, auf, instead, stattdessen',
      ],
      { before: /\b/u, after: /\b/u, flags: 'u' },
    ),
  ],
  { flags: 'u' },
)

export const NEEDS_NOUN = /^(?:no\b(?!t)|kein|dropp|scrap|scratch|omit|suspend)/
/** Before a bare verb it is what was moved: "Update verschoben". */
export const SUBJECT = /^(?:update|status|info|note|team|sig|ag)$/
export const BECAUSE = /\b(?:wegen|aufgrund|mangels|weil|da)\b/u

/** What keeps people from meeting. */
const EVENTS = [
  'summit, conference, congress, hackathon, offsite, off-site, retreat, workshop week, fair, strike, kubecon, fosdem',
  'betriebsausflug, konferenz, kongress, messe, klausur, streik',
]
export const IS_EVENT = anywhere(oneOf(...EVENTS))
const OCCASION = oneOf(
  ...EVENTS,
  'public holiday(s), bank holiday(s), national holiday, holiday(s), holiday season, vacation(s), summer break',
  'winter break, spring break, christmas, christmas eve, christmas break, easter, easter monday, good friday',
  'whit monday, ascension day, new year, new years eve, new years day, thanksgiving, labour day, labor day, illness',
  'sickness, sick leave, travelling, traveling',
  'feiertag, feiertage, gesetzlicher feiertag, feiertagsbedingt, urlaub, urlaubszeit, urlaubsbedingt, ferien',
  'sommerpause, winterpause, weihnachtspause, weihnachten, heiligabend, ostern, ostermontag, karfreitag, pfingsten',
  'pfingstmontag, himmelfahrt, christi himmelfahrt, fronleichnam, tag der arbeit, tag der deutschen einheit',
  'reformationstag, allerheiligen, silvester, neujahr, brückentag, betriebsferien, krankheit, krankheitsbedingt',
  'fasching, karneval, rosenmontag',
)
export const IS_OCCASION = anywhere(OCCASION)
const OPENING = anyOf(['today, heute, the, der, die, das, is, ist, a, ein, it, its, wir haben, we have, all, alle, on, in, im'])
export const OCCASION_FIRST = sequence(
  [
    /^[^\p{L}]{0,9}/u,
    `(?:${OPENING} ){0,4}`,
    OCCASION,
    /(?: (?:today|heute|week|in germany|in deutschland))?/,
    anyOf([
      /\s{0,2}[:,.;!(]/,
      /\s{1,2}[-–—]{1,2}\s/,
      /[–—]/,
      /\s{0,2}[-=]>/,
      /\s{0,2}→/,
      /(?<=bedingt)\s/,
      /\s(?=(?:so|daher|deshalb|also|thus|therefore)\s)/,
    ]),
    /\s{0,3}/,
  ],
  'iu',
)
export const CAUSE_FIRST = phrases(
  [
    / [^\s,]{1,30}(?:\s?,|\s{0,2}$)/u,
    phrases([/\s?,/u, / (?=(?:the|our|this|there|todays?|we|it|das|der|die|unser|unsere|wir|heute|heutige[rs]?)\b)/u], {
      before: / [^\s,]{1,30}(?: [^\s,]{1,30}){0,3}?/u,
      flags: 'u',
    }),
  ],
  {
    before: phrases(['due to, because of, owing to, wegen, aufgrund( von)?, mangels, for lack of'], {
      before: /^[^\p{L}]{0,9}/u,
      after: /(?: (?:the|our|a|an|der|des|dem|den|die|von|of|public|viel|zu|many))*/u,
      flags: 'u',
    }),
    flags: 'u',
  },
)

/** Of a connection, too. */
export const LINE = /^(?:call|session|telko|videokonferenz)/u

/** Where a meeting is moved to. */
export const NEW_DAY =
  /\b(?:auf|to) (?:den |die |das |the )?(?:otherday|tomorrow|morgen|next week|(?:nächste|kommende)[nrs]? woche)(?![\p{L}])/gu

export const NOUN = phrases(
  [
    sequence([
      /(?:team|sig|regel|status|wochen)?-?/,
      anyOf(['meeting, call, sync, session, treffen, termin, sitzung, besprechung, runde, standup, telko, videokonferenz']),
      /(?:s|e|en)?/,
    ]),
    'weekly, jour, fixe',
  ],
  { before: /^/u, after: /$/u, flags: 'u' },
)
/** Without a noun: who speaks is the team, and the day is the meeting's. */
export const ABOUT_US = /^(?:we|wir|today|heute)$/u
export const PLAIN = phrases(
  [
    'the, a, this, that, our, we, i, it, is, was, were, are, be, been, has, have, had, will, there, today, tonight',
    'week, for, on, of, in, at, all, whole, regular, scheduled, team, unfortunately, sadly, sorry, let, lets, s, us',
    'so, therefore, note, info, update, status, attention, again, der, die, das, den, dem, des, heute',
    /heutige[nrs]?/u,
    /diese[nrsm]?/u,
    'woche, wir, ich, ist, wird, wurde, war, sind, werden, wurden, worden, hat, haben, hatten, es, gibt, leider',
    /unsere?[nrsm]?/u,
    'am, um, im, zum, für, uns, alle',
    /ganze[nrs]?/u,
    /reguläre[nrs]?/u,
    /wöchentliche[nrs]?/u,
    'daher, deshalb, also, achtung, hinweis, wieder, mal, einmal, ersatzlos, komplett, stand, up, sig, ag, mo, di, mi',
    'do, fr, sa, mon, tues?, wed, thu(rs?)?, fri, sat, sun',
  ],
  { before: /^/u, after: /$/u, flags: 'u' },
)
