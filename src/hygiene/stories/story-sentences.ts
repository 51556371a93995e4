/** How the parts of a user story begin in a sentence: "as an operator", "I want", "so that". English and German. Pure. */

import { anyOf, sequence } from '../../domain/text/phrases.ts'

/** The parts one behind the other; a blank in them stands for a line break as well. */
function pattern(parts: readonly (RegExp | string)[]): RegExp {
  return new RegExp(sequence(parts, 'u').source.replaceAll(' ', '\\s'), 'giu')
}

/** What a sentence can begin after: the beginning, a block, a line, a sign. */
const BEGIN = '(?<=^|[\\n¶§.!?:;,(–—"\'“„»>|-]|[\\n¶§.!?:;,(–—"\'“„»>|-] )'

export const WHO = pattern([BEGIN, /(?:as|als)(?= )/])

const ADVERB = anyOf(['really, also, just, always, often, would, only, definitely, simply, personally, now, usually, sometimes'])
const ADVERBS = `(?:${ADVERB} ){0,2}`
const PERSON = '(?:i|we|you|they)'
const WANTS = sequence(
  [
    anyOf([
      'want, need, require, would like, would love, wish, expect, shall, can, could, may, must, should, have to',
      'like, prefer, hope, am, are',
    ]),
    /(?![\p{L}'’])/u,
  ],
  'u',
)
const GERMAN_WANTS = anyOf([
  'möchte, moechte, will, brauche, benötige, wünsche, hätte gern(e)?, hätte, würde, kann, muss, sollte',
  'erwarte, möchten, moechten, wollen, brauchen, benötigen, wünschen, hätten, würden, können, müssen, sollten',
  'erwarten',
])

const NOT_LONGER = /(?!\p{L})/u
export const WANT = pattern([
  /(?<![\p{L}\p{N}])/u,
  anyOf([
    sequence([PERSON, /\s/, ADVERBS, WANTS], 'u'),
    sequence([PERSON, /['’]d (?:like|love)/, NOT_LONGER], 'u'),
    sequence([/(?:i|we) (?:don['’]t|do not) (?:want|need)/, NOT_LONGER], 'u'),
    sequence([/(?:i['’]m|we['’]re) (?:looking|hoping|trying|able)/, NOT_LONGER], 'u'),
    sequence([/my (?:goal|wish|aim) is/, NOT_LONGER], 'u'),
    sequence([/(?:my|our) \p{L}+\s(?:needs?|wants?|must|should)/u, NOT_LONGER], 'u'),
    'it (should|must) be possible',
    sequence([/ist (?:es )?(?:mir|uns) (?:es )?wichtig/, NOT_LONGER], 'u'),
    sequence([/wäre (?:es )?(?:hilfreich|gut|schön|praktisch|wichtig)/, NOT_LONGER], 'u'),
    sequence([GERMAN_WANTS, /\s(?:ich|wir|man)(?: mir| uns)?/, NOT_LONGER], 'u'),
    sequence([/(?:ich|wir)\s/, GERMAN_WANTS, /(?: mir| uns)?/, NOT_LONGER], 'u'),
  ]),
])

/** Verbs after which "damit" means "with that". */
const VERBS = anyOf([
  'ist, sind, war, waren, wird, werden, wurde, kann, können, konnte, hat, haben, hatte, wäre, soll, sollte',
  'muss, lässt, geht, habe, bin, will',
])
/** What "so" is followed by when it tells a purpose. */
const SUBJECTS = anyOf([
  'the, i, we, they, it, he, she, you, my, our, their, his, her, its, an?, all, every, each, no, nobody',
  'everyone, everybody, anyone, anybody, other, others, there, these, those, customers?, users?, operators?',
  'developers?, admins?, people, teams?',
])

/** Tells a purpose wherever it stands, a sentence of its own as well. */
export const STRONG_WHY = pattern([
  /(?<![\p{L}\p{N}])/u,
  anyOf([
    /so that(?!['’]s| (?:is|was)(?!\p{L}))/u,
    'such that, so as to, in order (to|that|for), with the (goal|aim|purpose) (of|to|that), so ?dass, so ?daß',
    sequence([`damit(?!\\s${VERBS}(?!\\p{L}))`], 'u'),
    'mit dem ziel',
  ]),
  NOT_LONGER,
])
/** Tells a purpose in the sentence of the wish alone. */
export const WEAK_WHY = pattern([
  /(?<![\p{L}\p{N}])/u,
  anyOf([
    sequence([`so\\s(?=${SUBJECTS}(?!\\p{L}))`], 'u'),
    /(?<=, ?)so\s(?=\p{L})(?!far|much|many|on|forth|called|long|good|well)/u,
    sequence([/because/, NOT_LONGER], 'u'),
    'to be able to',
    sequence(
      [
        /(?<!option |ability |able |way |possibility |how |tool |need |want )/,
        /to (?:avoid|prevent|reduce|save(?= (?:time|money|costs?|effort|resources)))/,
        NOT_LONGER,
      ],
      'u',
    ),
    'to ensure, which (lets|allows|enables|helps), (enabling|allowing) (me|us)',
    sequence([/weil/, NOT_LONGER], 'u'),
    /um(?!\p{L})(?!\s\d)(?=[^.!?¶§]{1,200}zu)/u,
  ]),
])
/** "I, as an operator, want": role and wish in one. */
export const ASIDE = pattern([
  /(?<![\p{L}\p{N}])/u,
  anyOf([
    /(?:i|we),? as ([^¶§.!?]{2,80}?),? (?:want|need|would like|wish)/u,
    sequence([/(?:ich|wir),? als ([^¶§.!?]{2,80}?),? /u, GERMAN_WANTS], 'u'),
  ]),
  NOT_LONGER,
])

/** Begins a sentence that tells the purpose first. */
export const FIRST_WHY = pattern([
  /(?<=^|[\n¶§.!?:] ?)/,
  anyOf(['in order (to|that), so that, to', sequence([`damit(?! ${VERBS}(?!\\p{L}))`], 'u'), 'um']),
  / /,
])
