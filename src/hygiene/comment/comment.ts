/** Turns findings into the text of the comment on an epic. Decides what is said; the template has the order and wording. Pure. */

import { type Progress, progressWords } from '../../domain/board/progress.ts'
import { type Evidence, evidenceName, evidenceText, type Finding } from '../../domain/finding.ts'
import type { GithubWeb } from '../../domain/github-web.ts'
import { refKey } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { asCode, quietHandle, quietLink, quoted } from '../../domain/text/escape.ts'
import { sha256Of } from '../../domain/text/sha256.ts'
import { ruleById, ruleIds, rules } from '../registry.ts'
import type { Rule } from '../rule.ts'
import { type CommentState, storyRef } from './comment-state.ts'
import type { NewStoryLink } from './new-story-url.ts'

export type Render = (name: string, data: unknown) => string

/** What the comment says of the epic besides its findings. */
export type EpicFacts = {
  readonly ref: string
  readonly progress: Progress
  /** Day of the team's meeting ("Wednesday"); null: no meeting is known. */
  readonly weekday: string | null
  /** What is in order, in a word or two each. */
  readonly good: readonly string[]
  /** Who is assigned. */
  readonly owners: readonly string[]
  /** Keys of the stories it has now, and of all issues of the board. */
  readonly stories: ReadonlySet<string>
  readonly onBoard: ReadonlySet<string>
  /** Open issues of the epic that wait for others; null in `by`: one that may not be named here. */
  readonly blocked: readonly Blocked[]
  /** Markdown lines the description misses; empty where it misses none. */
  readonly pasteLines: readonly string[]
  /** Stories that its text names and nothing links to it. */
  readonly unlinked: readonly string[]
  /** For each template of stories that its repository has. */
  readonly newStory: readonly NewStoryLink[]
  /** Rules with findings that `/epic fix` has an answer to. */
  readonly fixable: readonly string[]
  /** Where links lead. */
  readonly github: GithubWeb
  /** Keys of stories nobody may name where this comment stands: private or unreadable ones. */
  readonly hidden: ReadonlySet<string>
}

export type Blocked = { readonly ref: string; readonly by: readonly (string | null)[] }

export const RULES_PAGE = 'https://github.com/SovereignCloudStack/scs-sprint/blob/main/docs/rules.md'

/** Entries shown before the rest is folded. */
const SHOWN = 10
/** Stories and pieces of evidence named in one entry. */
const NAMED = 5
const PASTED = 100

/** GitHub's limit, with a rest for what people add. */
export const MAX_BODY = 65_536

/** `sha256` covers what people see except when it was looked at: equal means there is nothing new to write. */
export type Composed = { readonly visible: string; readonly sha256: string }

/** What a comment is written with, whatever it says: the epic's facts, the minute of the look in the team's zone, the templates. */
export type Writing = { readonly facts: EpicFacts; readonly lookedAt: string; readonly render: Render }

export function composeComment(findings: readonly Finding[], state: CommentState, { facts, lookedAt, render }: Writing): Composed {
  const entries = entriesOf(findings, facts)
  const data = {
    headline: headlineOf(entries.length, facts.weekday),
    progress: progressText(facts.progress),
    owners: ownersLine(state, facts),
    snoozed: snoozeLine(state, facts.github),
    entries: entries.slice(0, SHOWN),
    folded: entries.slice(SHOWN),
    foldedTitle: `${entries.length - SHOWN} more`,
    fixed: fixedLines(state, facts),
    unlinked: listed(facts.unlinked.map((ref) => quietLink(ref, facts.github))),
    paste: findings.some(({ nextStep }) => nextStep === 'paste-lines') ? pasteBlock(facts.pasteLines) : '',
    blocked: listed(facts.blocked.map((one) => blockedLine(one, facts.github))),
    good: facts.good.join(', '),
    ignored: ignoredLine(state, facts.github),
    fixes: fixCommands(entries, facts),
    ignoreExample: findings[0]?.rule ?? ruleIds[0] ?? '',
    docs: RULES_PAGE,
  }
  return composed('hygiene/comment', data, lookedAt, render)
}

