/** What people write behind a name to give or take a task, where a label or heading says already that tasks follow. */

import { oneOf } from '../../text/word-lists.ts'

/** Of the same ending as a verb in the present tense, and no task: what somebody said, was, or did. */
const NO_VERB = oneOf(
  'is, was, has, does, says, thinks, means, reports, wants, needs, knows, likes, hopes, agrees, suggests',
  'sent, built, went, got, left, met, kept, lost, put, set, brought, thought, felt, spent, bought, meant, dealt',
  'not, just, yet, last, next, most, least, about, but, at, as, us, its, this, thus, first, always, perhaps, vs',
  'out, without, instead',
  'ist, hat, sagt, meint, berichtet, denkt, findet, hofft, fehlt, kommt, braucht, war',
  'mit, seit, erst, jetzt, nicht, bereits, als, aus, bis, das, was, es, meist, selbst, fast, gut, ebenfalls, falls',
)

/** `writes`, `schreibt`: the present tense, in which plans are written. */
export const PRESENT_VERB = String.raw`(?!${NO_VERB}(?![\p{L}]))\p{Ll}{2,30}[st](?!\p{L})`

const NO_VERBS = oneOf('waren, hatten, haben, wollten, konnten, sollten, meinten, sagten, fanden, berichteten, kamen')

/** The same behind several people: `schreiben`. */
export const PLURAL_VERB = String.raw`(?!${NO_VERBS}(?!\p{L}))\p{Ll}{2,30}en(?!\p{L})`

/** `please …`, `bitte …`: a request. An apology is none. */
export const PLEASE = oneOf('please, bitte, kindly')
export const REQUEST = String.raw`${PLEASE}\s{1,3}(?!excuse|entschuldig)[\p{L}\d"'\x60#@[(<]`
