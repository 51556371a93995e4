/** What a line of notes claims about an issue as a whole: merged, done, still open. Pure. */

import { anyOf, phrases, sequence } from '../../domain/text/phrases.ts'
export type Claim = 'merged' | 'done' | 'open'

export type Claimed = { readonly claim: Claim; readonly clause: string }

export type ClaimOptions = {
  /** Texts that name the issue on the line: references, its title. */
  readonly names: readonly string[]
  /** What is named is a pull request: then "the PR" is it. */
  readonly isPull: boolean
  /** A reference to it stands on the line itself. */
  readonly isNamedHere: boolean
}

const VERBS = anyOf([
  'is, are, was, were, got, been, be, seems?, now, already, all, just, ist, sind, wurde, wurden, jetzt, bereits',
  'schon, alles',
])
const DONE = anyOf([
  'merged, gemerged, gemergt, closed, geschlossen, done, finished, completed?, resolved, erledigt',
  'abgeschlossen, fertig, umgesetzt',
])
const CLAIM = sequence(
  [
    anyOf([sequence([/\b/, VERBS, /\s+(?:[\p{L}\d]{1,12}\s+){0,2}?/u], 'u'), /^\W{0,9}/, /->\s{0,3}/, /=>\s{0,3}/, /\(\s?/, /:\s{0,3}/]),
    `(${DONE})`,
    /(?![\p{L}\d-])/u,
  ],
  'iu',
)
const NOTHING_LEFT = /\b(?:nothing\s+(?:is\s+)?left\s+to\s+(?:do|be done)|nichts\s+mehr\s+(?:zu\s+tun|offen))(?![\p{L}])/iu
const STILL_OPEN = phrases(
  [
    'still open',
    'not (yet )?(merged|closed|done|finished|completed)',
    '(work )?in progress, ongoing, under ?way',
    'still (being )?work(ed|ing)( on)?',
    'wip',
    '(noch |weiterhin |weiter )(offen|in arbeit|nicht (gemerged|gemergt|geschlossen|erledigt|fertig|abgeschlossen))',
    'nicht gemerged, in (arbeit|bearbeitung), läuft( noch| weiter)?',
  ],
  { before: /\b/u, after: /(?![\p{L}\d-])/u },
)
const DONE_SIGN = /[✅✔☑]\uFE0F?|:white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:|^\[[xX]\](?=\s)/u

/** A wish, a condition or a plan is no claim. */
const UNREAL = phrases(
  [
    phrases(
      [
        'not, never, until, when, once, if, after, what, which, who, so far, should, shall, must, will, would, could, can',
        'may, might, needs?, has to, have to, to be, wants?, almost, nearly, mostly, partly, half, nicht, noch, wenn',
        'sobald, soll, sollte, muss, kann, wird, fast, teilweise',
      ],
      { before: /\b/, after: /\b/, flags: 'i' },
    ),
    /n['’]t\b/i,
    /\?/i,
  ],
  { flags: 'i' },
)
/** The same for what is open: words like "not" and "still" belong to it. */
const UNREAL_OPEN = phrases(
  [
    phrases(
      [
        'never, no longer, until, when, once, if, after, which, who, should, shall, must, will, would, could, can, may',
        'might, was, were, nicht mehr, wenn, sobald, soll, sollte, muss, kann, wird, war, waren',
      ],
      { before: /\b/, after: /\b/, flags: 'i' },
    ),
    /(?<!are|is|do|does)n['’]t\b/i,
    /\?/i,
    /\bnot (?:\w{1,9} )?(?:in progress|ongoing)/i,
  ],
  { flags: 'i' },
)
/** Something of it is not done: then it is not done as a whole, whatever else is. */
const REST = phrases(
  [
    'missing, remain(s|ing)?, left, to ?do, pending, except, apart from, but, only, part, still, fehlt, fehlen, offen',
    'ausstehend, steh(t|en) aus, bis auf, außer, aber, nur, teil, teile, noch',
  ],
  { before: /(?<![\p{L}])/u, after: /(?![\p{L}])/u },
)

/** Words that say nothing about what a claim is made of; whatever else stands before the claim is its subject. */
const ABOUT_ALL = new Set(
  `it this that these the a an all everything whole both story stories epic issue ticket task topic item work thing status state
   one is are was were has have been be got get seems seem appears appear to as so now already finally just yes ok okay and then also today yesterday here
   currently again meanwhile since by on for everyone us we still not yet being worked working
   es das dies dieses die der den alles ganze story aufgabe thema arbeit punkt ist sind wurde wurden war jetzt bereits schon endlich komplett vollständig
   ja und auch heute gestern inzwischen mittlerweile seit damit somit noch weiterhin weiter aktuell derzeit gerade`.split(/\s+/),
)
const PULL = new Set(['pr', 'pull', 'request', 'mr', 'change'])

/** The first claim that a line makes of the issue itself; null: none, or one about a part of it. */
export function claimIn(text: string, options: ClaimOptions): Claimed | null {
  const clauses = text.split(/[,;.()]{1,9}(?:\s|$)|\s[–—]\s|\s(?:but|aber)\s/i)
  const whole = text.replace(NOTHING_LEFT, ' ')
  for (const clause of clauses) {
    const claim = claimOf(clause, options)
    if (claim === null || (claim === 'done' && REST.test(whole.replace(STILL_OPEN, ' ')))) continue
    return { claim, clause }
  }
  const sign = DONE_SIGN.exec(text)
  if (sign === null || REST.test(whole) || UNREAL.test(text)) return null
  return options.isNamedHere ? (isComplement(text, options.names) ? null : { claim: 'done', clause: text }) : signAlone(text, options)
}

function claimOf(clause: string, options: ClaimOptions): Claim | null {
  const open = STILL_OPEN.exec(clause)
  if (open) return UNREAL_OPEN.test(clause) || !isOfAll(clause.slice(0, open.index), options) ? null : 'open'
  if (NOTHING_LEFT.test(clause)) return 'done'
  const found = CLAIM.exec(clause)
  const word = found?.[1]?.toLowerCase()
  if (!found || word === undefined) return bareClaim(clause, options)
  const seems = /\b(?:appears?|seems?) to be\b/i.test(clause)
  if (UNREAL.test(seems ? clause.replace(/\bto be\b/i, '') : clause)) return null
  if (/mergt?e?d?$/.test(word)) return 'merged'
  return isOfAll(clause.slice(0, found.index + found[0].length - word.length), options) ? 'done' : null
}

const BARE = sequence(
  [
    /^[`)\]>*_]{0,4}\s{1,3}[*_]{0,3}/iu,
    /(merged|gemerged|gemergt|closed|geschlossen|done|finished|completed?|resolved|erledigt|abgeschlossen|fertig)/iu,
    /[\s!*_]*$/iu,
  ],
  'iu',
)

/** `acme/issues#10 done`: the issue, and one word behind it. */
function bareClaim(clause: string, options: ClaimOptions): Claim | null {
  const name = options.names.find((one) => one !== '' && clause.includes(one))
  if (name === undefined || UNREAL.test(clause)) return null
  const at = clause.lastIndexOf(name)
  const word = BARE.exec(clause.slice(at + name.length))?.[1]
  if (word === undefined || !isSilent(clause.slice(0, at), options)) return null
  return /mergt?e?d?$/i.test(word) ? 'merged' : 'done'
}

/** `✅` on a line that says nothing else. */
function signAlone(text: string, options: ClaimOptions): Claimed | null {
  return isOfAll(text.replace(DONE_SIGN, ' '), options) ? { claim: 'done', clause: text } : null
}

/** Nothing but the issue itself is the subject of these words: it alone, or it last (`Flavors acme/issues#10 is …`). */
function isOfAll(before: string, options: ClaimOptions): boolean {
  const name = options.names.find((one) => one !== '' && before.includes(one))
  if (name !== undefined && !isComplement(before, [name])) return isSilent(before.slice(before.lastIndexOf(name) + name.length), options)
  return isSilent(before, options)
}

/** Words that name nothing but the issue. */
function isSilent(words: string, { names, isPull }: ClaimOptions): boolean {
  const own = new Set(names.flatMap(wordsIn))
  const rest = names.reduce((left, name) => left.replace(name, ' '), words).replace(/https?:\/\/\S+|@[\w-]+/g, ' ')
  return wordsIn(rest).every((word) => ABOUT_ALL.has(word) || own.has(word) || (isPull && PULL.has(word)))
}

/** `✅ docs for #10`: what is done is something else, for it. */
function isComplement(text: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const at = text.indexOf(name)
    return at > 0 && /(?:^|\s)(?:for|of|in|to|on|from|für|von|zu|zum|zur|bei|aus)\s+[[(<]?$/i.test(text.slice(0, at))
  })
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}[\p{L}\d]{0,60}/gu) ?? []
}
