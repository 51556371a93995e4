/** Pad, board and history -> the minutes, and what a person is asked about them. Pure: gathers nothing, writes nothing. */
import type { Snapshot } from '../domain/board.ts'
import { compareSnapshots } from '../domain/board-changes.ts'
import { addDays, dayIn, instantAt, minuteIn } from '../domain/dates.ts'
import { minutesPath } from '../domain/minutes-path.ts'
import type { Notes } from '../domain/notes.ts'
import { formatRef, refKey } from '../domain/reference.ts'
import { sprintAfter, sprintOn } from '../domain/sprints.ts'
import { evaluateHygiene, viewOf } from '../hygiene/evaluate.ts'
import { belongsToTeam, hasTeamLabel } from '../hygiene/team-scope.ts'
import type { AskedForStory } from '../hygiene/views.ts'
import { annotationsOf } from '../minutes/annotations.ts'
import { type BoardLookup, lookupBoard } from '../minutes/board-lookup.ts'
import { linkOf, plain } from '../minutes/known-facts.ts'
import { followItems } from '../minutes/open-items.ts'
import type { PadLine } from '../minutes/pad-lines.ts'
import { createPlaces, type Places } from '../minutes/places.ts'
import { listAttention } from '../minutes/sections/attention.ts'
import { type Contradiction, findContradictions } from '../minutes/sections/contradictions.ts'
import { ageOf, listItems } from '../minutes/sections/items-and-decisions.ts'
import { boardNews, plannedFor } from '../minutes/sections/not-discussed.ts'
import { findTopics, type Topics } from '../minutes/topics.ts'
import { type LostLine, wordsMissing } from '../notes/format-words.ts'
import { formatNotes } from '../notes/house-format.ts'
import type { Formatted, ReadOptions } from '../notes/options.ts'
import { readNotes } from '../notes/read-notes.ts'
import { askedStories } from './asked-stories.ts'
import { hygieneInput } from './hygiene-input.ts'
import { meetingText } from './meeting-text.ts'
import type { MinutesInput } from './minutes-input.ts'
import { composePullBody, type Question, questionsOf } from './minutes-questions.ts'
import { knowledgeOf } from './notes-knowledge.ts'
import { padLines } from './pad-lines.ts'

export type { MinutesInput } from './minutes-input.ts'

export type ComposedMinutes = {
  readonly path: string
  readonly text: string
  readonly notes: Notes
  readonly questions: readonly Question[]
  /** For the person who runs it. */
  readonly remarks: readonly string[]
  /** The meeting did not take place: nothing is to be published. */
  readonly cancelled: boolean
  /** Of the pull request. */
  readonly body: string
  readonly assignees: readonly string[]
}

/** Throws UserError where a person must act: an empty or untouched pad, a login page, another day's notes. */
export function composeMinutes(input: MinutesInput): ComposedMinutes {
  const { settings, team, date, pad } = input
  const path = minutesPath(team.path, team.id, date)
  const meeting = meetingText(pad.text, date, pad.source ?? 'The pad')
  const snapshot = team.board ? boardOfDay(input) : null
  const knowledge = knowledgeOf(settings, date, snapshot, input.past)
  const notes = readNotes(meeting.text, knowledge)
  if (meeting.cancelled !== null) {
    const { text } = formatNotes(meeting.text, { ...knowledge, firstHeading: team.firstHeading })
    const remark = `${path}: the meeting of ${date} did not take place ("${meeting.cancelled}"); nothing is published.`
    return { path, text, notes, questions: [], remarks: [remark], cancelled: true, body: '', assignees: [] }
  }
  const context = contextOf(input, snapshot, knowledge, notes, padLines(meeting.structure, notes))
  const news = newsOf(context)
  const formatted = formatMinutes(meeting.text, context, news)
  const places = createPlaces(context.lines, context.topics, formatted.text, formatted.inputLines)
  const contradictions = contradictionsOf(context)
  const summary = renderSummary(context, { places, contradictions, news })
  const whole = `${formatted.text.trimEnd()}\n\n${summary}\n`
  const lost = wordsMissing(meeting.text, whole)
  const text = lost.length === 0 ? whole : `${whole}\n${keptAsTyped(lost, team.firstHeading + 1)}\n`
  const questions = questionsOf({ notes, places, contradictions, snapshot, lost: lost.length })
  return {
    path,
    text,
    notes,
    questions,
    remarks: [
      ...remarksOf(context),
      ...lost.map(({ line, problem }) => `line ${line}: the house format has changed it (${problem}); it is kept as typed at the end.`),
    ],
    cancelled: false,
    ...composePullBody({ ...input, snapshot, notes, questions, topics: context.topics.all.length }),
  }
}

