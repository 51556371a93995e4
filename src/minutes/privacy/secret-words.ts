/** Words by which people name a secret, and words that stand behind such a name without being one. English and German. */

import { anyOf, phrases, sequence } from '../../domain/text/phrases.ts'

/**
 * How sure a name makes it that a secret follows: `any` word is one (a password may be "Sommer"), only what is `mixed`
 * of letters and digits, or only `digits`.
 */
export type Label = {
  readonly what: string
  readonly value: 'any' | 'mixed' | 'digits'
  readonly words: readonly (string | RegExp)[]
  /** The name is a common word too: only a colon or `=` behind it makes it a name. */
  readonly signed?: true
}

/** The first that fits counts. `words` are phrases. */
export const LABELS: readonly Label[] = [
  {
    what: 'a password',
    value: 'any',
    words: [
      /passw(?:or[dt]|ört|d)(?:s|e?[rn]s?)?/,
      /pass[- ]?phrases?/,
      'passphrase, kenn?w(ort|örter)e?s?, losungswort',
      /(?<![\p{L}\d])(?:pwd|pw|psk)(?![\p{L}])/u,
    ],
  },
  {
    what: 'a passcode',
    value: 'any',
    words: [
      /pass[- ]?codes?/,
      'kenncodes?, zugangscodes?, zugriffscodes?',
      /access[- ]codes?/,
      'einwahlcodes?',
      /meeting[- ]codes?/,
      /host[- ]keys?/,
    ],
  },
  { what: 'a password', value: 'mixed', signed: true, words: [/(?<![\p{L}\d])(?:pass|wpa[23]?)/u] },
  { what: 'a password', value: 'mixed', words: [/(?:wi-?fi|wlan|wpa[23]?)[- ]?key/, /snmp[- ]communit(?:y|ies)/, /community[- ]strings?/] },
  {
    what: 'a door code',
    value: 'digits',
    words: [/(?:door|gate|alarm|entry|entrance|room|safe|tür|tor|raum|eingangs|alarmanlage|schließfach)[- ]?codes?/],
  },
  {
    what: 'a recovery code',
    value: 'mixed',
    words: [/(?:recovery|backup|rescue|unseal|[2mt]fa|wiederherstellungs|notfall)[- ]?(?:codes?|keys?|schlüssel)/, /client[-_]key[-_]data/],
  },
  {
    what: 'a PIN',
    value: 'digits',
    words: [/(?<![\p{L}\d]|gpio[- ])(?:PIN|Pin)(?:[- ]?(?:code|nummer|number))?/u, /(?<![\p{L}\d])(?:TAN|PUK)/u],
  },
  {
    what: 'credentials',
    value: 'any',
    words: ['zugangsdaten, anmeldedaten', /login[- ]?daten/, /login[- ]data/, /log[- ]?in credentials/, /(?<![\p{L}\d])credentials/u],
  },
  {
    what: 'an OpenStack secret',
    value: 'mixed',
    words: [/application[ _-]credential[ _-](?:secret|id)/],
  },
  {
    what: 'a key or token',
    value: 'mixed',
    words: [
      /api[ _-]?(?:key|token|secret)s?/,
      /t?otp[- ]?(?:seed|secret|key)/,
      /(?:access|secret|private|shared|preshared|encryption|signing|license)[ _-]?key/,
      /(?:client|shared|webhook|app)[ _-]?secret/,
      /(?:access|auth|bearer|refresh|bot|deploy|registration|join|personal access)[ _-]?tokens?/,
      /(?<![\p{L}\d])(?:secret|token|geheimnis)/u,
      'zugriffsschlüssel',
      /(?:wlan|api|lizenz|geheimer|privater)[ -]?schlüssel/,
    ],
  },
  {
    what: 'a dial-in code',
    value: 'digits',
    words: [
      sequence([
        anyOf([
          'conference, konferenz, meeting, phone conference, participant, attendee, moderator(en)?, teilnehmer, gast',
          'guest, host, leiter',
        ]),
        /[- ]?(?:code|kennung)/,
      ]),
      /einwahl[- ]?(?:pin|kennung)/,
      'teilnehmercode',
    ],
  },
  { what: 'credentials', value: 'mixed', words: [/(?<![\p{L}\d])(?:login|zugang|account|wi-?fi|wlan)/u] },
]

/** A name followed by one of these is a topic ("password reset flow", "token rotation"). */
export const TOPICS = phrases([
  'policy, policies, reset, resets, rotation, rotations, manager, managers, hash, hashes, hashing, strength',
  'length, field, prompt, form, flow, less, auth, authentication, login, change, changes, store, safe, vault',
  'generator, protection, protected, handling, management, support, server, service, based, expiry, lifetime',
  'refresh, exchange, storage, sharing, leak, leaks, scanning, topic, discussion, story, epic, richtlinien?',
  'wechsel, änderung, manager, tresor, speicher, vergabe, schutz, abfrage, regeln?, länge, stärke, rules?',
  'requirements?, ablauf, verwaltung, thema',
]).source

