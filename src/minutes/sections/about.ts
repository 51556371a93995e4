/** What the app has added to the lines of people, of what time the board is, and why there is none. Pure. */
import type { Snapshot } from '../../domain/board/board.ts'
import { boardUrl } from '../../domain/github-web.ts'
import { saysMinutesFact } from '../../domain/text/added-facts.ts'
import { minuteIn } from '../../domain/time/dates.ts'
import type { Settings } from '../../settings/settings.ts'
import { boardStateOf, remarksOnBoard } from '../board-facts/board-trust.ts'
import type { Section, SectionInput } from './section.ts'

export const about: Section = {
  id: 'about',
  heading: '',
  state: boardStateOf,
  build: (input) => ({ text: aboutLine(input) }),
}

function aboutLine({ context, items }: SectionInput): string {
  const { team, settings, snapshot, notes } = context
  const hasAges = [...items.open, ...items.done].some(saysMinutesFact)
  const told = [
    ...(team.board && settings.board !== null && snapshot !== null ? [`brackets with “board:” ${fromBoard(snapshot, settings)}`] : []),
    ...(hasAges ? ['brackets with “minutes:” from this and earlier minutes'] : []),
    ...(notes.handleProposals.length > 0 ? ['names with a question mark, as suggestions'] : []),
  ]
  const last = told.at(-1)
  const listed = told.length > 1 ? `${told.slice(0, -1).join(', ')}, and ${last}` : last
  return [...(listed === undefined ? [] : [`The app added ${listed}.`]), ...remarksOnBoard(context)].join(' ')
}

function fromBoard({ board, takenAt }: Snapshot, { timezone, github }: Settings): string {
  const url = board.url ?? boardUrl(board, github)
  return `from the [board](${url}) as of ${minuteIn(timezone, new Date(takenAt))}`
}
