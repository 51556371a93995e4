/** The words of user stories, English and German. Add words here; user-story.ts combines them. */

import { anyOf, phrases } from '../../domain/text/phrases.ts'
export type StoryPart = 'who' | 'what' | 'why'

/** Names of a part that stand before a colon, in a heading, a table, or alone in bold. */
const NOUNS: Readonly<Record<StoryPart, readonly string[]>> = {
  who: [
    'role',
    'user role',
    'who',
    'for whom',
    'persona',
    'actor',
    'user',
    'user type',
    'type of user',
    'stakeholder',
    'rolle',
    'wer',
    'für wen',
    'nutzer',
    'anwender',
  ],
  what: [
    'goal',
    'what',
    'want',
    'wish',
    'need',
    'feature',
    'desired feature',
    'requirement',
    'capability',
    'action',
    'ziel',
    'was',
    'wunsch',
    'funktion',
  ],
  why: [
    'benefit',
    'benefits',
    'why',
    'reason',
    'value',
    'outcome',
    'desired outcome',
    'business value',
    'expected benefit',
    'purpose',
    'what for',
    'motivation',
    'nutzen',
    'mehrwert',
    'warum',
    'wozu',
    'grund',
    'zweck',
  ],
}
const PHRASES: Readonly<Record<StoryPart, readonly string[]>> = {
  who: ['as', 'as a', 'as an', 'as the', 'as a/an', 'as a(n)', 'as role', 'als', 'als ein', 'als eine', 'als rolle'],
  what: [
    'i want',
    'i want to',
    'i need',
    'i need to',
    'i would like',
    'i would like to',
    "i'd like to",
    'we want',
    'we need',
    'möchte ich',
    'ich möchte',
    'will ich',
    'ich will',
    'möchten wir',
    'wir möchten',
    'brauche ich',
    'wünsche ich mir',
  ],
  why: ['so that', 'so', 'such that', 'in order to', 'because', 'damit', 'sodass', 'so dass', 'um'],
}

const PARTS = partsOf([NOUNS, PHRASES])
const NOUN_PARTS = partsOf([NOUNS])

function partsOf(lists: readonly Readonly<Record<StoryPart, readonly string[]>>[]): ReadonlyMap<string, StoryPart> {
  return new Map(
    lists.flatMap((list) => Object.entries(list).flatMap(([part, names]) => names.map((name) => [name, part as StoryPart] as const))),
  )
}

/** Which part a name stands for; null when it is none. `nouns`: not the words a sentence may begin with. */
export function storyPart(name: string, which: 'all' | 'nouns' = 'all'): StoryPart | null {
  const plain = name
    .toLowerCase()
    .replace(/[\s:：…?,.]+$/, '')
    .replaceAll('’', "'")
    .trim()
  return (which === 'all' ? PARTS : NOUN_PARTS).get(plain) ?? null
}

/** Every name of a part before a colon or a dash; the longest first, so that "as a" is not read as "as". */
export const LABEL = new RegExp(
  `(?<=^|[\\s¶§(|;,.])(${[...PARTS.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[()/]/g, '\\$&'))
    .join('|')}) ?(?:[:：]| [–—-] )`,
  'giu',
)

/** A blank in a pattern stands for a line break as well. */
function pattern(source: string): RegExp {
  return new RegExp(source.replaceAll(' ', '\\s'), 'giu')
}

/** What a sentence can begin after: the beginning, a block, a line, a sign. */
const BEGIN = '(?<=^|[\\n¶§.!?:;,(–—"\'“„»>|-]|[\\n¶§.!?:;,(–—"\'“„»>|-] )'

export const WHO = pattern(`${BEGIN}(?:as|als)(?= )`)

const ADVERBS = '(?:(?:really|also|just|always|often|would|only|definitely|simply|personally|now|usually|sometimes) ){0,2}'
const PERSON = '(?:i|we|you|they)'
const WANTS =
  "(?:want|need|require|would like|would love|wish|expect|shall|can|could|may|must|should|have to|like|prefer|hope|am|are)(?![\\p{L}'’])"
const GERMAN_WANTS = anyOf([
  'möchte, moechte, will, brauche, benötige, wünsche, hätte gern(e)?, hätte, würde, kann, muss, sollte',
  'erwarte, möchten, moechten, wollen, brauchen, benötigen, wünschen, hätten, würden, können, müssen, sollten',
  'erwarten',
])

