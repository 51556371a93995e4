/** The words of a line of Markdown as readers see them, with emphasis, links, tags and entities resolved. Linear. */

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
}

/** Letters that stand for a sign until the marks around it are gone: of Unicode's private use area. */
const KEPT_FROM = 0xe000
const KEPT_SIGNS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

/** `<br>` is a line break; a run of underscores that fills a gap (`____`) is `…`; code keeps its words. */
export function visibleWords(markdown: string): string {
  if (/^ {0,3}\[[^\]\n]{1,200}\]: {0,3}\S/.test(markdown)) return ''
  const escaped = markdown.replace(/\\([!-/:-@[-`{-~])/g, (_all, sign: string) => kept(sign))
  const linked = escaped
    .replace(/!\[[^\]\n]{0,300}\]\([^()\n]{0,1000}\)/g, '')
    .replace(/\[([^[\]\n]{0,300})\](?:\([^()\n]{0,1000}\)|\[[^[\]\n]{0,200}\])/g, '$1')
    .replace(/<(https?:[^<>\s]{1,1000})>/gi, '$1')
    .replace(/<br {0,3}\/?>/gi, '\n')
    .replace(/<\/?[a-z][^<>\n]{0,1000}>/gi, '')
  const plain = linked
    .replace(/(?<![\p{L}\p{N}])_{3,}(?![\p{L}\p{N}])/gu, '…')
    .replace(/[*`]|~~/g, '')
    .replace(/(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])/gu, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, entity)
  return decodeKept(plain)
    .replace(/_{3,}/g, '…')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
}

function kept(sign: string): string {
  return String.fromCharCode(KEPT_FROM + KEPT_SIGNS.indexOf(sign))
}

function decodeKept(text: string): string {
  return text.replace(/[\ue000-\ue01f]/g, (letter) => KEPT_SIGNS[letter.charCodeAt(0) - KEPT_FROM] ?? letter)
}

function entity(all: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : all
}
