/** The manifest that GitHub is sent, from app.yml and what a person chose. */
import type { Choices } from './choices.ts'

/** What app.yml says. `reason`: the comment at the end of its line. */
export type AppDescription = {
  readonly description: string
  readonly url: string
  readonly permissions: readonly { readonly name: string; readonly access: string; readonly reason: string }[]
  readonly events: readonly string[]
}

export type Manifest = {
  readonly name: string
  readonly description: string
  readonly url: string
  readonly public: false
  readonly redirect_url: string
  readonly hook_attributes: { readonly url: string; readonly active: boolean }
  readonly default_permissions: Readonly<Record<string, string>>
  readonly default_events?: readonly string[]
}

/** `redirectUrl`: where GitHub sends the browser with the code. */
export function manifestOf(app: AppDescription, { name, webhookUrl }: Choices, redirectUrl: string): Manifest {
  return {
    name,
    description: app.description,
    url: app.url,
    public: false,
    redirect_url: redirectUrl,
    // GitHub wants a URL here even where nothing is sent to it.
    hook_attributes: { url: webhookUrl ?? app.url, active: webhookUrl !== null },
    default_permissions: Object.fromEntries(app.permissions.map(({ name: permission, access }) => [permission, access])),
    ...(webhookUrl === null ? {} : { default_events: app.events }),
  }
}

/** GitHub's page that takes the manifest. `site`: `https://github.com`, or a GitHub server. */
export function newAppUrl(site: string, organization: string, state: string): string {
  return `${site}/organizations/${encodeURIComponent(organization)}/settings/apps/new?state=${encodeURIComponent(state)}`
}
