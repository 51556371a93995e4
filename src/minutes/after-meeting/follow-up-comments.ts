/** The comments after a meeting: the list of meetings on an epic, and the outcome of a topic. Each is known by its first line. Pure. */
import { lineUrl, type RepositoryBranch } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { quietHandle, quoted, quotedWithReferences } from '../../domain/text/escape.ts'
import type { Discussion, MergedMeeting, Outcome } from './said-at-meetings.ts'

export type Render = (name: string, data: unknown) => string

/** Where the minutes are, who may read them, and how teams are called. */
export type FollowUpPlace = {
  readonly minutes: RepositoryBranch
  readonly isPrivate: boolean
  /** `link`: an issue that people named gets a cross-reference; `quiet`: it does not. */
  readonly references: 'quiet' | 'link'
  readonly teamName: (id: string) => string
}

/** `mark`: the first line; one comment with it stands on an issue. */
export type FollowUpComment = { readonly on: string; readonly mark: string; readonly body: string; readonly why: string }

const SHOWN = 30
const LONGEST = 240

export function discussedComment(epic: string, meetings: readonly Discussion[], place: FollowUpPlace, render: Render): FollowUpComment {
  const mark = '<!-- scs-sprint:discussed v1 -->'
  const rest = meetings.length - SHOWN
  const data = {
    count: countOf(meetings.length, 'meeting'),
    meetings: meetings.slice(0, SHOWN).map(({ team, date, path, line, text }) => ({
      link: `[${date}, ${quoted(place.teamName(team), place.minutes.github)}](${lineUrl(place.minutes, path, line)})`,
      text: said(text, place),
    })),
    rest: rest > 0 ? countOf(rest, 'earlier meeting') : '',
  }
  return { on: epic, mark, body: withMark(mark, render('after-meeting/discussed', data)), why: 'meetings that spoke of it' }
}

export function outcomeComment(
  { on, line, decisions, items }: Outcome,
  { team, date, path }: Pick<MergedMeeting, 'team' | 'date' | 'path'>,
  place: FollowUpPlace,
  render: Render,
): FollowUpComment {
  // Two meetings of a day have two files.
  const mark = `<!-- scs-sprint:outcome v1 ${path} -->`
  const link = (at: number) => `[minutes](${lineUrl(place.minutes, path, at)})`
  const data = {
    team: quoted(place.teamName(team), place.minutes.github),
    date,
    link: link(line),
    decisions: decisions.map((one) => `${said(one.text, place)} (${link(one.line)})`),
    items: items.map((one) => {
      const people = one.owners.map(quietHandle).join(', ')
      return `${people === '' ? '' : `${people}: `}${said(one.text, place)} (${link(one.line)})`
    }),
  }
  return { on, mark, body: withMark(mark, render('after-meeting/outcome', data)), why: `outcome of ${date}` }
}

function said(text: string, { references, minutes }: FollowUpPlace): string {
  return (references === 'link' ? quotedWithReferences : quoted)(clipped(text), minutes.github)
}

function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

function withMark(mark: string, text: string): string {
  return `${mark}\n${text.replace(/\n{3,}/g, '\n\n').trim()}\n`
}
