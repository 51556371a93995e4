/** Words in which a bare address of the web or of a person may begin: they become links. */
import { bareUrlEnd, emailEnd, isPlainEmail, linkForUrl } from './bare-urls.ts'
import { signBefore } from './emphasis.ts'
import { replace, type Scan } from './scan.ts'

/** Letters, digits and `. + - _` of ASCII: what an e-mail address may begin with. */
export function isAddressSign(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 45 ||
    code === 46 ||
    code === 95
  )
}

/** `at` begins a word, or what is left of one behind an address: all of it is looked at here. */
export function scanWord(scan: Scan, at: number, emails: boolean): number {
  const { text } = scan
  if (emails && text[at - 1] !== '/' && addressAt(text, at) === -1) {
    const end = emailEnd(text, at)
    if (end !== -1) {
      const address = text.slice(at, end)
      const glued = isWordBefore(text, at) || /^[#\p{L}\p{N}\p{M}]/u.test(text.slice(end, end + 2))
      if (isPlainEmail(address) && !glued) return replace(scan, at, end, { out: `<${address}>`, inLink: address })
      const sign = text.indexOf('@', at)
      return replace(scan, sign, sign + 1, { out: '\\@', inLink: '@' })
    }
  }
  let next = at
  // A scheme may follow other signs of the word (`.https://`); the rest of the word is plain.
  for (; next < text.length && isAddressSign(text.charCodeAt(next)) && text[next] !== '_'; next++) {
    const found = addressAt(text, next)
    if (found > next) {
      const url = text.slice(next, found)
      // Glued to a word a link would tear the word apart.
      if (isWordBefore(text, next)) return replace(scan, text.indexOf(':', next), text.indexOf(':', next) + 1, { out: '\\:', inLink: ':' })
      return replace(scan, next, found, { out: linkForUrl(url, scan.github), inLink: url })
    }
  }
  return next > at ? next : at + 1
}

/** End of the bare URL at `at`; -1 when none begins there. */
function addressAt(text: string, at: number): number {
  const sign = text[at]
  if (sign !== 'h' && sign !== 'H' && sign !== 'w' && sign !== 'W') return -1
  const before = text[at - 1]
  if (before !== undefined && /[A-Za-z]/.test(before)) return -1
  const head = /^(?:https?:\/\/|www\.)(?=[^\s<>.,:;!?'"`*_~)(\]])/i.exec(text.slice(at, at + 12))
  if (!head) return -1
  // Markdown takes `www.` only behind white space and a few signs.
  if (/^w/i.test(head[0]) && before !== undefined && !/[\s(*_[\]~]/.test(before)) return -1
  const end = bareUrlEnd(text, at)
  return end > at + head[0].length ? end : -1
}

function isWordBefore(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}\p{M}]/u.test(signBefore(text, at))
}
