/**
 * Makes people’s text harmless. `quoted` is for comments, pull requests and commit messages (no mentions, no new links, no markup);
 * `fileText` is for files, where handles and numbers do no harm.
 */
import { ANY_HOST, GITHUB_COM, type GithubWeb, hostOf, isGithubHost } from '../github-web.ts'
import { type IssueRef, parseRef, quietUrl, refUrl } from '../reference.ts'
import { sequence } from './phrases.ts'

/** What GitHub, or GitHub's Markdown, makes a link, a mention or a reference of. Bounded, so that the cost grows with the text. */
const TOKEN = new RegExp(
  [
    /(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>()[\]"'`|]{1,500}/,
    /(?<![\w./-])[a-z\d][a-z\d-]{0,38}\/[\w.-]{1,100}#\d{1,9}/,
    /[\w.+-]{1,64}@[\w.-]{1,255}/,
    /@[a-z\d][\w-]{0,100}(?:\/[\w.-]{1,100})?/,
    /#\d{1,12}/,
    /(?<![a-z])gh-\d{1,12}/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
)

/** A commit, in what is left between the tokens: digits alone are a date or a number, letters alone a word. */
const COMMIT = /(?<!\w)(?=[a-f]{0,39}\d)(?=\d{0,39}[a-f])[\da-f]{7,40}(?!\w)/gi

const ISSUE_URL = sequence(
  [
    /^https?:\/\//,
    `(?<host>${ANY_HOST.source})`,
    /\/(?<owner>[A-Za-z\d-]{1,39})\/(?<repo>[\w.-]{1,100})/,
    /\/(?:issues|pull)\/(?<number>\d{1,9})\b/,
  ],
  'i',
)

/** Signs without a shape of their own that hide or turn around what stands beside them. Those that join letters and emoji stay. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
const BLANK = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g

/**
 * Plain text -> Markdown that shows it. Issues become links that leave no trace on them (`owner/repo#1`, their URLs);
 * handles, bare numbers, commits and other addresses become code; markup and HTML are shown as typed; line ends become spaces.
 */
export function quoted(text: string, github: GithubWeb): string {
  return shown(text, github, quietLink)
}

/** The same, except that GitHub adds a cross-reference to the issues it links to. */
export function quotedWithReferences(text: string, github: GithubWeb): string {
  return shown(text, github, (ref, web) => issueLink(ref, (parsed) => refUrl(parsed, web)))
}

type LinkOf = (ref: string, github: GithubWeb) => string

function shown(text: string, github: GithubWeb, link: LinkOf): string {
  const flat = oneLine(text)
  let result = ''
  let end = 0
  for (const match of flat.matchAll(TOKEN)) {
    result += plainPart(flat.slice(end, match.index)) + tokenText(match[0], github, link)
    end = match.index + match[0].length
  }
  return result + plainPart(flat.slice(end))
}

/** `[issues#252](https://redirect.github.com/…)`; text that is no reference becomes code. */
export function quietLink(ref: string, github: GithubWeb): string {
  return issueLink(ref, (parsed) => quietUrl(parsed, github))
}

function issueLink(ref: string, urlOf: (ref: IssueRef) => string): string {
  const parsed = parseRef(ref)
  return parsed ? `[${escapeMarkup(parsed.repo)}#${parsed.number}](${urlOf(parsed)})` : asCode(ref)
}

/** A handle that calls nobody. */
export function quietHandle(login: string): string {
  return asCode(`@${login}`)
}

/** A title or status of GitHub's as text of a file: markup shown as typed, addresses without becoming links. */
export function fileText(text: string): string {
  return oneLine(text)
    .split(/((?:https?:\/\/|ftp:\/\/|www\.)[^\s|`<>]{1,1000})/i)
    .map((part, index) => (index % 2 === 1 ? asCode(part) : escapeFew(part)))
    .join('')
}

/** `fileText` as the label of a link: without brackets, which would end it. What begins a list at the start of a line begins none there. */
export function labelText(text: string): string {
  return fileText(text.replace(/[[\]]/g, '')).replace(/^(\d{0,9})\\([-.)])/, '$1$2')
}

/** One line of text as code: nothing in it works. */
export function asCode(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'")}\``
}

/** Signs that Markdown would take for markup, shown as typed. */
function escapeMarkup(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#+!|~&$]/g, '\\$&')
    .replace(/^(\s*)([-.])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/, '$1\\$2')
}

function plainPart(text: string): string {
  let result = ''
  let end = 0
  for (const match of text.matchAll(COMMIT)) {
    result += escapeMarkup(text.slice(end, match.index)) + asCode(match[0])
    end = match.index + match[0].length
  }
  return result + escapeMarkup(text.slice(end))
}

function tokenText(token: string, github: GithubWeb, link: LinkOf): string {
  // Email addresses are never shown in public.
  if (/^[^@/]+@[^@]*\.[^@]*$/.test(token)) return '(email address)'
  const { host = '', owner, repo, number } = ISSUE_URL.exec(token)?.groups ?? {}
  // An address says itself which GitHub is meant; a reference without one means ours.
  if (isGithubHost(host, github)) return link(`${owner}/${repo}#${number}`, host.toLowerCase() === hostOf(github) ? github : GITHUB_COM)
  return parseRef(token) === null ? asCode(token) : link(token, github)
}

/** Only what would work as markup: a title full of backslashes is no pleasure to read. */
function escapeFew(text: string): string {
  return (
    escapeMarkup(text)
      .replace(/\\([+!|&$~{}#>-])/g, '$1')
      .replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_')
      .replace(/~~/g, '\\~\\~')
      // A comment is one only to those who render: whoever looks for marks of the app in the text must not find one either.
      .replace(/<!/g, '<\\!')
      .replace(/&(?=#?\w{1,31};)/g, '\\&')
  )
}

/** One line without signs that hide or turn around others; half a sign becomes a replacement mark. */
export function oneLine(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(BLANK, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()
}