type Context = Omit<MinutesInput, 'snapshot'> & {
  readonly snapshot: Snapshot | null
  readonly knowledge: ReadOptions
  readonly notes: Notes
  readonly lines: readonly PadLine[]
  readonly board: BoardLookup | null
  readonly topics: Topics
  /** `refKey` of everything the notes name, and of the epics they are about. */
  readonly discussed: ReadonlySet<string>
  readonly asked: readonly AskedForStory[]
}

function contextOf(
  input: MinutesInput,
  snapshot: Snapshot | null,
  knowledge: ReadOptions,
  notes: Notes,
  lines: readonly PadLine[],
): Context {
  const status = input.settings.board?.status ?? { active: ['Doing', 'In progress', 'Review'], done: ['Done'] }
  const board = snapshot === null ? null : lookupBoard(snapshot, status)
  const topics = findTopics(lines, board)
  const epics = lines.flatMap((_, index) => topics.epicOf(index)?.ref ?? [])
  const discussed = new Set([...notes.references.map((ref) => refKey(formatRef(ref))), ...epics.map(refKey)])
  const here = notes.wishes
    .filter(({ kind }) => kind === 'story-missing')
    .map(({ text, line }) => {
      const at = lines.findIndex(({ number }) => number === line)
      return { epic: at === -1 ? null : (topics.epicOf(at)?.ref ?? null), text, date: input.date }
    })
  const asked = snapshot === null ? [] : [...askedStories(input.past, snapshot), ...here]
  return { ...input, snapshot, knowledge, notes, lines, board, topics, discussed, asked }
}

/** Days after a meeting on which a look at the board still shows what the meeting saw. */
const SAME_LOOK_DAYS = 3

/** Minutes of an older meeting are made from the look nearest to it, where one was kept. */
function boardOfDay({ snapshot, history, date, settings: { timezone } }: MinutesInput): Snapshot | null {
  if (snapshot === null) return null
  const last = addDays(date, SAME_LOOK_DAYS)
  const day = (look: Snapshot) => dayIn(timezone, new Date(look.takenAt))
  if (day(snapshot) <= last) return snapshot
  const near = history.filter((look) => look.complete && day(look) >= date && day(look) <= last)
  return near.sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))[0] ?? snapshot
}

type News = { readonly review: string; readonly planned: string; readonly reviewLine: number | null; readonly planningLine: number | null }

function newsOf(context: Context): News | null {
  const { board, snapshot, discussed, lines, date, render } = context
  if (board === null || snapshot === null) return null
  const isTeams = teamFilter(context, snapshot)
  const { since, label, before } = lastLook(context, snapshot)
  const changes = before === null ? null : compareSnapshots(before, snapshot)
  const groups = boardNews({ board, changes, since, discussed, isTeams })
  const review = render('minutes/not-discussed', {
    since: label,
    groups: groups.map(({ title, items }) => ({ title, items: items.join('; ') })),
  })
  const reviewLine = headingLine(lines, /\bsprint\b.*\breview\b|\breview\b/i)
  const planningLine = headingLine(lines, /\bsprint\b.*\bplanning\b|\bplanning\b/i)
  const taken = new Set([...discussed, ...groups.flatMap(({ refs }) => refs.map(refKey))])
  const sprint = plannedSprint(snapshot, date)
  const items = planningLine === null || sprint === null ? [] : plannedFor(sprint, { board, discussed: taken, isTeams })
  const planned = items.length === 0 || sprint === null ? '' : render('minutes/planned', { sprint: plain(sprint), items })
  return { review: tidy(review), planned: tidy(planned), reviewLine, planningLine }
}