export function composeAllClear(state: CommentState, { facts, lookedAt, render }: Writing): Composed {
  const data = {
    progress: progressText(facts.progress),
    fixed: fixedLines(state, facts),
    ignored: ignoredLine(state, facts.github),
    docs: RULES_PAGE,
  }
  return composed('hygiene/all-clear', data, lookedAt, render)
}

function composed(name: string, data: object, lookedAt: string, render: Render): Composed {
  return { visible: tidy(render(name, { ...data, lookedAt })), sha256: sha256Of(tidy(render(name, { ...data, lookedAt: '' }))) }
}

/** Templates leave gaps where a part is absent. */
function tidy(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trim()
}

type Entry = { readonly rule: string; readonly title: string; readonly details: string; readonly fix: string }

/** Without what is all about stories that may not be named here: nobody could act on it, and it would tell that they are there. */
export function publicFindings(findings: readonly Finding[], { hidden }: Pick<EpicFacts, 'hidden'>): readonly Finding[] {
  return findings.filter(({ rule, story, evidence }) => {
    if (story !== null) return !hidden.has(refKey(story))
    return ruleById.get(rule)?.needsNames !== true || evidence.some((piece) => !isHidden(piece, hidden))
  })
}

function isHidden({ ref }: Evidence, hidden: ReadonlySet<string>): boolean {
  return ref !== null && hidden.has(refKey(ref))
}

/** One entry a rule: single findings in their own words, several stories of one rule together. Warnings first. */
function entriesOf(findings: readonly Finding[], facts: EpicFacts): readonly Entry[] {
  const shown = publicFindings(findings, facts)
  const order = [...rules].sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'warning' ? -1 : 1))
  return order.flatMap((rule) => {
    const { id, title } = rule
    const group = shown.filter((finding) => finding.rule === id)
    const first = group[0]
    if (!first) return []
    const fix = withNextStep(first, facts)
    if (group.length === 1) return [{ rule: id, title: quoted(first.message, facts.github), details: detailsOf(first, rule, facts), fix }]
    const stories = group.flatMap(({ story }) => (story === null ? [] : [quietLink(story, facts.github)]))
    const own = group.find(({ story }) => story === null)
    const count = countOf(stories.length, 'story', 'stories')
    if (own) return [{ rule: id, title: quoted(own.message, facts.github), details: `also ${count}: ${listed(stories)}`, fix }]
    return [{ rule: id, title: `${title} (${count})`, details: listed(stories), fix }]
  })
}

/** Omits what the message already says. */
function detailsOf({ evidence }: Finding, { details }: Rule, facts: EpicFacts): string {
  if (details === 'none') return ''
  const pieces = evidence.filter((piece) => !isHidden(piece, facts.hidden))
  const unnamed = evidence.length - pieces.length
  const rest = unnamed > 0 ? [`${unnamed} that cannot be shown here`] : []
  if (details === 'reasons') return [...byReason(pieces, facts.github), ...rest].join('; ')
  const shown = { names: evidenceName, quotes: ({ quote }: Evidence) => `"${quote}"`, whole: evidenceText }[details]
  return listed([...pieces.map((piece) => quoted(shown(piece), facts.github)), ...rest])
}

/** `not in the list: #1, #2`; where all have one reason, the message already says it. */
function byReason(pieces: readonly Evidence[], github: GithubWeb): readonly string[] {
  const groups = new Map<string, string[]>()
  for (const piece of pieces) groups.set(piece.reason, [...(groups.get(piece.reason) ?? []), quoted(evidenceName(piece), github)])
  return [...groups].map(([reason, names]) => (groups.size === 1 ? listed(names) : `${reason}: ${listed(names)}`))
}

function withNextStep({ fix, nextStep }: Finding, facts: EpicFacts): string {
  if (nextStep === 'paste-lines' && facts.pasteLines.length > 0) return `${quoted(fix, facts.github)} Lines to paste are below.`
  return nextStep === 'new-story' ? `${quoted(fix, facts.github)} ${newStoryText(facts)}` : quoted(fix, facts.github)
}

