/** What must not stand where everybody can read: credentials (never published), addresses of people (asked about). Pure. */

export type Sensitive = { readonly line: number; readonly kind: 'credential' | 'e-mail'; readonly what: string }

/** Only forms that nothing else has: a false alarm would keep minutes from being published. */
const CREDENTIALS: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]{1,12} ){0,3}PRIVATE KEY-----/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z\d]{30,255}|github_pat_[A-Za-z\d_]{40,255})/],
  ['a token of GitLab', /\bglpat-[\w-]{20,64}/],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z\d-]{20,255}/],
  ['an access key of AWS', /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/],
  ['a signed web token', /\beyJ[\w-]{15,4000}\.eyJ[\w-]{15,4000}\.[\w-]{15,4000}/],
]

/** `git@host:place` is where code lies. */
const E_MAIL = /(?<![\w.+/-])[\w.+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,4}(?![\w/@]|:\w)/

/** By line of the text, from 1; never the thing itself. */
export function findSensitive(text: string): readonly Sensitive[] {
  return text.split('\n').flatMap((line, index): Sensitive[] => {
    const found = CREDENTIALS.filter(([, pattern]) => pattern.test(line)).map(([what]) => ({ kind: 'credential' as const, what }))
    const address = E_MAIL.test(line) ? [{ kind: 'e-mail' as const, what: 'an e-mail address' }] : []
    return [...found, ...address].map((one) => ({ line: index + 1, ...one }))
  })
}
