/** Finds the last human activity. Bots, labels, cross-references and moves never count. */
import type { Actor, Event, Timeline } from './queries/schema.ts'

/** A line of comments that the app wrote with a person's token; people may have put their own lines above it. */
const OWN_MARK = /^<!-- scs-sprint:/m

/** What is known of one issue or pull request so far; dates are ISO strings in UTC, so they compare as text. */
export type Activity = {
  /** Last human activity seen. */
  at: string | null
  /** Where to look further back; null when everything was seen, or older events cannot matter. */
  before: string | null
  /** The body was last edited by a bot: earlier edits of people are hidden behind it. */
  editsHidden: boolean
}

/** Machine users that GitHub takes for people: logins in lower case, without `[bot]`. */
export type Bots = ReadonlySet<string>

const NO_BOTS: Bots = new Set()

/** GitHub's own type tells, the login's end, or sprint.yml. A deleted account (null) was a person's. */
export function isBot(actor: Actor, bots: Bots = NO_BOTS): boolean {
  return actor != null && (actor.__typename === 'Bot' || isBotName(actor.login, bots))
}

function isBotName(name: string | null, bots: Bots): boolean {
  return name !== null && (name.endsWith('[bot]') || bots.has(name.toLowerCase()))
}

/** When a person did it; null for what does not count. */
export function humanTime(event: Event, bots: Bots = NO_BOTS): string | null {
  if (event.commit) return commitTime(event.commit, bots)
  if (event.__typename === 'IssueComment' && event.viewerDidAuthor && OWN_MARK.test(event.body ?? '')) return null
  if (isBot(event.author, bots) || isBot(event.actor, bots)) return null
  return event.submittedAt ?? event.createdAt ?? null
}

/** A bot that rebases a person's commit changes only the date of committing. */
function commitTime(commit: NonNullable<Event['commit']>, bots: Bots): string | null {
  const { author, committer, committedDate, authoredDate } = commit
  // Without an account the name is all that tells.
  if (isBotName(author?.user?.login ?? author?.name ?? null, bots)) return null
  return isBotName(committer?.name ?? null, bots) ? (authoredDate ?? committedDate) : committedDate
}

const LINKED_KINDS = new Set([
  'IssueComment',
  'PullRequestReview',
  'PullRequestCommit',
  'ReadyForReviewEvent',
  'MergedEvent',
  'ClosedEvent',
  'ReopenedEvent',
])

/** What counts of a pull request for the story it closes: all but another title. */
export function linkedTime(event: Event, bots: Bots = NO_BOTS): string | null {
  return LINKED_KINDS.has(event.__typename) ? humanTime(event, bots) : null
}

export type Beginnings = {
  readonly author?: Actor
  readonly createdAt?: string | null | undefined
  readonly editor?: Actor
  readonly lastEditedAt?: string | null | undefined
}

/** Of an issue or pull request with the newest of its events. To write it is the first activity, where a person did. */
export function activityOf(thing: Beginnings, timeline: Timeline | null | undefined, bots: Bots = NO_BOTS): Activity {
  const created = isBot(thing.author, bots) ? null : (thing.createdAt ?? null)
  const editedByBot = thing.lastEditedAt != null && isBot(thing.editor, bots)
  const edited = editedByBot ? null : (thing.lastEditedAt ?? null)
  const seen = ofTimeline(timeline, (event) => humanTime(event, bots))
  const at = latest([created, edited, seen.at])
  return { at, before: needsMore(timeline, seen, at) ? (timeline?.pageInfo.startCursor ?? null) : null, editsHidden: editedByBot }
}

/** Of a pull request, for the story it closes: to open it is the first activity. */
export function linkedActivityOf(pull: Beginnings, timeline: Timeline | null | undefined, bots: Bots = NO_BOTS): Activity {
  const seen = ofTimeline(timeline, (event) => linkedTime(event, bots))
  const at = latest([isBot(pull.author, bots) ? null : pull.createdAt, seen.at])
  return { at, before: needsMore(timeline, seen, at) ? (timeline?.pageInfo.startCursor ?? null) : null, editsHidden: false }
}

function ofTimeline(timeline: Timeline | null | undefined, time: (event: Event) => string | null) {
  const events = (timeline?.nodes ?? []).filter((event) => event !== null)
  const oldest = events[0]
  return {
    at: latest(events.map(time)),
    oldest: oldest ? (oldest.createdAt ?? oldest.submittedAt ?? oldest.commit?.committedDate ?? null) : null,
  }
}

/** Only bots on the newest page, more behind it, and nothing else as new as its oldest event. */
function needsMore(timeline: Timeline | null | undefined, seen: { at: string | null; oldest: string | null }, at: string | null): boolean {
  if (!timeline?.pageInfo.hasPreviousPage || seen.at !== null) return false
  return at === null || seen.oldest === null || at < seen.oldest
}

export function latest(times: readonly (string | null | undefined)[]): string | null {
  let last: string | null = null
  for (const time of times) if (time != null && (last === null || time > last)) last = time
  return last
}