function newStoryText({ ref, newStory, github }: EpicFacts): string {
  const [only] = newStory
  const links =
    newStory.length === 1 && only !== undefined
      ? `[Open a prefilled story](${only.url}).`
      : `Open a prefilled story: ${listed(newStory.map(({ template, url }) => `[${quoted(template ?? '', github)}](${url})`))}.`
  return newStory.every(({ namesEpic }) => namesEpic) ? links : `${links} Add the line ${asCode(`Epic: ${ref}`)} to it.`
}

function listed(parts: readonly string[]): string {
  const rest = parts.length - NAMED
  return rest > 0 ? `${parts.slice(0, NAMED).join(', ')} and ${rest} more` : parts.join(', ')
}

function headlineOf(count: number, weekday: string | null): string {
  const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']
  const when = weekday === null ? '' : ` before ${weekday}’s meeting`
  return `${words[count] ?? count} ${count === 1 ? 'thing' : 'things'} would help this epic${when}`
}

function progressText(progress: Progress): string {
  const { done, notPlanned, all } = progress
  if (all === 0) return ''
  const full = all === notPlanned ? 0 : Math.floor((done / (all - notPlanned)) * 10)
  return `${progressWords(progress)} \`${'█'.repeat(full)}${'░'.repeat(10 - full)}\``
}

function blockedLine({ ref, by }: Blocked, github: GithubWeb): string {
  const named = by.flatMap((blocker) => (blocker === null ? [] : [quietLink(blocker, github)]))
  const rest = by.length - named.length
  const unnamed = rest === 0 ? [] : [named.length > 0 ? `${rest} more` : 'an issue that cannot be shown here']
  return `${quietLink(ref, github)} by ${[...named, ...unnamed].join(' and ')}`
}

function fixedLines(state: CommentState, facts: EpicFacts) {
  return state.fixed.flatMap(({ rule, story, on }) => {
    const title = ruleById.get(rule)?.title ?? rule
    const ref = storyRef(facts.ref, story)
    if (ref !== null && facts.hidden.has(refKey(ref))) return []
    return [{ title: ref === null ? quoted(title, facts.github) : `${quoted(title, facts.github)}: ${quietLink(ref, facts.github)}`, on }]
  })
}

/** Those the comment called when it was made are named so that GitHub tells them; whoever came later is not called by an edit. */
function ownersLine({ addressed }: CommentState, { owners }: EpicFacts): string {
  if (owners.length === 0) return ''
  const isCalled = (login: string) => addressed.some((name) => name.toLowerCase() === login.toLowerCase())
  const named = owners.map((login) => (isCalled(login) && /^[a-z\d][\w-]{0,50}$/i.test(login) ? `@${login}` : quietHandle(login)))
  return `${owners.length === 1 ? 'Owner' : 'Owners'}: ${named.join(', ')}`
}

function snoozeLine({ snoozed }: CommentState, github: GithubWeb): string {
  if (snoozed === null) return ''
  return `Snoozed until ${snoozed.until} by ${quietHandle(snoozed.by)}${snoozed.reason ? `: ${quoted(snoozed.reason, github)}` : ''}`
}

function ignoredLine({ ignored }: CommentState, github: GithubWeb): string {
  return ignored
    .map(({ rule, by, reason }) => `\`${rule.replaceAll('`', '')}\` (${quietHandle(by)}${reason ? `: ${quoted(reason, github)}` : ''})`)
    .join(', ')
}

/** The commands that would do something for what the comment shows. */
function fixCommands(entries: readonly Entry[], { fixable }: EpicFacts): string {
  return entries.flatMap(({ rule }) => (fixable.includes(rule) ? [`\`/epic fix ${rule}\``] : [])).join(', ')
}

function pasteBlock(lines: readonly string[]): string {
  const rest = lines.length - PASTED
  return [...lines.slice(0, PASTED), ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n').replaceAll('```', "'''")
}
