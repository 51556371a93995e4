/** `actions`: lists open action items from past minutes. */
import type { Command } from 'commander'
import { isOverdue, times } from '../../../minutes/meeting/item-age.ts'
import { openActions } from '../../../minutes/meeting/open-actions.ts'
import { sanitize } from '../../output/sanitize.ts'
import { pastMinutesCommand } from '../../past-minutes.ts'
import type { Shell } from '../../shell.ts'

export function actionsCommand(shell: Shell): Command {
  return pastMinutesCommand(
    shell,
    { name: 'actions', description: 'list open action items from past minutes' },
    ({ settings, team, past, today }, json) => {
      const items = openActions({ settings, team, past })
      if (json) return `${JSON.stringify(items, null, 2)}\n`
      if (items.length === 0) return 'No open action items.\n'
      return items
        .map(({ owners, text, since, carried, due, path, line }) => {
          const who = owners.length > 0 ? owners.map((owner) => `@${owner}`).join(', ') : '(no handle)'
          const often = carried === 0 ? '' : `, carried over ${times(carried)}`
          const until = due === null ? '' : isOverdue(due, today) ? `, overdue since ${due}` : `, due ${sanitize(due)}`
          return `${who}${owners.length > 0 ? ':' : ''} ${sanitize(text)} (since ${since}${often}${until}; ${path}:${line})\n`
        })
        .join('')
    },
  )
}
