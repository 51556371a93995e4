/** The words that keep something among those who were there, in English and German, and the words that end it. Pure. */

/**
 * `line`: the line says nothing else. `label`: it stands before what is said ("Off the record: …"). `remark`: it stands
 * in brackets, or behind a dash, beside what is said. null for sentences that only speak of such words.
 */
export function offRecordMark(text: string): 'line' | 'label' | 'remark' | null {
  if (isClosing(text)) return null
  if (saysOff(text)) return 'line'
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

function saysOff(text: string): boolean {
  const words = wordsOf(text)
  return words !== '' && (restBeside(words, OFF)?.every((word) => FILLERS.has(word)) ?? false)
}

/** `/off the record`, `</confidential>`. */
function isClosing(text: string): boolean {
  return /^[\s*_=~#>([<-]{0,20}\//.test(text) && saysOff(text.replace('/', ' '))
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
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/<(?:\/?(?:details|summary|b|i|u|em|strong|span|div|p|br|mark|small|sub|sup|font|center|h\d)\b[^<>]{0,100})>/g, ' ')
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
}

const OFF = new RegExp(
  `(?<![\\p{L}\\d])(?:${[
    'off (?:the )?records?',
    'not (?:to be |meant |intended |be )?(?:for|in|into|part of|on) (?:the |these |any |our )?(?:(?:public |meeting )?(?:minutes|records?|protocol|notes)|public|publication)',
    'not (?:to be )?(?:minuted|published|made public|disclosed|public)',
    '(?:do not|dont|never|no need to) (?:minute|publish|protocol|record|take minutes|take notes|share)(?: (?:of )?(?:this|that|it|the following|outside|publicly|further))*',
    '(?:do not|dont|never) (?:put|include|write|add|copy|mention|note|log)(?: (?:this|that|it|them|these|the following|down|any of this))* (?:in|into|to|on)(?: (?:the|these|our|any))? (?:(?:public |meeting )?(?:minutes|records?|protocol|notes)|public)',
    'no (?:minutes|notes) (?:please|here|from here|for this|of this|below)',
    '(?:strictly |team |company |purely |stays? |keep |kept )(?:this )?internal(?: only)?|(?:for )?internal(?: use| eyes)? only|only (?:for )?internal(?: use)?|for internal use|for our eyes only',
    'confidential(?:ly)?|in (?:strict )?confidence',
    '(?:between|among)(?: you and me| us| ourselves)|stays? (?:here|in (?:this|the) (?:room|team|group|circle)|within the (?:team|group))',
    'non ?public|(?:closed|executive|private) (?:session|part|section|discussion)|in camera',
    'tlp (?:red|amber)(?: strict)?',
    'nicht (?:für|fürs|in|ins|im|zum|zu|zur|auf) ?(?:das |dem |den |die |der )?(?:protokoll|öffentlichkeit|veröffentlichung|mitschrift)',
    'nicht (?:zu |mit ?)?(?:protokollieren|schreiben|veröffentlichen|aufschreiben|notieren|weitergeben|weitersagen|protokolliert|veröffentlicht)',
    'ohne protokoll|kein protokoll (?:hier|bitte|ab hier|hierzu|dazu)|außerhalb (?:des )?protokolls|inoffiziell(?:e[nrs]?)?',
    '(?:nur|rein|streng|bleibt|bleiben) (?:für )?(?:den |die )?intern(?:e[nrsm]?)?(?: gebrauch| zwecke| verwendung| nutzung)?|intern bleiben|interner teil|nur (?:für uns|fürs team|für das team)',
    'vertraulich(?:e[nrsm]?)?|streng geheim',
    'unter uns|unter vier augen|bleibt (?:im|in diesem|in der|hier im) (?:raum|team|kreis|runde)',
    'nicht ?öffentlich(?:e[nrsm]?)?',
  ].join('|')})(?![\\p{L}\\d])`,
  'u',
)

const ON = new RegExp(
  `(?<![\\p{L}\\d])(?:${[
    'on (?:the )?records?|(?:back|again) (?:in|into|to) (?:the )?(?:minutes|records?)|(?:minutes|notes) (?:continue|resume|go on)[sd]?',
    '(?:im|ins|in das|fürs|für das|zum) protokoll|(?:das )?protokoll (?:läuft|geht)|(?:läuft|geht) das protokoll',
    '(?:back|again) (?:to )?public|public (?:again|part|section|session)|open session',
    'wieder öffentlich|öffentlich(?:er|e)? (?:teil|sitzung)',
    '(?:no longer|not any more|nicht (?:mehr|länger)) (?:off (?:the )?records?|confidential|internal|vertraulich|intern|unter uns)',
  ].join('|')})(?![\\p{L}\\d])`,
  'u',
)

/** Words that may stand beside it and say nothing else. */
const FILLERS = new Set(
  (
    'a the this that it its following follows what everything all below here from now on onwards is are be stays stay remains part parts section sections topic topics point points item items ' +
    'paragraph please note notes attention warning info danger spoiler success keep kept strictly just only and discussion discussions information matters matter things talk session to should must ' +
    'start starts starting begin begins beginning of for us we go going off until further notice ' +
    'ab hier jetzt nun sofort beginn beginnt anfang das dies diese dieser dieses der die den dem ist sind bleibt bleiben bleibe soll sollte muss folgendes folgende folgender folgenden alles unten ' +
    'teil teile abschnitt abschnitte punkt punkte thema themen information informationen bitte achtung hinweis streng nur rein und für hierzu dazu es wird werden gespräch bis auf weiteres'
  ).split(' '),
)

const ENDS = new Set(
  'teils abschnitts end ends ended ending ende endet beendet over vorbei finished stop stops schluss fertig of des dem der vom von back again wieder zurück weiter geht läuft continue resume minutes'.split(
    ' ',
  ),
)