/** The first heading below the title that fits; one with "sprint" in it goes before others. */
function headingLine(lines: readonly PadLine[], pattern: RegExp): number | null {
  const fitting = lines.filter(({ kind, level, text }) => kind === 'heading' && level > 1 && pattern.test(text))
  return (fitting.find(({ text }) => /sprint/i.test(text)) ?? fitting[0])?.number ?? null
}

/** The sprint that planning looks at: the next one, or the one that has just begun. */
function plannedSprint({ sprints = [] }: Snapshot, date: string): string | null {
  const current = sprintOn(sprints, date)
  if (current && current.startsOn >= addDays(date, -2)) return current.name
  return sprintAfter(sprints, date)?.name ?? null
}

/** The look at the board nearest to the last meeting, or the time of that meeting where none was kept. */
function lastLook(context: Context, snapshot: Snapshot): { since: string; label: string; before: Snapshot | null } {
  const { settings, team, date, past, history } = context
  const day = past[0]?.date ?? addDays(date, -7 * (team.meeting?.everyWeeks ?? 1))
  const begin = instantAt(settings.timezone, day, team.meeting?.time ?? '12:00')
  const since = new Date(begin.getTime() + (team.meeting?.minutes ?? 60) * 60_000).toISOString()
  const from = instantAt(settings.timezone, addDays(day, -3), '00:00').toISOString()
  const until = instantAt(settings.timezone, addDays(day, 2), '00:00').toISOString()
  const near = history
    .filter(({ takenAt, complete }) => complete && takenAt >= from && takenAt < until && takenAt < snapshot.takenAt)
    .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
  const before = near.find(({ takenAt }) => takenAt <= since) ?? near.at(-1) ?? null
  return { since, label: before === null ? day : dayIn(settings.timezone, new Date(before.takenAt)), before }
}

function teamFilter({ settings, team, now }: Context, snapshot: Snapshot): (ref: string) => boolean {
  const input = hygieneInput(settings, team, { snapshot }, now)
  const view = viewOf(input)
  const issues = new Map(view.issues.map((issue) => [refKey(issue.item.ref), issue]))
  return (ref) => {
    const issue = issues.get(refKey(ref))
    if (issue) return belongsToTeam(issue, input.team, input.teamLabels ?? [], view)
    const item = view.itemOf(ref)
    return item !== null && hasTeamLabel(item, team.label)
  }
}

function formatMinutes(text: string, context: Context, news: News | null): Formatted {
  const { board, lines, notes, past, settings, team, knowledge } = context
  const facts = board === null ? new Map<number, string>() : annotationsOf(lines, board)
  const carried = followItems(notes, past, { people: settings.people })
  const statusOf = (line: number) => notes.actionItems.find((item) => item.line === line)?.status ?? 'open'
  const insertions = [
    ...(news && news.reviewLine !== null ? [{ endOfSection: news.reviewLine, lines: news.review.split('\n') }] : []),
    ...(news && news.planningLine !== null && news.planned !== ''
      ? [{ endOfSection: news.planningLine, lines: news.planned.split('\n') }]
      : []),
  ]
  return formatNotes(text, {
    ...knowledge,
    firstHeading: team.firstHeading,
    proposeHandles: true,
    insertions,
    annotate: (line) => {
      const open = carried.get(line)
      const added = [facts.get(line) ?? '', open ? `(${ageOf(open, statusOf(line))})` : ''].filter((note) => note !== '')
      return added.length === 0 ? null : added.join(' ')
    },
  })
}

function contradictionsOf({ board, lines, topics, notes }: Context): readonly Contradiction[] {
  if (board === null) return []
  return findContradictions({ lines, topics, board, apart: new Set(notes.actionItems.map(({ line }) => line)) })
}