export const WANT = pattern(
  `(?<![\\p{L}\\p{N}])(?:${PERSON}\\s${ADVERBS}${WANTS}|${PERSON}['’]d (?:like|love)(?!\\p{L})|(?:i|we) (?:don['’]t|do not) (?:want|need)(?!\\p{L})|(?:i['’]m|we['’]re) (?:looking|hoping|trying|able)(?!\\p{L})|my (?:goal|wish|aim) is(?!\\p{L})|(?:my|our) \\p{L}+\\s(?:needs?|wants?|must|should)(?!\\p{L})|it (?:should|must) be possible` +
    '|ist (?:es )?(?:mir|uns) (?:es )?wichtig(?!\\p{L})|wäre (?:es )?(?:hilfreich|gut|schön|praktisch|wichtig)(?!\\p{L})' +
    `|${GERMAN_WANTS}\\s(?:ich|wir|man)(?: mir| uns)?(?!\\p{L})|(?:ich|wir)\\s${GERMAN_WANTS}(?: mir| uns)?(?!\\p{L}))`,
)

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
export const STRONG_WHY = pattern(
  "(?<![\\p{L}\\p{N}])(?:so that(?!['’]s| (?:is|was)(?!\\p{L}))|such that|so as to|in order (?:to|that|for)|with the (?:goal|aim|purpose) (?:of|to|that)" +
    `|so ?dass|so ?daß|damit(?!\\s${VERBS}(?!\\p{L}))|mit dem ziel)(?!\\p{L})`,
)
/** Tells a purpose in the sentence of the wish alone. */
export const WEAK_WHY = pattern(
  `(?<![\\p{L}\\p{N}])(?:so\\s(?=${SUBJECTS}(?!\\p{L}))|(?<=, ?)so\\s(?=\\p{L})(?!far|much|many|on|forth|called|long|good|well)|because(?!\\p{L})|to be able to` +
    '|(?<!option |ability |able |way |possibility |how |tool |need |want )to (?:avoid|prevent|reduce|save(?= (?:time|money|costs?|effort|resources)))(?!\\p{L})|to ensure|which (?:lets|allows|enables|helps)|(?:enabling|allowing) (?:me|us)|weil(?!\\p{L})|um(?!\\p{L})(?!\\s\\d)(?=[^.!?¶§]{1,200}zu))',
)
/** "I, as an operator, want": role and wish in one. */
export const ASIDE = pattern(
  `(?<![\\p{L}\\p{N}])(?:(?:i|we),? as ([^¶§.!?]{2,80}?),? (?:want|need|would like|wish)|(?:ich|wir),? als ([^¶§.!?]{2,80}?),? ${GERMAN_WANTS})(?!\\p{L})`,
)

/** Begins a sentence that tells the purpose first. */
export const FIRST_WHY = pattern(`(?<=^|[\\n¶§.!?:] ?)(?:in order (?:to|that)|so that|to|damit(?! ${VERBS}(?!\\p{L}))|um) `)

/** "As a result", "Als Ergebnis": what these words say is no role. */
export const NO_ROLES: ReadonlySet<string> = new Set(
  (
    'result reminder rule consequence followup follow-up up step side note sidenote effect matter example summary conclusion workaround alternative ' +
    'prerequisite precondition compromise resort bonus start starter beginning whole proof experiment suggestion proposal idea fact ' +
    'basis base baseline goal aim measure solution fix part exception fallback default thought question comment remark hint tip ' +
    'background context reference reaction response answer reply preparation addition aside requirement option minimum mvp draft plan ' +
    'task story epic issue bug feature request todo discussion warning heads-up headsup favour favor way means replacement extension ' +
    'title sample precaution courtesy gesture stopgap win deadline priority trend thing consideration test outcome ' +
    'ergebnis folge erinnerung beispiel nächstes nächster erstes zweites letztes workaround alternative test anfang grundlage hinweis ' +
    'zusammenfassung ausgleich schritt vorschlag idee lösung regel ausnahme konsequenz vorbereitung grundlage termin nebeneffekt ergänzung antwort reaktion ziel ' +
    'maßnahme voraussetzung aufgabe notiz anmerkung frage option übergang ersatz kompromiss dank nachtrag'
  ).split(' '),
)

/** With one of these first it is another "as": "as soon as", "as you know", "als ich kam". */
export const NO_ROLE_BEGINS: ReadonlySet<string> = new Set(
  (
    'i you he she it we they this that these those there what which who if though soon far long much many well usual always before ever ' +
    'such per for of to yet expected opposed regards regarding is was it’s already said seen shown known written given noted agreed ' +
    'possible often early late mentioned discussed in on at from by with and or not one’s good ' +
    'ich du er sie es wir ihr man dies das diese wenn ob auch nur zu in bei vor nach wie was dass'
  ).split(' '),
)

/** A sentence, not a role: "as the setup is slow". */
export const FINITE = phrases(
  [
    'is, are, was, were, has, have, had, does, do, did, can, could, will, would, shall, should, must, may, might',
    "cannot, can't, don't, doesn't, isn't, aren't, needs?, keeps?, says?, suggests?, shows?, states?, implies, nehmen",
    'ist, sind, war, waren, hat, haben, hatte, wird, wurde, kann, können',
  ],
  { before: /(?<![\p{L}])/u, after: /(?![\p{L}])/u },
)

/** Where the core of a role ends: "engineer | who is on call". */
export const ROLE_RELATION = phrases([
  /,/iu,
  / \(/iu,
  /\s[–-]\s/iu,
  phrases(
    [
      'who, that, which, whose, with, without, in, at, of, for, on, from, using, running, working, responsible, to, after',
      'auf, zu, zum, zur, nach, der, die, das, mit, ohne, von, des, für, im, am, beim',
    ],
    { before: /\s/iu, after: /\s/iu },
  ),
])

/** Gaps people leave: nothing is told by them. */
export const GAPS = phrases(
  [
    /\{[^{}\n]{0,80}\}/iu,
    /<[^<>\n]{0,80}>/iu,
    /\[[^[\]\n]{0,80}\]/iu,
    '…',
    /\.{2,}/iu,
    /_{2,}/iu,
    /\?{2,}/iu,
    /(?<!\p{L})(?:tbd|tba|todo|xxx|xyz|n\/a|no response|keine angabe)(?!\p{L})/iu,
  ],
  { flags: 'giu' },
)

/** Words that tell nothing on their own. */
export const FILLERS: ReadonlySet<string> = new Set(
  (
    'a an the some any i we you they he she it my our me us can could will would be to able is are that this and or not ' +
    'ich wir man sie er es kann können ein eine einen einer der die das den zu um wird werden mir uns'
  ).split(' '),
)

/** What a template says in place of the real thing. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set(
  (
    'role persona type kind of goal action task perform do achieve something feature function functionality capability benefit value reason ' +
    'outcome objective rolle person ziel wunsch aktion aufgabe etwas nutzen mehrwert grund zweck erreichen tun ' +
    'x y z a b c foo bar baz'
  ).split(' '),
)
