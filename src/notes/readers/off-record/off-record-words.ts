/** The words that keep something among those who were there, in English and German, and the words that end it. Pure. */
import { oneOf } from '../../text/word-lists.ts'

/**
 * `line`: the line says nothing else. `label`: it stands before what is said ("Off the record: …"). `remark`: it stands
 * in brackets, or behind a dash, beside what is said. null for sentences that only speak of such words.
 */
export function offRecordMark(text: string): 'line' | 'label' | 'remark' | null {
  if (isClosing(text)) return null
  if (saysOff(text)) return 'line'
  if (isSaidOff(text) && !endsOffRecord(text)) return 'remark'
  const said = text.slice(0, MAX_REMARK)
  const label = /^([^:–—]{3,60}?)\s{0,3}(?::|,|\s[-–—]{1,3}\s|[–—])/.exec(said)?.[1]
  if (label !== undefined && saysOff(label)) return 'label'
  const before = /^[\s*_~`>]{0,9}[([{]([^()[\]{}]{3,80})[)\]}]/.exec(said)?.[1]
  if (before !== undefined && saysOff(before)) return 'remark'
  const behind = /(?:[([{]([^()[\]{}]{3,80})[)\]}]|\s[-–—]{1,3}\s([^-–—()]{3,80}))[\s.!*_~`]{0,9}$/.exec(text.slice(-MAX_REMARK))
  const remark = behind?.[1] ?? behind?.[2]
  return remark !== undefined && saysOff(remark) ? 'remark' : null
}

/** true for a line that puts what follows on the record again. */
export function endsOffRecord(text: string): boolean {
  const words = wordsOf(text)
  if (words === '') return false
  if (isClosing(text)) return true
  const rest = restBeside(words, OFF)
  if (rest?.some((word) => ENDS.has(word)) && rest.every((word) => FILLERS.has(word) || ENDS.has(word))) return true
  return restBeside(words, ON)?.every((word) => FILLERS.has(word) || ENDS.has(word)) ?? false
}

const MAX_LINE = 120
const MAX_REMARK = 400
const MAX_SENTENCE = 2000

/** "Intern", "Private": a title of a part, and nothing behind it. */
export function isPrivateTitle(text: string): boolean {
  const words = wordsOf(text)
  return words !== '' && (restBeside(words, WEAK)?.every((word) => FILLERS.has(word)) ?? false)
}

function saysOff(text: string): boolean {
  const said = wordsOf(text)
  if (said === '') return false
  return (restBeside(said, OFF)?.every((word) => FILLERS.has(word)) ?? false) || asksNotToWrite(said.split(' '))
}

function asksNotToWrite(said: readonly string[]): boolean {
  const isWriting =
    said.some((word) => WRITING.has(word)) || /(?:^| )(?:take|taking) (?:any )?(?:minutes|notes)(?: |$)/.test(said.join(' '))
  return (
    isWriting &&
    said.some((word) => DENIALS.has(word)) &&
    said.every((word) => WRITING.has(word) || WRITING_PARTS.has(word) || DENIALS.has(word) || FILLERS.has(word) || word === 'do')
  )
}

