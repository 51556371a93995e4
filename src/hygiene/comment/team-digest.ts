/** One digest per team instead of a comment per epic: what needs attention, by epic. Pure. */

import type { Finding } from '../../domain/finding.ts'
import type { GithubWeb } from '../../domain/github-web.ts'
import { refKey } from '../../domain/reference.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { quietLink, quoted } from '../../domain/text/escape.ts'
import { sha256Of } from '../../domain/text/sha256.ts'
import { MAX_BODY, type Render, RULES_PAGE } from './comment.ts'

export type DigestInput = {
  /** As people say it: "Team IaaS". */
  readonly teamName: string
  readonly teamId: string
  /** Those that may be named where the digest is published. */
  readonly findings: readonly Finding[]
  /** Titles by `refKey` of the epic. */
  readonly titles: ReadonlyMap<string, string>
  /** What could not be judged, and why; with one of them nothing is called clear. */
  readonly remarks: readonly string[]
  readonly lookedAt: string
  readonly github: GithubWeb
  readonly render: Render
}

/** Epics shown at most; the rest is counted. */
const SHOWN = 50
/** For the mark, and what people add. */
const ROOM = 2000
const FINDINGS_SHOWN = 8

/** The digest with its mark in the first line. `sha256` covers all but the time it was looked at. */
export function composeTeamDigest(input: DigestInput): { readonly body: string; readonly sha256: string } {
  const render = (shown: number, lookedAt: string) => tidy(input.render('hygiene/digest', { ...digestData(input, shown), lookedAt }))
  let shown = SHOWN
  // Fewer epics in full, rather than a text that is cut off.
  while (shown > 1 && render(shown, input.lookedAt).length > MAX_BODY - ROOM) shown = Math.floor(shown * 0.8)
  const sha256 = sha256Of(render(shown, ''))
  const visible = render(shown, input.lookedAt)
  return { body: `<!-- scs-sprint:digest v1 team=${input.teamId} sha256=${sha256} -->\n${visible}\n`, sha256 }
}

/** The team and hash of a digest comment; null for any other text. */
export function readDigestMark(body: string): { readonly teamId: string; readonly sha256: string } | null {
  const match = /^<!-- scs-sprint:digest v1 team=([a-z\d][a-z\d-]*) sha256=([0-9a-f]{64}) -->[ \t]*$/m.exec(body)
  return match?.[1] && match[2] ? { teamId: match[1], sha256: match[2] } : null
}

function digestData({ teamName, findings, titles, remarks, github }: DigestInput, shown: number) {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) groups.set(finding.epic ?? '', [...(groups.get(finding.epic ?? '') ?? []), finding])
  const epics = [...groups].map(([epic, list]) => ({
    epic: epic === '' ? 'Stories without an epic' : quietLink(epic, github),
    title: epic === '' ? '' : quoted(titles.get(refKey(epic)) ?? '', github),
    findings: [
      ...list.slice(0, FINDINGS_SHOWN).map(({ message, fix }) => `${quoted(message, github)}. ${quoted(fix, github)}`),
      ...(list.length > FINDINGS_SHOWN ? [`… and ${list.length - FINDINGS_SHOWN} more`] : []),
    ],
  }))
  const rest = epics.length - shown
  return {
    team: quoted(teamName, github),
    summary: `${countOf(findings.length, 'finding')} on ${countOf(epics.length, 'epic')}${rest > 0 ? `, the first ${shown} shown` : ''}`,
    epics: epics.slice(0, shown),
    none: remarks.length > 0 ? 'None, as far as the current board data shows.' : 'None: all clear.',
    remarks: remarks.map((remark) => quoted(remark, github)),
    docs: RULES_PAGE,
  }
}

function tidy(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trim()
}
