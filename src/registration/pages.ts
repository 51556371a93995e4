/** The pages of the registration, from templates in `templates/registration/`. */
import type { Choices, Typed } from './choices.ts'
import { type AppDescription, manifestOf, newAppUrl } from './manifest.ts'
import type { Progress } from './registered-app.ts'

export type PagesOf = {
  /** GitHub's, for browsers. */
  readonly site: string
  readonly description: AppDescription
  readonly render: (template: string, data: unknown) => string
}

export function createRegistrationPages({ site, description, render }: PagesOf) {
  const host = new URL(site).host
  const page = (title: string, template: string, data: object) =>
    render('registration/layout', { title, body: render(`registration/${template}`, { host, ...data }) })
  return {
    form: (typed: Typed, { token, problems }: { readonly token: string; readonly problems: readonly string[] }) =>
      page('Register the app', 'form', {
        typed,
        token,
        problems,
        isServer: typed.use === 'server',
        isWorkflow: typed.use === 'workflow',
      }),
    check: (choices: Choices, { state, redirectUrl }: { readonly state: string; readonly redirectUrl: string }) =>
      page('Check, and register', 'check', {
        choices,
        action: newAppUrl(site, choices.organization, state),
        manifest: JSON.stringify(manifestOf(description, choices, redirectUrl)),
        permissions: description.permissions,
      }),
    progress: (progress: Progress) => page(titleOf(progress), 'progress', progress),
    message: (title: string, told: string) => page(title, 'message', { told }),
  }
}

function titleOf({ installedIn, app }: Progress): string {
  if (installedIn.length === 0) return 'Now install the app'
  return app.hasWebhook ? 'Now configure the app' : 'The app is ready'
}