/** `/off the record`, `</confidential>`; two slashes only begin a remark. */
function isClosing(text: string): boolean {
  return /^[\s*_=~#>([<-]{0,20}\/(?![/*])/.test(text) && saysOff(text.replace('/', ' '))
}

/**
 * "Ada told us off the record that …": said among those who were there, in the middle of a sentence. What only speaks of
 * such parts, or quotes the words, is not meant.
 */
function isSaidOff(text: string): boolean {
  const typed = text
    .slice(0, MAX_SENTENCE)
    .replace(/https?:\S+/g, ' ')
    .toLowerCase()
    .normalize('NFC')
  const said = folded(typed)
  const found = SAID_OFF.exec(said) ?? (TELLING.test(said) ? SAID_SOFTLY.exec(said) : null)
  if (!found) return false
  const before = said.slice(0, found.index)
  const behind = said.slice(found.index + found[0].length)
  if (/["“”„‚‘'`«»‹›]\s?$/.test(before) || OTHER_VERB.test(before) || NAMES_RECORDS.test(behind)) return false
  return TELLING.test(said) || !ABOUT_RECORDS.test(`${before} ${behind}`)
}

/** Words beside what is looked for; null where it is not there. */
function restBeside(words: string, wanted: RegExp): readonly string[] | null {
  const found = wanted.exec(words)
  if (!found) return null
  return `${words.slice(0, found.index)} ${words.slice(found.index + found[0].length)}`.split(' ').filter((word) => word !== '')
}

/** Lower case, words with one space between; empty for what is longer than such a line. */
function wordsOf(text: string): string {
  if (text.length > MAX_LINE) return ''
  return folded(text.toLowerCase().normalize('NFC'))
    .replace(/<(?:\/?(?:details|summary|b|i|u|em|strong|span|div|p|br|mark|small|sub|sup|font|center|h\d)\b[^<>]{0,100})>/g, ' ')
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
}

const FOLDED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

function folded(text: string): string {
  return text.replace(/[äöüß]/g, (sign) => FOLDED[sign] ?? sign)
}

/** A row with commas is a list of words, any other a pattern. */
function alternatives(...rows: readonly (readonly string[])[]): string {
  return rows
    .flat()
    .map((row) => (/[,]/.test(row) && !/\(\?:/.test(row) ? oneOf(row) : row))
    .join('|')
}

function words(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'u')
}

/** In German lists `ss` stands for `ß`, and `ae`, `oe`, `ue` for umlauts: texts are folded to that before they are compared. */
const RECORD =
  '(the )minutes,(the )meeting minutes,(the )public minutes,(the )record(s),(the )protocol,(the )notes,these minutes,our minutes,any minutes'
const PROTOKOLL =
  'protokoll,das protokoll,dem protokoll,oeffentlichkeit,die oeffentlichkeit,veroeffentlichung,mitschrift,die mitschrift,das wiki,wiki'

const NOT_FOR_ALL = [
  'off (the )record(s),otr,off mic,chatham house rule(s),not for attribution,on background,background only',
  `not ${oneOf('(to be )for,meant for,intended for,to be in,to go in(to),be in,part of,in,into,on')} ${oneOf(RECORD)}`,
  'not for (the )public(ation),not for the outside,not for outside,not to leave this room,not to be quoted,do not quote',
  'not (to be )minuted,not (to be )published,not (to be )made public,not (to be )disclosed,not (to be )public,not (to be )shared',
  'no need to minute,no minutes please,no minutes here,no minutes from here,no minutes for this,no minutes of this,no minutes below',
  'no notes please,no notes here,no notes from here,no notes for this,no notes of this,no notes below,without minutes',
  `${oneOf('delete,remove,cut,redact,strip')} (this )before ${oneOf('publishing,publication,publish')}`,
  `${oneOf('do not,dont,never,please do not')} ${oneOf('publish,protocol,share,distribute,repeat,disclose,forward,pass on,pass')}(?: ${oneOf('of,this,that,it,the following,outside,publicly,further,on')}){0,4}`,
  `${oneOf('do not,dont,never')} ${oneOf('put,include,write,add,copy,mention,note,log')}(?: ${oneOf('this,that,it,them,these,the following,down,any of this')}){0,3} ${oneOf('in,into,to,on')} ${oneOf(RECORD, 'public')}`,
]
const INSIDE = [
  `${oneOf('strictly,team,company,purely,stay(s),keep,kept,for')} (?:this )?internal(?: only| use)?|internal(?: use| eyes)? only`,
  'only internal, only for internal, only for internal use, for internal use only, for our eyes only',
  'for your eyes only, eyes only, for the team only, only for the team, only for us',
  'members only, for members only, team only',
  'confidential(ly),in confidence,in strict confidence,classified,under embargo,embargoed,under nda,nda only,subject to nda,covered by nda',
  'between us,among us,between ourselves,among ourselves,between you and me,keep this to yourself,keep this to yourselves,keep it to yourself',
  'stay(s) here, stay(s) in this room, stay(s) in the room, stay(s) in this team, stay(s) in the team',
  'stay(s) in this group, stay(s) in this circle, stay(s) within the team, stay(s) within the group',
  `non ?public|${oneOf('closed,executive,private')} ${oneOf('session,part,section,discussion')}|in camera`,
  'tlp red,tlp amber,tlp amber strict',
]
const NICHT_FUER_ALLE = [
  `nichts? (?:davon |hiervon |daraus )?${oneOf('fuer,fuers,in,ins,im,zum,zu,zur,auf')} ?${oneOf(PROTOKOLL)}`,
  'nicht fuer die oeffentlichkeit, nicht nach aussen, nicht fuer aussen, nicht extern, nicht fuer externe',
  'nicht zitieren, nicht zitierfaehig, nicht weitererzaehlen, nicht weitertragen',
  'nicht veroeffentlichen,nicht zu veroeffentlichen,nicht weitergeben,nicht weitersagen,nicht protokolliert,nicht veroeffentlicht',
  'ohne protokoll, kein protokoll hier, kein protokoll bitte, kein protokoll ab hier, kein protokoll hierzu',
  'kein protokoll dazu, kein protokoll mehr, keine mitschrift, ohne mitschrift, ausserhalb des protokolls',
  'ausserhalb vom protokoll, inoffiziell~',
  `${oneOf('vor dem veroeffentlichen,vor veroeffentlichung,vor der veroeffentlichung')} ${oneOf('loeschen,entfernen,rausnehmen,streichen')}`,
  `${oneOf('nur,rein,streng,bleibt,bleiben')} (?:fuer )?(?:den |die )?intern(?:e[nrsm]?)?(?: gebrauch| zwecke| verwendung| nutzung)?|intern bleiben|interner teil`,
  'nur fuer uns, nur fuers team, nur fuer das team, nur fuer mitglieder, nur fuer anwesende, nur fuer euch',
  'fuer euch behalten, fuer dich behalten, fuer sich behalten',
  'vertraulich,vertrauliche,vertraulicher,vertrauliches,vertraulichen,vertraulichem,streng geheim,geheim,unter embargo,unter nda',
  'unter uns, unter vier augen, unter 4 augen, unter drei, unter 3, unter dreien, bleibt im raum, bleibt im team',
  'bleibt im kreis, bleibt in diesem raum, bleibt in diesem kreis, bleibt in diesem team, bleibt in der runde',
  'bleibt hier im raum, bleibt in dieser runde',
  'nicht ?oeffentlich(?:e[nrsm]?)?',
]
const OFF = words(alternatives(NOT_FOR_ALL, INSIDE, NICHT_FUER_ALLE))

const ON = words(
  alternatives([
    'on (the )record(s), back in the minutes, back into the minutes, back to the minutes, again in the minutes',
    'minutes continue(s), minutes resume(s), minutes go on, notes continue(s), notes resume(s), notes go on',
    'im protokoll, ins protokoll, in das protokoll, fuers protokoll, fuer das protokoll, zum protokoll',
    'protokoll laeuft, protokoll geht, laeuft das protokoll, geht das protokoll',
    `${oneOf('ab hier,ab jetzt,jetzt,nun')} (?:bitte )?wieder ${oneOf('protokollieren,mitschreiben')}|${oneOf('wieder protokollieren,wieder mitschreiben')}`,
    'back public,again public,back to public,public again,public part,public section,public session,open session',
    'wieder oeffentlich,oeffentlich teil,oeffentlicher teil,oeffentliche sitzung,wieder offiziell',
    `${oneOf('no longer,not any more,nicht mehr,nicht laenger')} ${oneOf('off (the )record(s),confidential,internal,vertraulich,intern,unter uns')}`,
  ]),
)

/** Who alone stands above a part: "## Intern". Before something else they name what it is about. */
const WEAK = words(oneOf('intern,interne,interner,internes,interna,internal,private,privat,privates'))

/** Each with words that deny it, and nothing else, asks that nobody writes: "nicht mehr mitschreiben", "stop taking notes". */
const WRITING = new Set(
  folded(
    'protokollieren protokolliere protokolliert mitprotokollieren mitschreiben mitschreibt aufschreiben notieren notiert mitnotieren niederschreiben festhalten schreiben tippen minute minuting minuted record write writing typing note',
  ).split(' '),
)
const WRITING_PARTS = new Set(
  'take taking minutes notes down down mit auf mitzuschreiben that this any of it into in protokoll im ins zu mehr weiter weiterhin laenger longer any more anymore further else etwas was davon hiervon'.split(
    ' ',
  ),
)
const DENIALS = new Set('not dont never stop no nicht nichts nix'.split(' '))

/** Words that may stand beside it and say nothing else. */
const FILLERS = new Set(
  folded(
    'a the this that it its following follows what everything all below here from now on onwards is are be stays stay remains part parts section sections topic topics point points item items ' +
      'paragraph please note notes attention warning info danger spoiler success keep kept strictly just only and discussion discussions information matters matter things talk session to should must ' +
      'start starts starting begin begins beginning of for us we go going off until further notice private so very still really again mode top end-to-end ' +
      'ab hier jetzt nun sofort beginn beginnt anfang das dies diese dieser dieses der die den dem ist sind bleibt bleiben bleibe soll sollte muss folgendes folgende folgender folgenden alles unten ' +
      'teil teile abschnitt abschnitte punkt punkte thema themen information informationen bitte achtung hinweis streng nur rein und für hierzu dazu es wird werden gespräch bis auf weiteres ' +
      'privat intern interne internes mehr weiter weiterhin davon hiervon ganz wirklich mal also man wir unbedingt folgendem alle gesagt gesprochen gesagtes',
  ).split(' '),
)

const ENDS = new Set(
  folded(
    'teils abschnitts end ends ended ending ende endet beendet over vorbei finished stop stops schluss fertig of des dem der vom von back again wieder zurück weiter geht läuft continue resume minutes',
  ).split(' '),
)

/** Strong enough in the middle of any sentence. */
const SAID_OFF = words(
  alternatives([
    'off the record,off-record,ausserhalb des protokolls,ausserhalb vom protokoll',
    `(?:not|nothing)(?: of)?(?: this| that| it)?(?: is)? for (?:the )?(?:public )?(?:minutes|protocol|record)`,
    `nichts? (?:davon |hiervon )?(?:fuers|fuer das) protokoll|bitte nicht (?:ins|in das|im) protokoll|nicht protokollieren`,
  ]),
)
/** Only where somebody tells something. */
const SAID_SOFTLY = words(
  oneOf(
    'in confidence, in strict confidence, confidentially, between us, between you and me, unofficially, under nda',
    'under embargo, in private, vertraulich, unter uns, unter uns gesagt, im vertrauen, unter vier augen',
    'unter 4 augen, unter drei, inoffiziell, hinter vorgehaltener hand',
  ),
)
const TELLING = words(
  oneOf(
    'told, tell(s), said, say(s), mentioned, mention(s), hinted, admitted, confirmed, disclosed, revealed, learned',
    'learnt, heard, hear, shared with us, let us know, informed, whispered, indicated',
    'sagt, sagte, gesagt, erzaehlt, erzaehlte, mitgeteilt, teilt, teilte, verraten, verriet, gehoert, erfahren',
    'berichtet, berichtete, angedeutet, deutete, bestaetigt, zugegeben, gab zu, informiert, anvertraut',
  ),
)
/** "turn off the record button": another word than the one that is meant. */
const OTHER_VERB = words(
  `${oneOf('turn,turned,kick,kicked,switch,switched,take,took,taken,cut,read,reads,reading,set,shut,falls,fell,drop,dropped,strip')}(?: it)?[\\s*_]{0,3}$`,
)
/** Of such parts in general: right behind the words, or, where nobody tells anything, anywhere beside them. */
const ABOUT = oneOf(
  'mean(s), meaning, meant, definition, policy, policies, guideline(s), rule(s), feature(s), mark(s), marker(s)',
  'marked, heading(s), label(s), keyword(s), phrase(s), word(s), wording, syntax, filter(s), filtered, detect(s)',
  'detection, redact(s), part(s), section(s), remark(s), mode, handle, handles, handling, implement~, template(s)',
  'button, parser, player',
  'bedeutet, heisst, richtlinie(n), regel(n), regelung, funktion, markierung(en), markiert, ueberschrift(en)',
  'schluesselwort, begriff, vorlage, filtert, gefiltert, teile, abschnitte, umgang, doku',
)
const ABOUT_RECORDS = words(ABOUT)
const NAMES_RECORDS = new RegExp(`^[\\s*_-]{1,4}${ABOUT}(?![\\p{L}\\d])`, 'u')
