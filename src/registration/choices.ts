/** What a person chose on the registration page, checked. */
export type Choices = {
  readonly organization: string
  readonly name: string
  /** Where GitHub sends webhooks; null: no server, no webhooks. */
  readonly webhookUrl: string | null
}

/** As typed in the form. */
export type Typed = { readonly organization: string; readonly name: string; readonly use: string; readonly url: string }

export type Field = 'organization' | 'name' | 'use' | 'url'

/** One field that a person must correct; `told`: expected, found, what to do. */
export type Problem = { readonly field: Field; readonly told: string }

/** Whom a host name or an address belongs to. */
export type HostKind = 'public' | 'loopback' | 'private'

/** How the form is checked where it is served: `isEnterprise`: a GitHub server of one's own may reach private networks. */
export type CheckedWith = { readonly isEnterprise: boolean; readonly hostKind: (host: string) => HostKind }

/** GitHub's limit for the names of apps. */
const LONGEST_NAME = 34

const WEBHOOK_PATH = '/api/github/webhooks'

const ORGANIZATION = /^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/

/** The choices, or what must be corrected first. */
export function readChoices(typed: Typed, context: CheckedWith): Choices | readonly Problem[] {
  const organization = typed.organization.trim().replace(/^@/, '')
  const name = typed.name.trim() === '' ? nameFor(organization) : typed.name.trim()
  const problems: Problem[] = []
  if (!ORGANIZATION.test(organization)) {
    const found = organization === '' ? 'nothing' : 'something else'
    const told = `Organization: expected its name, as in the address of its page on GitHub, found ${found}. Use letters, digits and dashes, without a URL.`
    problems.push({ field: 'organization', told })
  }
  if (name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) {
    const told = `Name of the app: expected at most ${LONGEST_NAME} characters on one line, found ${name.length} characters. Shorten it.`
    problems.push({ field: 'name', told })
  }
  if (typed.use !== 'server' && typed.use !== 'workflow') {
    problems.push({ field: 'use', told: 'How it runs: expected a server or no server, found neither. Choose one.' })
  }
  const webhook = typed.use === 'server' ? webhookUrl(typed.url.trim(), context) : { url: null }
  if ('told' in webhook) problems.push({ field: 'url', told: webhook.told })
  return problems.length > 0 || 'told' in webhook ? problems : { organization, name, webhookUrl: webhook.url }
}

/** Names of apps are unique on GitHub, so the organization's is in it. */
export function nameFor(organization: string): string {
  return organization === '' ? '' : `scs-sprint-${organization}`.slice(0, LONGEST_NAME)
}

function webhookUrl(typed: string, { isEnterprise, hostKind }: CheckedWith): { url: string } | { told: string } {
  const wrong = (found: string, fix: string) => ({
    told: `Public address: expected https:// and a host that GitHub can reach, found ${found}. ${fix}`,
  })
  const without = 'Enter the address of your server or proxy, or choose "Without a server".'
  if (typed === '') return wrong('nothing', without)
  const url = URL.canParse(typed) ? new URL(typed) : null
  if (url === null || (url.protocol !== 'https:' && !(isEnterprise && url.protocol === 'http:')))
    return wrong('something else', 'Enter a URL like https://sprint.example.org.')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return wrong('more than an address', 'Enter it without a user name, a password, a "?" or a "#".')
  const kind = hostKind(url.hostname)
  if (kind === 'loopback') return wrong('an address of this machine alone, which GitHub refuses', without)
  if (kind === 'private' && !isEnterprise) return wrong('an address in a private network', without)
  const path = url.pathname.replace(/\/+$/, '')
  return { url: `${url.origin}${path.endsWith(WEBHOOK_PATH) ? path : `${path}${WEBHOOK_PATH}`}` }
}