const NOT_SECRET = new Set(
  (
    'see siehe s.o. same as above oben wie ask frag fragt frage fragen bei by via per in im is ist the der die das den dem a ' +
    'an ein eine to zu for für of von and und or oder not nicht kein keine keiner keines keins no none nein nothing nichts ' +
    'null nil empty leer tbd tba todo n/a na unknown unbekannt needed required nötig erforderlich optional unchanged ' +
    'unverändert changed geändert new neu reset done erledigt open offen ok yes ja discussed diskutiert besprochen missing ' +
    'fehlt wrong falsch invalid ungültig expired abgelaufen rotated removed entfernt deleted gelöscht redacted hidden geheim ' +
    'secret secrets true false vertraulich confidential private privat will wird werden should soll sollte must muss müssen ' +
    'can kann has have hat haben was war were be been sind are we wir it es this that dieser diese dieses who wer how wie ' +
    'what was where wo when wann why warum with mit without ohne from vom on auf at am vault keepass bitwarden 1password ' +
    'vaultwarden passbolt pass keeper mail e-mail email chat matrix element slack signal chair host password passwort ' +
    'kennwort passcode pin token key schlüssel example beispiel placeholder changeme discuss diskutieren please bitte only ' +
    'nur still noch already schon also auch policy richtlinie topic thema known bekannt unknown deprecated veraltet obsolete ' +
    'supported unsupported enabled disabled aktiviert deaktiviert verboten forbidden abgeschafft keycloak sso oidc oauth saml ' +
    'ldap kerberos über nur shared geteilt sent verschickt geschickt standard default'
  ).split(' '),
)

/** Names of techniques that look like a password. */
const TECHNIQUES = phrases(
  [
    /o?auth\d/i,
    /oauth2\.\d/i,
    /sha-?\d{1,3}/i,
    'md5',
    /base\d\d/i,
    /argon2\w{0,2}/i,
    'pbkdf2, fido2, u2f',
    /[2m]fa/i,
    /ipv[46]/i,
    /[hre]s\d{3}/i,
    'ed25519, x509, x.509',
    /k[38]s/i,
    's3, i18n',
    /v\d[\w.]*/i,
    /tls\d?[\d.]*/i,
    /tests?[_-][\w.-]*/i,
    /ldapv?\d/i,
    'saml2?',
    /(?:rfc|scs|iso|din|bsi|cve|nist|cis)-?\d[\w.-]*/i,
    /0x[\da-f]+/i,
    /id_(?:rsa|dsa|ecdsa|ed25519)\w*/i,
    /q[1-4]/i,
    /r\d{1,2}/i,
    /kw\d+/i,
    /cw\d+/i,
  ],
  { before: /^/, after: /$/, flags: 'i' },
)

/** What stands in place of a secret on purpose, or points at one. */
const POINTERS = phrases(
  [
    /[<>[\](){}$%@#~./\\‹…*•_?!|-]/i,
    'https?:, ftp:, withheld',
    /x{3,}$/i,
    /\.{3}/i,
    /\d{4}-\d{2}-\d{2}$/i,
    /\d{1,2}[.:]\d{2}/i,
    /(?:19|20)\d{2}$/i,
    /v\d+(?:\.\d+)*$/i,
    /[\w.-]+\/[\w.-]+#\d/i,
    /[a-z_][\w.]*(?:\(\)?$|\[["']?)/i,
  ],
  { before: /^/, flags: 'i' },
)

/** What a value may be, behind a name: of `any` words one that means nothing else. */
export function looksSecret(token: string, value: Label['value']): boolean {
  if (token.length < 3 || POINTERS.test(token) || TECHNIQUES.test(token) || NOT_SECRET.has(token.toLowerCase())) return false
  if (value === 'digits') return /^\d[\d -]{2,14}#?$/.test(token)
  return value === 'any' || isMixed(token)
}

/** Letters with digits or signs among them, at least six: no word of a sentence. */
export function isMixed(token: string): boolean {
  if (token.length < 6 || /:\/\/|\]\(/.test(token) || POINTERS.test(token) || TECHNIQUES.test(token)) return false
  if (/^\d{4,}#?$/.test(token)) return true
  const inner = token.replace(/[!?*~]+$/, '')
  return /\p{L}/u.test(inner) && (/\d/.test(inner) || /[!$%&*+=^~]/.test(inner))
}

/** Three of small letters, capitals, digits and signs: nothing that people write but a secret. */
export function isStrong(token: string): boolean {
  return isMixed(token) && [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[!?$%&*+=^~@]/].filter((kind) => kind.test(token)).length >= 3
}

/** Words of a sentence, none of which is a secret by itself. */
export function isSentence(words: readonly string[]): boolean {
  return (
    words.length > 6 ||
    // "Keycloak stores hashes"; a passphrase is written one way.
    (words.some((word) => /^\p{Lu}/u.test(word)) && words.some((word) => /^\p{Ll}/u.test(word))) ||
    words.some((word) => NOT_SECRET.has(word.toLowerCase().replace(/[.,;:!?)]+$/, '')) || new RegExp(`^(?:${TOPICS})$`, 'iu').test(word))
  )
}
