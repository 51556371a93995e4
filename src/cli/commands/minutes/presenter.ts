/** `presenter`: proposes who reports and who writes next, from the turns in past minutes. */
import type { Command } from 'commander'
import { proposePresenter } from '../../../minutes/agenda/propose-presenter.ts'
import { pastMinutesCommand } from '../../input/past-minutes.ts'
import type { Shell } from '../../shell.ts'

export function presenterCommand(shell: Shell): Command {
  return pastMinutesCommand(
    shell,
    { name: 'presenter', description: 'propose who reports and who writes the minutes next' },
    ({ settings, team, past }, json) => {
      const found = proposePresenter({ settings, team, past })
      if (json) return `${JSON.stringify(found, null, 2)}\n`
      const { reporter, scribe, why } = found.proposal
      return [
        `Proposed for the next meeting of ${team.name}; the meeting decides:`,
        ...(team.communityCall ? [`Reports in the community call: ${named(reporter)}`] : []),
        `Writes the minutes: ${named(scribe)}`,
        why,
        ...(reporter === null && scribe === null ? [] : [HOW]),
        '',
      ].join('\n')
    },
  )
}

/** As `rota.ts` ranks. */
const HOW =
  'Candidates attend regularly and did not have the last turn. The one with the fewest turns for their attendance is proposed. Ties go to whoever has waited longest, then attended most often, then comes first by name.'

function named(handle: string | null): string {
  return handle === null ? 'no proposal' : `@${handle}`
}
