/** What a campaign found, as rows of the report. */
import { firstDifference, none, type Row, told } from '../part.ts'
import type { Played } from './campaign.ts'

const MOST_WARNINGS = 5

export function figuresOf(engine: string, played: Played, undisturbed: Played): readonly Row[] {
  const row = (what: string) => `${engine}: ${what}`
  const isSame = firstDifference(played.endState, undisturbed.endState) === null
  return [
    told(row('webhooks, servers killed, seconds'), `${played.deliveries}, ${played.kills}, ${played.seconds}`),
    told(row('webhooks that got no answer; attempts that the app asked for'), `${played.missed}; ${played.askedAgain}`),
    none(
      row('webhooks lost (answered or asked for, and not worked on; commands without an answer)'),
      played.lost.length + played.undone.length,
    ),
    none(row('commands worked on twice with effect'), played.repeated.length),
    none(row('doubled writes (comments, edits, commits, pull requests, issues)'), played.doubled.length),
    none(row('final state differs from the undisturbed run'), isSame ? 0 : 1),
    told(row('further starts of the server until nothing was missing'), played.restarts),
    ...[...played.warnings]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_WARNINGS)
      .map(([kind, count]) => told(row(`log: ${kind}`), count)),
  ]
}

export function failuresOf(engine: string, played: Played, undisturbed: Played): readonly string[] {
  const difference = firstDifference(played.endState, undisturbed.endState)
  const lines = [...played.lost, ...played.undone, ...played.repeated, ...played.doubled, ...(difference === null ? [] : [difference])]
  return lines.slice(0, 10).map((line) => `${engine}: ${line}`.replaceAll(/\s+/g, ' ').slice(0, 400))
}
