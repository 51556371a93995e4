/** Secrets that are known by their form alone, beside those that the library of rules knows. By line; linear. */
import type { Found } from '../domain/withheld.ts'
import { isMixed } from './secret-words.ts'

/** `group` 1 is what is taken out, where there is one. */
const FORMS: readonly (readonly [string, RegExp])[] = [
  ['an access key of AWS', /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/dg],
  ['a signed web token', /\beyJ[\w-]{15,4000}\.eyJ[\w-]{15,4000}\.[\w-]{15,4000}/dg],
  ['a token', /\bbearer\s{1,3}([\w.~+/-]{12,2000}={0,2})(?=[\s"'`,;)]|$)/dgi],
  ['a token', /\bauthorization:\s{0,3}(?:basic|token|digest)\s{1,3}([\w.~+/=-]{8,2000})/dgi],
  ['a token of Slack', /\bxox[abeoprs]-[A-Za-z\d-]{10,255}|\bxapp-\d-[A-Za-z\d-]{10,255}/dg],
  ['a token of GitHub', /\bgh[pousr]_[A-Za-z\d]{30,255}|\bgithub_pat_[A-Za-z\d_]{40,255}/dg],
  ['a token of GitLab', /\bgl(?:pat|rt|dt|ft|ptt|cbt|agent|soat)-[\w.-]{20,255}|\bGR1348941[\w-]{20,64}/dg],
  ['a token of Matrix', /\bsyt_[A-Za-z\d+/=_-]{10,255}|\bMDAx[A-Za-z\d+/=_-]{60,1000}/dg],
  ['a webhook of a chat', /https:\/\/[\w.-]{1,253}\/hooks\/([a-z\d]{20,64}(?:\/[A-Za-z\d]{20,80})?)/dg],
  ['a webhook of a chat', /https:\/\/(?:\w{1,20}\.)?discord(?:app)?\.com\/api\/webhooks\/(\d{5,25}\/[\w-]{20,100})/dg],
  ['a webhook of a chat', /https:\/\/[\w.-]{1,100}\.?webhook\.office\.com\/(webhookb2\/[\w@/.-]{20,400})/dg],
  ['a webhook of a chat', /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/([\w/]{10,200})/dg],
  ['a token of Discord', /\b[MNO][A-Za-z\d_-]{22,28}\.[\w-]{6}\.[\w-]{27,40}\b/dg],
  ['a token of Telegram', /\b\d{8,10}:AA[\w-]{32,35}(?![\w-])/dg],
  ['a key of Google', /\bAIza[\w-]{35}(?![\w-])/dg],
  ['a private key', /\bAGE-SECRET-KEY-1[A-Z\d]{20,100}\b/dg],
  ['a hash of a password', /\$(?:1|2[abxy]|5|6|y|argon2(?:id?|d))\$[^\s:|`]{20,300}/dg],
  // Where a link to a call says how to get in.
  ['a password in an address', /[?&#](?:pwd|passwd|password|passcode|pw|kennwort|passwort)=([^\s&#)\]>"'`|]{2,500})/dgi],
  [
    'a token in an address',
    /[?&#](?:access_token|auth_token|token|api_?key|secret|client_secret|sig|signature|x-amz-signature|private_token)=([^\s&#)\]>"'`|]{8,2000})/dgi,
  ],
  ['a dial-in code', /,,\s?\*?(\d{4,15}#?)/dg],
  ['a dial-in code', /\*?\d{4,12}#(?=,|\*|\s|$)/dg],
  ['user and password in an address', /\b[a-z][a-z\d+.-]{1,20}:\/\/((?![<${[‹…])[^\s/@:'"`<>]{0,100}:(?![<${[‹…])[^\s/@'"`<>]{1,200})@/dgi],
]

/** Accounts that people write with their password: `root:…`. */
const ACCOUNT =
  /(?<![\p{L}\d/._-])(root|admin|administrator|ubuntu|debian|centos|fedora|opensuse|cirros|postgres|pi|test|demo|guest|gast)(:|\s?[:/]\s)([^\s`'"<>|,;)]{3,100})/dgiu
const ACCOUNT_AT = /(?<![\p{L}\d/._:@-])[\p{L}\d._-]{2,40}:([^\s:@/'"`<>]{3,100})@[A-Za-z\d][A-Za-z\d.-]{1,100}/dgu
/** Groups that own files, what stands for a password, and handles and paths. */
const NO_PASSWORD = /^(?:root|wheel|users?|staff|docker|www-data|nogroup|adm|sudo|admins?|x|\*|!)$/i

export function findForms(text: string): readonly Found[] {
  return text.split('\n').flatMap((line, index): Found[] => {
    // No form is shorter.
    if (line.length < 6) return []
    const at = (what: string, [from, to]: readonly [number, number]): Found => ({ line: index + 1, from, to, kind: 'secret', what })
    const forms = FORMS.flatMap(([what, form]) =>
      [...line.matchAll(form)].flatMap((match) => {
        const place = match.indices?.[1] ?? match.indices?.[0]
        return place ? [at(what, place)] : []
      }),
    )
    const accounts = [...line.matchAll(ACCOUNT)].flatMap((match) => {
      const [, user = '', sign = '', typed = ''] = match
      const password = typed.replace(/@[A-Za-z\d][A-Za-z\d.-]{0,253}$/, '')
      const place = match.indices?.[3]
      const isOne = /^(?:root|admin|administrator)$/i.test(user) && sign === ':' ? isAnyPassword(password) : isMixed(password)
      return place && isOne && !/^\d[\w.-]*$/.test(password) && !/\bch(?:own|grp)\b/.test(line)
        ? [at('a password', [place[0], place[0] + password.length])]
        : []
    })
    const atHosts = [...line.matchAll(ACCOUNT_AT)].flatMap((match) => {
      const place = match.indices?.[1]
      return place && isMixed(match[1] ?? '') ? [at('a password', place)] : []
    })
    return [...forms, ...accounts, ...atHosts]
  })
}

function isAnyPassword(token: string): boolean {
  return !NO_PASSWORD.test(token) && !/^[/@‹<$#[{]/.test(token)
}

const KEY_BEGIN = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
const KEY_END = /-----END [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
/** Longer than any key of today. */
const KEY_LINES = 400

/** Private keys go over many lines, and may end where the pad was cut. */
export function findPrivateKeys(text: string): readonly Found[] {
  const found: Found[] = []
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const begin = lines[index]?.search(KEY_BEGIN) ?? -1
    if (begin < 0) continue
    const what = lines[index]?.includes('PGP') ? 'a private key of PGP' : 'a private key'
    const last = lastLineOfKey(lines, index)
    for (let line = index; line <= last; line++) {
      const content = lines[line] ?? ''
      const from = line === index ? begin : 0
      if (content.trim() !== '') found.push({ line: line + 1, from, to: content.length, kind: 'secret', what })
    }
    index = last
  }
  return found
}

function lastLineOfKey(lines: readonly string[], first: number): number {
  let last = first
  for (let line = first; line < Math.min(lines.length, first + KEY_LINES); line++) {
    const content = lines[line] ?? ''
    if (KEY_END.test(content)) return line
    if (line > first && content.trim() !== '' && !/^[\s>*-]*(?:[A-Za-z\d+/=]{1,100}|[\w-]{1,20}: .{0,100})\s*$/.test(content)) return last
    last = line
  }
  return last
}

/** `git@host:place` is where code lies, `ssh user@host` is a machine; GitHub makes addresses that are meant to be seen. */
const E_MAIL = /(?<![\w.+/-])<?(?:mailto:)?([\w.+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,4})(?![\w/@]|:\w)>?/dg
const MACHINE = /\b(?:ssh|scp|sftp|rsync|mosh|clone|ssh-copy-id)\b[^@]{0,80}$/i

export function findEmails(text: string): readonly Found[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(E_MAIL)].flatMap((match): Found[] => {
      const place = match.indices?.[1]
      const address = match[1] ?? ''
      if (!place || address.endsWith('@users.noreply.github.com') || MACHINE.test(line.slice(Math.max(0, match.index - 100), match.index)))
        return []
      const [from, to] = match[0].startsWith('<') && match[0].endsWith('>') ? (match.indices?.[0] ?? place) : place
      return [{ line: index + 1, from, to, kind: 'e-mail', what: 'an e-mail address' }]
    }),
  )
}
