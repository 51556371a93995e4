/** The webhook events that the app uses, in one list for the listener, app.yml and `doctor`. */

/** In app.yml: an installation that lacks one of them hears of changes only with the next full read. */
export const SUBSCRIBED_EVENTS = [
  'issues',
  'issue_comment',
  'sub_issues',
  'label',
  'milestone',
  'pull_request',
  'pull_request_review',
  'projects_v2_item',
  'repository',
] as const

/** Not subscribed to, but used where they arrive (GitHub always sends those about the installation, and requests for another check). */
export const WELCOME_EVENTS = [
  'check_run',
  'check_suite',
  'issue_dependencies',
  'projects_v2',
  'pull_request_review_comment',
  'installation',
  'installation_repositories',
] as const

export type WebhookEvent = (typeof SUBSCRIBED_EVENTS)[number] | (typeof WELCOME_EVENTS)[number]

export function isWebhookEvent(name: string): name is WebhookEvent {
  return [...SUBSCRIBED_EVENTS, ...WELCOME_EVENTS].some((event) => event === name)
}

/** Those of `SUBSCRIBED_EVENTS` that an installation does not send. */
export function lackingEvents(subscribed: readonly string[]): readonly string[] {
  return SUBSCRIBED_EVENTS.filter((event) => !subscribed.includes(event))
}
