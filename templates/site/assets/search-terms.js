/** The terms of a text, the same where the index is made and where it is searched. `hosts`: of GitHub; an address elsewhere names no issue. */

/** An address of an issue, `owner/repo#1`, `repo#1`, `#1`, `@handle`, or a word. */
const TOKEN =
  /https?:\/\/([\w.-]{1,253}(?::\d{1,5})?)\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull|discussions)\/(\d{1,9})|(?:[\w-]{1,100}\/)?[\w.-]{1,100}#\d{1,9}|[#@][\p{L}\p{N}][\p{L}\p{N}_-]{0,60}|[\p{L}\p{N}]{1,60}/gu

/** Words of what is longer are found, the whole is not. */
const LONGEST = 60

/**
 * Lower case, without accents. A word with an umlaut has two forms, as people type it: `über` is `uber` and `ueber`.
 * @param {string} text
 * @param {readonly string[]} hosts
 * @returns {string[]} each as often as it stands there
 */
export function termsOf(text, hosts) {
  const terms = []
  for (const [token, host, repository, number] of text.normalize('NFKC').toLowerCase().matchAll(TOKEN)) {
    if (host !== undefined && !hosts.includes(host)) {
      for (const word of token.match(/[\p{L}\p{N}]{1,60}/gu) ?? []) terms.push(...formsOf(word))
      continue
    }
    const whole = repository === undefined ? token : `${repository}#${number}`
    const [, place, digits] = /^([^#@]+)?#(\d+)$/.exec(whole) ?? []
    if (whole.length <= LONGEST) terms.push(...formsOf(whole))
    if (place?.includes('/')) terms.push(`${place.split('/')[1]}#${digits}`)
    if (place !== undefined) terms.push(`#${digits}`)
    if (/[^\p{L}\p{N}]/u.test(whole)) for (const word of whole.match(/[\p{L}\p{N}]+/gu) ?? []) terms.push(...formsOf(word))
  }
  return terms
}

const UMLAUTS = { ä: 'ae', ö: 'oe', ü: 'ue' }

/** @param {string} word @returns {string[]} */
function formsOf(word) {
  if (/^[\u0000-\u007f]*$/.test(word)) return [word]
  const plain = word.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '')
  const typed = word.replace(/[äöü]/g, (sign) => UMLAUTS[sign]).replaceAll('ß', 'ss')
  return /[äöü]/.test(word) ? [plain, typed.normalize('NFKD').replace(/\p{M}/gu, '')] : [plain]
}

/** What stands around the words that somebody looks for: "when did we decide on Keycloak?". */
const AROUND = new Set(
  (
    'a an the of to in on at for and or is are was were be do does did we i our us it that this what when where who why how about with ' +
    'decide decided decision decisions wann was wer wo wie haben wir der die das den ein eine und oder zu im am von fur fuer ist sind'
  ).split(' '),
)

/**
 * The terms of a question without the words around them; all of them where there are no others.
 * @param {string} text
 * @param {readonly string[]} hosts
 * @returns {string[]}
 */
export function askedTermsOf(text, hosts) {
  const terms = termsOf(text, hosts)
  const asked = terms.filter((term) => !AROUND.has(term))
  return asked.length > 0 ? asked : terms
}

/**
 * How MiniSearch makes the index, and reads it again.
 * @param {readonly string[]} hosts
 */
export const indexOptions = (hosts) => ({
  fields: ['text', 'about'],
  tokenize: (text) => termsOf(text, hosts),
  // They are terms already.
  processTerm: (term) => term,
})

/**
 * How it is asked: beginnings are found, numbers and names exactly.
 * @param {readonly string[]} hosts
 */
export const searchOptions = (hosts) => ({
  tokenize: (text) => askedTermsOf(text, hosts),
  boost: { text: 2 },
  prefix: (term) => !term.includes('#') && !term.includes('/'),
  weights: { fuzzy: 0.3, prefix: 0.6 },
})

/**
 * Where that finds nothing: slips of the pen.
 * @param {readonly string[]} hosts
 */
export const similarOptions = (hosts) => ({
  ...searchOptions(hosts),
  fuzzy: (term) => (term.length > 4 && /^\p{L}+$/u.test(term) ? 0.2 : false),
})
