/** The minutes of a pad: reads the meeting, has the rules judge its board, and composes. Here minutes and hygiene meet. Pure. */

import type { Snapshot } from '../../domain/board/board.ts'
import { refKey } from '../../domain/reference.ts'
import { judgeBoard } from '../../hygiene/evaluate.ts'
import { hygieneInput } from '../../hygiene/hygiene-input.ts'
import { teamFilter } from '../../hygiene/team/filter-by-team.ts'
import type { BoardOmission } from '../../minutes/board-facts/board-trust.ts'
import type { HygieneFacts } from '../../minutes/board-facts/hygiene-facts.ts'
import { type ComposedMinutes, composeMinutes } from '../../minutes/compose/compose-minutes.ts'
import { type MinutesContext, type MinutesInput, readMeeting } from '../../minutes/compose/read-meeting.ts'

/**
 * `without`: leaves so much of the board out; null: what its snapshot demands. Throws UserError where a person must act: an
 * empty or untouched pad, a login page, another day's notes.
 */
export function composeFromPad(input: MinutesInput, without: BoardOmission | null = null): ComposedMinutes {
  const meeting = readMeeting(input, without)
  return composeMinutes(meeting, hygieneFactsOf(meeting))
}

function hygieneFactsOf(meeting: MinutesContext): HygieneFacts {
  const { snapshot, previousBoard } = meeting
  if (snapshot === null) return { findings: [], isOpen: false, teamRefs: new Set(), earlierTeamRefs: new Set() }
  const { before } = previousBoard
  return {
    ...judged(meeting, snapshot),
    teamRefs: teamRefsOn(snapshot, meeting),
    earlierTeamRefs: before === null ? new Set() : teamRefsOn(before, meeting),
  }
}

/** Nothing is found with a gap in the snapshot, and where the team wants no hygiene. */
function judged(meeting: MinutesContext, snapshot: Snapshot): Pick<HygieneFacts, 'findings' | 'isOpen'> {
  const { settings, team, history, asked, withheld, now } = meeting
  if (withheld !== 'nothing' || team.hygiene.mode === 'off') return { findings: [], isOpen: false }
  const seen = { snapshot, history: history.filter(({ takenAt }) => takenAt < snapshot.takenAt), asked }
  const found = judgeBoard(hygieneInput(settings, team, seen, now))
  return { findings: found.findings, isOpen: found.withheld.length > 0 }
}

function teamRefsOn(snapshot: Snapshot, meeting: MinutesContext): ReadonlySet<string> {
  const isTeams = teamFilter(meeting, snapshot)
  return new Set(snapshot.items.flatMap(({ ref }) => (ref !== null && isTeams(ref) ? [refKey(ref)] : [])))
}