function renderSummary(
  context: Context,
  { places, contradictions, news }: { places: Places; contradictions: readonly Contradiction[]; news: News | null },
): string {
  const { team, board, notes, settings, past, render } = context
  const inline = (text: string) => inlineMarkdown(text, context)
  const items = listItems({
    notes,
    carried: followItems(notes, past, { people: settings.people }),
    places,
    spelt: spellings(context.lines),
    inline,
  })
  const attention = attentionOf(context, places, inline)
  const level = '#'.repeat(team.firstHeading + 1)
  return tidy(
    render('minutes/summary', {
      h2: level,
      h3: `${level}#`,
      about: aboutLine(context),
      ...items,
      showsAttention: board !== null || attention.lines.length > 0,
      attention: attention.lines,
      attentionRest: attention.more === 0 ? '' : `And ${attention.more} more; \`scs-sprint hygiene --team ${team.id}\` lists them all.`,
      contradictions: contradictions.map(
        ({ line, said, item, board: told }) => `"${inline(said)}", but ${linkOf(item)} ${told}${places.linkTo(line)}`,
      ),
      notDiscussed: news && news.reviewLine === null ? news.review : '',
    }),
  )
}

function attentionOf(context: Context, places: Places, inline: (text: string) => string) {
  const { settings, team, snapshot, history, asked, notes, lines, topics, board, discussed, now } = context
  const findings =
    snapshot === null || team.hygiene.mode === 'off'
      ? []
      : evaluateHygiene(
          hygieneInput(settings, team, { snapshot, history: history.filter(({ takenAt }) => takenAt < snapshot.takenAt), asked }, now),
        )
  return listAttention({ findings, wishes: notes.wishes, lines, topics, places, board, discussed, inline })
}

/** Lines that the house format would have changed: nothing is lost, and it is said. */
function keptAsTyped(lost: readonly LostLine[], level: number): string {
  const lines = lost.map(({ text }) => text)
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length + 1)))))
  return [`${'#'.repeat(level)} Kept as typed`, '', `${fence}text`, ...lines, fence].join('\n')
}

/** Where the words in brackets come from, and of what time they are; why there are none. */
function aboutLine({ team, settings, snapshot, boardRemark }: Context): string {
  if (!team.board || settings.board === null) return ''
  if (snapshot === null) return boardRemark ?? 'No board was read.'
  const url = snapshot.board.url ?? `https://github.com/orgs/${snapshot.board.owner}/projects/${snapshot.board.number}`
  const part = snapshot.complete ? '' : ' It could not be read completely: something may be missing.'
  return `What stands in brackets behind links is from the [board](${url}) as of ${minuteIn(settings.timezone, new Date(snapshot.takenAt))}.${part}`
}

/** The same minutes but for the time the board was looked at: nothing worth a commit. */
export function isSameMinutes(a: string, b: string): boolean {
  return withoutLook(a) === withoutLook(b)
}

function withoutLook(text: string): string {
  return text.replace(/\bas of \d{4}-\d{2}-\d{2} \d{2}:\d{2}\./g, 'as of then.')
}

/** Words of a pad line with their links, as the house format makes them. */
function inlineMarkdown(text: string, { knowledge, notes }: Context): string {
  const { date: _date, evidence = [], ...rest } = knowledge
  // What was proved in the pad is proved in a piece of it.
  const known = { ...rest, evidence: [...evidence, ...notes.references] }
  const { text: made } = formatNotes(`- ${text.replace(/\s+/g, ' ').trim()}\n`, known)
  // A text without a title gets one; only the line itself is wanted.
  const lines = made.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines
    .map((line) => line.trim())
    .join(' ')
    .replace(/^[-*] /, '')
}

/** Handles keep the case people gave them; where it differs within the pad, the first one. */
function spellings(lines: readonly PadLine[]): (handle: string) => string {
  const spelt = new Map<string, string>()
  for (const { text } of lines) {
    for (const [, handle = ''] of text.matchAll(/@([\w-]{1,40})/g))
      if (!spelt.has(handle.toLowerCase())) spelt.set(handle.toLowerCase(), handle)
  }
  return (handle) => spelt.get(handle) ?? handle
}

function remarksOf({ notes, snapshot }: Context): readonly string[] {
  return [
    ...notes.warnings.map(({ line, message }) => `line ${line}: ${message}`),
    ...(snapshot !== null && !snapshot.complete ? ['The picture of the board is not complete: no findings are told.'] : []),
  ]
}

/** Templates leave gaps where a part is absent. */
function tidy(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trim()
}
