/** The state of the comment on an epic, hidden in the comment itself so that it survives without a store. Parsed strictly. */
import { z } from 'zod'
import type { Finding } from '../../domain/finding.ts'
import { refKey } from '../../domain/reference.ts'

const day = z.iso.date()
/** What GitHub gives out: `some-one`, `some_one` (managed users), `some-app[bot]`. */
const login = z.string().regex(/^[A-Za-z\d][\w-]{0,50}(?:\[bot\])?$/)
const rule = z.string().regex(/^[a-z\d][a-z\d-]{0,59}$/)
/** As `storyKey` writes it, or short as earlier versions did; children that GitHub only counts have a `/` behind their number. */
const story = z.string().regex(/^(?:(?:[A-Za-z\d][\w-]{0,50}\/[\w.-]{1,100})?#\d{1,9}(?:\/[\w-]{1,40})?)?$/)

const State = z.strictObject({
  snoozed: z.strictObject({ until: day, by: login, reason: z.string().max(200) }).nullable(),
  /** One entry a rule. */
  ignored: z.array(z.strictObject({ rule, by: login, on: day, reason: z.string().max(200) })).max(40),
  /** When a comment that notifies was last made. */
  notified: z.iso.datetime().nullable(),
  /** And the one before that. */
  notifiedBefore: z.iso.datetime().nullable(),
  /** Notifications in a row after which nobody did anything. */
  unanswered: z.number().int().min(0).max(1000),
  /** Rule -> story (`owner/repo#1`; empty: the epic itself) -> first seen on. */
  seen: z.record(rule, z.record(story, day)),
  /** Findings that found no place above; while there are any, none counts as new. */
  more: z.number().int().min(0),
  /** Ticked off, newest last. */
  fixed: z.array(z.strictObject({ rule, story, on: day })).max(10),
  /** `rule story` of findings whose comment a person deleted or hid. */
  dismissed: z.array(z.string().max(230)).max(100),
  /** The label the app itself has set. */
  label: z.string().max(100).nullable(),
  /** Owners whom the comment calls by name. */
  addressed: z.array(login).max(10).default([]),
  /** `rule story` of findings for which owners were called already. */
  mentioned: z.array(z.string().max(230)).max(100).default([]),
})

export type CommentState = z.infer<typeof State>

export const freshState: CommentState = {
  snoozed: null,
  ignored: [],
  notified: null,
  notifiedBefore: null,
  unanswered: 0,
  seen: {},
  more: 0,
  fixed: [],
  dismissed: [],
  label: null,
  addressed: [],
  mentioned: [],
}

/** Longest base64url text of a state. */
export const MAX_STATE = 4096

/** base64url JSON of at most 4 KiB: reasons, ticked lines, the last findings and what was dismissed are given up for it, in that order. */
export function encodeState(state: CommentState): string {
  const shorter: ((state: CommentState) => CommentState)[] = [
    (whole) => whole,
    (whole) => ({
      ...whole,
      fixed: whole.fixed.slice(-3),
      mentioned: whole.mentioned.slice(-20),
      ignored: whole.ignored.map((entry) => ({ ...entry, reason: entry.reason.slice(0, 40) })),
    }),
    (whole) => ({
      ...whole,
      fixed: [],
      mentioned: [],
      dismissed: whole.dismissed.slice(0, 10),
      ignored: whole.ignored.map((entry) => ({ ...entry, reason: '' })),
    }),
  ]
  let kept = state
  for (const shorten of shorter) {
    kept = shorten(state)
    if (encoded(kept).length <= MAX_STATE) return encoded(kept)
  }
  const entries = Object.entries(kept.seen).flatMap(([rule, stories]) =>
    Object.entries(stories).map(([story, on]) => ({ rule, story, on })),
  )
  for (let count = entries.length; count > 0; count = Math.floor(count * 0.9)) {
    const cut = { ...kept, seen: nested(entries.slice(0, count)), more: kept.more + entries.length - count }
    if (encoded(cut).length <= MAX_STATE) return encoded(cut)
  }
  const bare = { ...kept, seen: {}, more: kept.more + entries.length }
  const snoozed = bare.snoozed && { ...bare.snoozed, reason: '' }
  for (const last of [bare, { ...bare, snoozed }, { ...bare, snoozed, dismissed: [] }]) {
    if (encoded(last).length <= MAX_STATE) return encoded(last)
  }
  let { ignored } = bare
  while (ignored.length > 0 && encoded({ ...bare, snoozed, dismissed: [], ignored }).length > MAX_STATE) ignored = ignored.slice(1)
  return encoded({ ...bare, snoozed, dismissed: [], ignored })
}

/** null for anything that is not exactly a state. */
export function decodeState(text: string): CommentState | null {
  if (text.length > MAX_STATE || !/^[\w-]*$/.test(text)) return null
  try {
    const result = State.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return result.success ? result.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function encoded(state: CommentState): string {
  return Buffer.from(JSON.stringify(state)).toString('base64url')
}

function nested(entries: readonly { rule: string; story: string; on: string }[]): CommentState['seen'] {
  // Without a prototype: what stands in a comment names no property of every object.
  const seen: Record<string, Record<string, string>> = Object.create(null)
  for (const { rule, story, on } of entries) {
    const stories = seen[rule] ?? Object.create(null)
    stories[story] = on
    seen[rule] = stories
  }
  return seen
}

/** How a state names a story: in full, so that it means the same after the epic moved to another repository. */
function storyKey(story: string | null): string {
  return story === null ? '' : refKey(story)
}

/** `rule story`, the story in full. */
export function findingKey({ rule, story }: Pick<Finding, 'rule' | 'story'>): string {
  return `${rule} ${storyKey(story)}`
}

/** The reference of a story by its name in a state; null for the epic itself. `#1`, as earlier versions wrote, lies beside the epic. */
export function storyRef(epic: string, key: string): string | null {
  return key === '' ? null : key.startsWith('#') ? `${epic.split('#')[0]}${key}` : key
}

/** The state with all stories named in full. */
export function inFull(state: CommentState, epic: string): CommentState {
  const seen = Object.entries(state.seen).flatMap(([rule, stories]) =>
    Object.entries(stories).map(([story, on]) => ({ rule, story: fullKey(epic, story), on })),
  )
  return {
    ...state,
    seen: nested(seen),
    fixed: state.fixed.map((entry) => ({ ...entry, story: fullKey(epic, entry.story) })),
    dismissed: state.dismissed.map((key) => fullFinding(epic, key)),
  }
}

/** `rule story` with the story named in full. */
export function fullFinding(epic: string, key: string): string {
  const [rule = '', story = ''] = key.split(' ')
  return `${rule} ${fullKey(epic, story)}`
}

function fullKey(epic: string, story: string): string {
  return storyKey(storyRef(epic, story))
}

/** What two comments that were made at the same time remember together; where both say something, `a` counts. */
export function merged(a: CommentState, b: CommentState): CommentState {
  const later = a.snoozed !== null && b.snoozed !== null && b.snoozed.until > a.snoozed.until ? b.snoozed : (a.snoozed ?? b.snoozed)
  const seen = { ...b.seen }
  for (const [rule, stories] of Object.entries(a.seen)) seen[rule] = { ...seen[rule], ...stories }
  return {
    ...a,
    snoozed: later,
    ignored: [...a.ignored, ...b.ignored.filter(({ rule }) => !a.ignored.some((entry) => entry.rule === rule))].slice(-40),
    dismissed: [...new Set([...a.dismissed, ...b.dismissed])].slice(0, 100),
    seen,
    label: a.label ?? b.label,
    mentioned: [...new Set([...a.mentioned, ...b.mentioned])].slice(-100),
  }
}

/** The day a finding was first seen by this comment; null when it is new to it. */
export function firstReportedOn(state: CommentState, { rule, story }: Pick<Finding, 'rule' | 'story'>): string | null {
  return state.seen[rule]?.[storyKey(story)] ?? null
}

/** Whether a finding, by its rule and the key of its story, can still be checked. A story that left the epic is not fixed by that. */
export type IsThere = (rule: string, story: string) => boolean

/**
 * The state after another look: findings that are new are seen from `today` on, those that went are ticked off,
 * those that came back are not ticked any more.
 */
export function foldFindings(
  state: CommentState,
  findings: readonly Pick<Finding, 'rule' | 'story' | 'since'>[],
  today: string,
  isThere: IsThere,
): { state: CommentState; gone: number } {
  const left = Object.entries(state.seen).flatMap(([rule, stories]) =>
    Object.entries(stories).flatMap(([story, on]) => (isThere(rule, story) ? [] : [{ rule, story, on }])),
  )
  /** A story that moved has another name: what was known of it by the old one still holds. */
  const inherited = (rule: string) => {
    const index = left.findIndex((entry) => entry.rule === rule)
    return index === -1 ? null : (left.splice(index, 1)[0]?.on ?? null)
  }
  const now = findings.map(({ rule, story, since }) => ({
    rule,
    story: storyKey(story),
    // While some could not be kept, nobody can tell new ones from old ones: better one notification too few.
    on: firstReportedOn(state, { rule, story }) ?? inherited(rule) ?? (state.more > 0 ? (since ?? '2000-01-01') : today),
  }))
  const isNow = (rule: string, story: string) => now.some((entry) => entry.rule === rule && entry.story === story)
  const gone = Object.entries(state.seen).flatMap(([rule, stories]) =>
    Object.keys(stories)
      .filter((story) => isThere(rule, story) && !isNow(rule, story) && !state.ignored.some((entry) => entry.rule === rule))
      .map((story) => ({ rule, story, on: today })),
  )
  const fixed = [...state.fixed.filter(({ rule, story }) => !isNow(rule, story)), ...gone].slice(-10)
  return { state: { ...state, seen: nested(now), more: 0, fixed }, gone: gone.length }
}
