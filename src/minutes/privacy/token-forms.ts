/** Secrets that are known by their form alone, beside those that the library of rules knows. By line; linear. */

import { phrases, sequence } from '../../domain/text/phrases.ts'
import type { Found } from '../../domain/text/withheld.ts'
import { isMixed, isStrong, looksSecret } from './secret-words.ts'
import { findInViews } from './views.ts'

/** What stands before the code that somebody dials. */
const BEFORE_DIAL_CODE = phrases(
  [
    phrases(['code, pin, tel, telefon, phone, dial, dial-in, einwahl, konferenz, conference, meeting, id, kennung'], {
      before: /\b/,
      after: /\b/,
      flags: 'i',
    }),
    /\+\d/,
  ],
  { flags: 'i' },
)

/**
 * `group` 1 is what is taken out, where there is one. Some services stand here although the library has a rule for them: its
 * rules want the exact length of today's tokens, and a token that was cut, or is longer, must not be published either.
 */
const FORMS: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/dg],
  ['a JSON web token', /\beyJ[\w-]{15,4000}\.eyJ[\w-]{15,4000}\.[\w-]{15,4000}/dg],
  ['a token', /\bbearer\s{1,3}([\w.~+/-]{12,2000}={0,2})(?=[\s"'`,;)]|$)/dgi],
  ['a token', /\bauthorization:\s{0,3}(?:basic|token|digest)\s{1,3}([\w.~+/=-]{8,2000})/dgi],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z\d-]{10,255}|\bxapp-\d-[A-Za-z\d-]{10,255}/dg],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z\d]{30,255}|\bgithub_pat_[A-Za-z\d_]{40,255}/dg],
  ['a GitLab token', /\bgl(?:pat|rt|dt|ft|ptt|cbt|agent|soat)-[\w.-]{20,255}|\bGR1348941[\w-]{20,64}/dg],
  ['a Matrix token', /\bsyt_[A-Za-z\d+/=_-]{10,255}|\bMDAx[A-Za-z\d+/=_-]{60,1000}/dg],
  ['a chat webhook', /https:\/\/[\w.-]{1,253}\/hooks\/([a-z\d]{20,64}(?:\/[A-Za-z\d]{20,80})?)/dg],
  ['a chat webhook', /https:\/\/(?:\w{1,20}\.)?discord(?:app)?\.com\/api\/webhooks\/(\d{5,25}\/[\w-]{20,100})/dg],
  ['a chat webhook', /https:\/\/[\w.-]{1,100}\.?webhook\.office\.com\/(webhookb2\/[\w@/.-]{20,400})/dg],
  ['a chat webhook', /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/([\w/]{10,200})/dg],
  ['a Discord token', /\b[MNO][A-Za-z\d_-]{22,28}\.[\w-]{6}\.[\w-]{27,40}\b/dg],
  ['a Telegram token', /\b\d{8,10}:AA[\w-]{32,35}(?![\w-])/dg],
  ['a Google key', /\bAIza[\w-]{35}(?![\w-])/dg],
  ['a private key', /\bAGE-SECRET-KEY-1[A-Z\d]{20,100}\b/dg],
  ['a session cookie', /\b(?:JSESSIONID|PHPSESSID|session_?id|connect\.sid|csrftoken)=([\w%.-]{8,400})/dgi],
  // Services whose tokens say by their beginning what they are.
  [
    'a service token',
    phrases(
      [
        /hv[sbr]\.[\w-]{20,300}/,
        /s\.[A-Za-z\d]{24}(?!\w)/,
        /[sr]k_(?:live|test)_[A-Za-z\d]{16,200}/,
        /whsec_[\w+/=-]{20,200}/,
        /hf_[A-Za-z\d]{30,60}/,
        /do[opr]_v1_[a-f\d]{64}/,
        /tskey-[a-z]{2,12}-[\w-]{16,100}/,
        /gl(?:sa|c)_[\w+/=]{30,300}/,
        /pypi-AgE[\w-]{40,300}/,
        /AT(?:ATT|CTT|BB)[\w=-]{24,300}/,
        /sk-[\w-]{24,300}/,
        /(?:shpat|shpss|sntrys|sbp|figd|lin_api|gsk|nvapi|dapi|PMAK|NRAK|xai|r8)[_-](?=[\w-]*\d)[\w-]{24,300}/,
        /ya29\.[\w-]{30,500}/,
      ],
      { before: /(?<![\w-])/, flags: 'dg' },
    ),
  ],
  ['an OpenStack token', /(?<![\w-])gAAAAA[\w-]{60,1000}={0,2}/dg],
  ['a cloud account key', /\bAccountKey=([A-Za-z\d+/]{40,200}={0,2})/dg],
  // A key in Base64, as kubeconfig holds it; certificates and public keys may be seen.
  ['a private key', /\bLS0tLS1CRUdJTi(?!BDRVJU|BQVUJM)[A-Za-z\d+/=]{20,5000}/dg],
  ['a password hash', /\$(?:1|2[abxy]|5|6|y|argon2(?:id?|d))\$[^\s:|`]{20,300}/dg],
  // Where a link to a call says how to get in.
  ['a password in a URL', /[?&#](?:pwd|passwd|password|passcode|pw|kennwort|passwort)=([^\s&#)\]>"'`|]{2,500})/dgi],
  [
    'a token in a URL',
    phrases(['access_token, auth_token, token, api_?key, secret, client_secret, sig, signature, x-amz-signature', 'private_token'], {
      before: /[?&#]/i,
      after: /=([^\s&#)\]>"'`|]{8,2000})/i,
      flags: 'dgi',
    }),
  ],
  ['a dial-in code', /(?<=\d{4}#?),,[\s,]{0,4}\*?(\d{4,15}#?)/dg],
  ['a dial-in code', new RegExp(String.raw`(?<![#\w.-])\*?\d{4,12}#(?=,|\*|\s|$)(?<=(?:${BEFORE_DIAL_CODE.source})[^\n]{0,100})`, 'dgi')],
  ['a dial-in code', /\bID:?\s?\d[\d ]{7,16}\d,?\s{1,3}(?:code|pc|pw|kennung):?\s{1,2}(\d[\d ]{2,12}\d)/dgi],
  ['a dial-in code', /\bzoom\b[^\n]{0,40}?(?:\s(?:pc|pw|code):?\s{1,2}|\d{3} \d{4} \d{4}\s?\/\s?)(\d[\d ]{2,12}\d)/dgi],
  // A password may hold an `@`, and in the address of a database a slash.
  ['user name and password in a URL', /\b[a-z][a-z\d+.-]{1,20}:\/\/((?![<${[‹…])[^\s/@:'"`<>]{0,100}:(?![<${[‹…])[^\s/'"`<>]{1,200})@/dgi],
  [
    'user name and password in a URL',
    sequence(
      [
        /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?)(?:\+\w{1,12})?:\/\//i,
        /((?![<${[‹…])[^\s/@:'"`<>]{0,100}:(?!\d{1,5}\/|[<${[‹…])[^\s'"`<>]{1,200})@/i,
      ],
      'dgi',
    ),
  ],
]

/** Passwords among the words of a command; only what is one for sure, since people write about options too. */
const COMMANDS: readonly RegExp[] = [
  /\bsshpass\s{1,2}-p\s{0,2}["']?([^\s"'`]{3,200})/dg,
  /\b(?:mysql|mariadb|mysqldump|mysqladmin)\b[^|;]{0,80}?\s-p([^\s"'`]{3,200})/dg,
  /\b(?:curl|wget|http)\b[^|;]{0,200}?\s(?:-u|--user)(?:=|\s{0,2})["']?[^\s:"'`]{1,80}:([^\s"'`]{3,200})/dg,
  phrases(['docker, podman, helm, az, oc, skopeo, buildah, crane, nerdctl'], {
    before: /\b/,
    after: /\b[^|;]{0,20}?\blogin\b[^|;]{0,200}?\s-p\s{0,2}["']?([^\s"'`]{3,200})/,
    flags: 'dg',
  }),
  /\bhtpasswd\s{1,2}-\w{0,4}b\w{0,4}\s{1,2}\S{1,200}\s{1,2}\S{1,80}\s{1,2}([^\s"'`]{3,200})/dg,
  /\becho\s{1,2}["']?([^\s"'`|]{3,200})["']?\s{0,2}\|\s{0,2}sudo\s{1,2}-S/dg,
]
const OPTION = /(?:^|[\s`])--(?:[a-z]{1,20}-){0,2}(?:password|passwd|pass|token|secret)(?:=|\s{1,2})["']?([^\s"'`]{3,200})/dgi

/** Accounts that people write with their password: `root:…`. */
const ACCOUNT = sequence(
  [
    /(?<![\p{L}\d/._-])/iu,
    /(root|admin|administrator|ubuntu|debian|centos|fedora|opensuse|cirros|postgres|pi|test|demo|guest|gast)/iu,
    /(:|\s?[:/]\s)([^\s`'"<>|,;)]{3,100})/iu,
  ],
  'dgiu',
)
const ACCOUNT_AT = /(?<![\p{L}\d/._:@-])(?!mailto:)[\p{L}\d._-]{2,40}:([^\s:@/'"`<>]{3,100})@[A-Za-z\d][A-Za-z\d.-]{1,100}/dgiu
/** Groups that own files, what stands for a password, and handles and paths. */
const NO_PASSWORD = phrases(
  [
    'root, wheel, users?, staff, docker, www-data, nogroup, adm, sudo, admins, x, *, !, members?, readers?',
    'services?, managers?, operators?, viewers?, editors?, auditors?, owners?, projects?, domains?',
    /\p{L}{1,40}(?:[-_]\p{L}{1,40}){1,6}/iu,
  ],
  { before: /^/iu, after: /$/iu },
)
/** Tags of images: `ubuntu:22.04`, `centos:stream9`. */
const TAG = phrases(
  [
    /\d[\d.]*(?:[-_][\w.-]*)?/i,
    /(?:stream|leap|el|rhel|release|rc)-?\d[\w.-]*/i,
    /(?:xenial|bionic|focal|jammy|noble|buster|bullseye|bookworm|trixie)[\w.-]*/i,
  ],
  { before: /^/i, after: /$/i, flags: 'i' },
)

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
    const users = [...line.matchAll(ACCOUNT)]
    // `chown root:docker`. Looked for once: a line may hold thousands of accounts.
    const isAboutOwners = users.length > 0 && /\bch(?:own|grp)\b/.test(line)
    const accounts = users.flatMap((match) => {
      const place = match.indices?.[3]
      const password = (match[3] ?? '').replace(/@[A-Za-z\d][A-Za-z\d.-]{0,253}$/, '')
      return place && !isAboutOwners && isOfAccount(line, match, password) ? [at('a password', [place[0], place[0] + password.length])] : []
    })
    const commands = [...COMMANDS, OPTION].flatMap((command) =>
      [...line.matchAll(command)].flatMap((match) => {
        const place = match.indices?.[1]
        const value = match[1] ?? ''
        const isSure = command !== OPTION || /[='"]/.test(match[0]) ? looksSecret(value, 'any') : isMixed(value)
        return place && isSure && !/^[a-z]{1,12}$/.test(value) ? [at('a password', place)] : []
      }),
    )
    const atHosts = [...line.matchAll(ACCOUNT_AT)].flatMap((match) => {
      const place = match.indices?.[1]
      return place && isMixed(match[1] ?? '') ? [at('a password', place)] : []
    })
    return [...forms, ...accounts, ...commands, ...atHosts]
  })
}

/** `root:…` is one; "Demo: cloud-in-a-box2" is a topic, `ubuntu:22.04` an image, `root:docker` an owner of files. */
function isOfAccount(line: string, match: RegExpMatchArray, password: string): boolean {
  const [all, user = '', sign = ''] = match
  if (TAG.test(password)) return false
  const isRoot = /^(?:root|admin|administrator)$/i.test(user)
  if (isRoot && sign === ':') return isAnyPassword(password)
  if (sign !== ': ') return isMixed(password)
  const isLast = !/\S/.test(line.slice((match.index ?? 0) + all.length))
  return isStrong(password) || (isLast && isMixed(password) && !/^(?:test|demo|guest|gast|pi)$/i.test(user))
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
    const what = lines[index]?.includes('PGP') ? 'a PGP private key' : 'a private key'
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

/** `@` and `.` of an address, also as people write them for others to read: `(at)`, `[punkt]`. */
const AT = String.raw`(?:@|\s?[([{]\s?(?:at|ät)\s?[)\]}]\s?)`
const DOT = String.raw`(?:\.|\s?[([{]\s?(?:dot|punkt)\s?[)\]}]\s?)`
const HOST_PART = String.raw`[\p{L}\d-]{1,63}`

/** `git@host:place` is where code lies, `ssh user@host` is a machine; GitHub makes addresses that are meant to be seen. */
const E_MAIL = new RegExp(
  String.raw`(?<![\p{L}\d_.+/-])<?(?:mailto:)?([\p{L}\d_.+-]{1,64}${AT}${HOST_PART}(?:${DOT}${HOST_PART}){1,4})(?![\p{L}\d_/@]|:[\p{L}\d_])>?`,
  'dgiu',
)
/** Of github.com, or of a GitHub server. */
const NOREPLY = /@users\.noreply\.[a-z\d.-]{1,253}$/i
const MACHINE = /\b(?:ssh|scp|sftp|rsync|mosh|clone|ssh-copy-id)\b[^@]{0,80}$/i

export function findEmails(text: string): readonly Found[] {
  return findInViews(text, emailsIn)
}

function emailsIn(text: string): readonly Found[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(E_MAIL)].flatMap((match): Found[] => {
      const place = match.indices?.[1]
      const address = match[1] ?? ''
      if (!place || NOREPLY.test(address) || MACHINE.test(line.slice(Math.max(0, match.index - 100), match.index))) return []
      const [from, to] = match[0].startsWith('<') && match[0].endsWith('>') ? (match.indices?.[0] ?? place) : place
      return [{ line: index + 1, from, to, kind: 'e-mail', what: 'an email address' }]
    }),
  )
}
