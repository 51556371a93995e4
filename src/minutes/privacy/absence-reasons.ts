/**
 * Why somebody is absent, wherever it was said: outside of lists of people too. That somebody is absent may be published, the reason may not.
 * Works on one line of plain words. Pure; linear.
 */
import { anyOf, sequence } from '../../domain/text/phrases.ts'
import { ENGLISH, GERMAN } from '../../notes/readers/off-record/absence-words.ts'

/** Replaces a text that cannot be published without the reason. */
export const NOT_SHOWN = '(not shown here)'

const REASON = `(?:${ENGLISH}|${GERMAN})`
/** Words that go on behind a reason. */
const GOES_ON = anyOf([
  'today, tonight, this, next, until, till?, from, since, for, back, again, and, but, or, so, tomorrow, all, on',
  'in, at, with, after, before, when, while, because, due, as, right, currently, now, still, too, these',
  'the whole, heute',
  /diese[nr]?/,
  /nächste[nr]?/,
  'bis, ab, seit, von, vom, und, aber, oder, wieder, morgen, am, im, mit, nach, weil, noch, auch, gerade',
  'derzeit',
  /\d/,
  /…/,
])
const ENDS = anyOf([/$/, /\s\(/, /[\s*_]{0,3}(?:[)\],;:!?…]|\.(?:\s|$)|[–—-]\s)/, sequence([/\s/, GOES_ON, /(?![\p{L}\d-])/u], 'u')])
/** What may stand behind a reason; a noun there makes it a topic ("vacation planning"). */
const BEHIND = `(?=${ENDS})`
const BEING = "(?:is|are|was|were|be|been|being|[’']s|[’']re|ist|sind|war|waren|bleibt|wird)"
const ADVERB = anyOf([
  'currently, still, now, also, again, unfortunately, both, already, out, away, off, not, here, noch, auch',
  'heute, leider, gerade, derzeit, wieder',
])
const BETWEEN = `(?:\\s${ADVERB}){0,3}`
const HANDLE = '@[\\p{L}\\d_\\\\-]{1,45}(?:\\s\\([^()]{1,40}\\))?'
const NAME = '\\p{Lu}\\p{Ll}[\\p{L}-]{1,30}'
/** A person: a handle, a pronoun, or a name that begins what is said. */
const PERSON = anyOf([
  sequence([HANDLE, `(?:(?:,| and| und| &) ${HANDLE}){0,4}`], 'u'),
  /(?<![\p{L}])(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ee]r|[Ss]ie|[Ii]ch|who|wer|somebody|someone)/u,
  sequence([/(?:^|[.;:,]\s|because |since |weil |as )/, /(?!The|A|An|This|That|It|We|Node|Tenant|Der|Die|Das|Es|Wir)/, NAME], 'u'),
])
/** "@ada is on vacation", "he was still ill": what says why is one word, and "absent" takes its place. */
const SAID = sequence(
  [
    `(${PERSON}(?:\\s${BEING}|(?<=@[\\p{L}\\d_-]{1,45})[’']s)${BETWEEN}\\s)`,
    /(?:(?:on|in|at|off|due to|because of|im|in der|auf)\s)?(?:his |her |their )?/,
    REASON,
    BEHIND,
  ],
  'gu',
)
/** Of an item whose owner stands elsewhere: "is on vacation until May". */
const OWNER_SAID = new RegExp(`^((?:${BEING}|will be)${BETWEEN}\\s)(?:(?:on|in|off|im|auf)\\s)?${REASON}${BEHIND}`, 'u')
/** What is left: a reason with somebody beside it, in whatever words. */
const LINK = anyOf([
  'is, are, was, were, be, been, has, have, had, got, with, due to, because of, owing to, on, in, for, at, off',
  'ist, sind, war, hat, haben, hatte, liegt, wegen, aufgrund, aus, im, muss, called, caught',
])
const DUE_TO = sequence(
  [/(?<![\p{L}])(?:[Dd]ue to|[Bb]ecause of|[Ww]egen|[Aa]ufgrund) /u, `(?:his|her|their|der|seiner|ihrer|@[\\w-]{1,45}[’']s|${NAME}[’']s)`],
  'u',
)
const LEFT = sequence(
  [anyOf([sequence([PERSON, /[^.;!?]{0,80}?\s/, LINK], 'u'), DUE_TO]), /\s(?:a |the |his |her |their |eine[rn]? )?/, REASON, BEHIND],
  'u',
)
/** The family of somebody: no word of it stays. */
const FAMILY = sequence(
  [
    /(?<![\p{L}])(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Ss]eine?|[Ii]hre?|[Mm]eine?)\s/u,
    anyOf([
      'kids?, child(ren)?, son, daughter, wife, husband, partner, mother, father, mom, dad, Kind(er)?, Sohn',
      'Tochter, Frau, Mann, Mutter, Vater',
    ]),
    /(?![\p{L}])[^.;!?]{0,40}?\s/u,
    REASON,
    BEHIND,
  ],
  'iu',
)
/** German order: "weil er krank war". */
const VERB_LAST = new RegExp(`${PERSON}${BETWEEN}\\s${REASON}\\s${BEING}(?![\\p{L}])`, 'u')
const MAY_HOLD = new RegExp(`(?<![\\p{L}\\d@/#-])${REASON}(?![\\p{L}\\d-])`, 'giu')

/** The text with "absent" in place of the reason where the sentence allows it; else `NOT_SHOWN`. `owned`: it is said of somebody named elsewhere. */
export function withoutAbsenceReasons(text: string, { owned = false }: { readonly owned?: boolean } = {}): string {
  // Nouns are written large in German; names must keep their case, so the reasons alone become small.
  const typed = text.replace(MAY_HOLD, (reason) => reason.toLowerCase())
  if (typed === text && text.search(MAY_HOLD) === -1) return text
  if (FAMILY.test(typed) || VERB_LAST.test(typed)) return NOT_SHOWN
  const told = (owned ? typed.replace(OWNER_SAID, '$1absent') : typed).replace(SAID, '$1absent')
  if (LEFT.test(told)) return NOT_SHOWN
  return told === typed ? text : told
}
