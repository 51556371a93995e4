/** The words of user stories, English and German. Add words here; story-sentences.ts has how sentences begin. */

import { phrases } from '../../domain/text/phrases.ts'
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

/** Gaps people leave. They have no content. */
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
