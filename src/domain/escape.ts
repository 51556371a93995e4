/** Text of people made harmless for comments and pull requests: nobody is called, nothing is linked behind their back, no markup works. */
import { parseRef, quietUrl } from './reference.ts'

const TOKEN =
  /(?:https?:\/\/|www\.)[^\s<>()[\]"'`]{1,500}|[A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100}#\d{1,9}|[\w.+-]{1,64}@[\w.-]{1,255}|@[A-Za-z\d][\w-]{0,100}(?:\/[\w.-]{1,100})?|#\d{1,12}|(?<![A-Za-z])[Gg][Hh]-\d{1,12}/g

const ISSUE_URL = /^https?:\/\/(?:www\.|redirect\.)?github\.com\/([A-Za-z\d-]{1,39})\/([\w.-]{1,100})\/(?:issues|pull)\/(\d{1,9})\b/

/**
 * Plain text -> Markdown that shows it. Issues become links that leave no trace on them (`owner/repo#1`, their URLs);
 * handles, bare numbers and other addresses become code; markup and HTML are shown as typed; line ends become spaces.
 */
export function quoted(text: string): string {
  const flat = text.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  let result = ''
  let end = 0
  for (const match of flat.matchAll(TOKEN)) {
    result += escapeMarkup(flat.slice(end, match.index)) + tokenText(match[0])
    end = match.index + match[0].length
  }
  return result + escapeMarkup(flat.slice(end))
}

/** `[issues#252](https://redirect.github.com/…)`; text that is no reference is quoted. */
export function quietLink(ref: string): string {
  const parsed = parseRef(ref)
  return parsed ? `[${escapeMarkup(parsed.repo)}#${parsed.number}](${quietUrl(parsed)})` : escapeMarkup(ref)
}

/** A handle that calls nobody. */
export function quietHandle(login: string): string {
  return code(`@${login}`)
}

function tokenText(token: string): string {
  // Addresses of people are nobody's business where everybody can read.
  if (/^[^@/]+@[^@]*\.[^@]*$/.test(token)) return '(e-mail address)'
  const issue = ISSUE_URL.exec(token)
  if (issue) return quietLink(`${issue[1]}/${issue[2]}#${issue[3]}`)
  return parseRef(token) === null ? code(token) : quietLink(token)
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``
}

/** Signs that Markdown would take for markup, shown as typed. For files, where handles and numbers do no harm. */
export function escapeMarkup(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#+!|~&$]/g, '\\$&').replace(/^(\s*)([-.]|\d+[.)])/, '$1\\$2')
}
