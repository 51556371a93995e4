/** `/agenda [text]` in a comment on an issue or pull request: it becomes a topic, by its label. Writes nothing itself. */
import { commandLines } from '../../domain/body/command-lines.ts'
import { refKey } from '../../domain/reference.ts'
import { quietHandle } from '../../domain/text/escape.ts'
import type { Comments, People } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Action, Plan } from '../plan.ts'

export type AgendaCommandInput = {
  readonly settings: Settings
  /** `owner/repo#1`. */
  readonly on: string
  /** Node id of the comment. */
  readonly commentId: string
  readonly author: string
  readonly body: string
  readonly isPull: boolean
  /** true for a card of the board: its labels are read with it. */
  readonly isOnBoard: boolean
}

export type AgendaCommandPorts = { readonly comments: Comments; readonly people: People }

const NOTHING: Plan = { actions: [], remarks: [] }

/** What stands behind the command is read again when the agenda is made: the comment keeps it, and whoever edits it there changes it. */
export async function answerAgendaCommand({ comments, people }: AgendaCommandPorts, input: AgendaCommandInput): Promise<Plan> {
  const { settings, on, commentId, author, body } = input
  const [text] = commandLines(body, 'agenda')
  if (text === undefined || settings.bots.includes(author.toLowerCase())) return NOTHING
  if ((await comments.byApp(on)).some((comment) => comment.body.startsWith(replyMark(input)))) return NOTHING
  if (!(await people.mayTriage(on, author)) && !(await people.isAssigned(on, author))) {
    return reply(input, 'only people with triage rights or an assignee can do that. Please ask one of them.')
  }
  const labels = labelsFor(settings, text)
  const [label] = labels
  if (label === undefined) return reply(input, 'no label for topics is configured. Add `agenda: { label: agenda }` to `sprint.yml`.')
  if (labels.length > 1) return reply(input, `which team? For example \`/agenda ${Object.keys(settings.teams)[0]}\`.`)
  if (!input.isOnBoard && !settings.agenda.repositories.some((name) => refKey(on).startsWith(`${name.toLowerCase()}#`))) {
    return reply(input, 'agendas do not look here. Put it on the board, or add its repository to `agenda.repositories` in `sprint.yml`.')
  }
  const actions: Action[] = [
    { kind: 'add-label', on, label, isPull: input.isPull, why: 'someone wants it on the agenda' },
    { kind: 'react', on, commentId, reaction: '+1', why: 'the command is done' },
  ]
  return { actions, remarks: [] }
}

/** That of the team whose ID the text begins with; else the label for all; else those of teams with one of their own. */
function labelsFor({ agenda, teams }: Settings, text: string): readonly string[] {
  const first = /^[\w-]{1,100}/.exec(text)?.[0].toLowerCase() ?? ''
  const named = Object.hasOwn(teams, first) ? (teams[first]?.agendaLabel ?? agenda.label) : agenda.label
  if (named !== null) return [named]
  return [...new Set(Object.values(teams).flatMap(({ agendaLabel }) => agendaLabel ?? []))]
}

const replyMark = ({ commentId }: Pick<AgendaCommandInput, 'commentId'>): string => `<!-- scs-sprint:reply v1 to=${commentId} -->`

/** One reply to the one who asked, by which the command is known as answered; nobody is called. */
function reply(input: AgendaCommandInput, text: string): Plan {
  const body = `${replyMark(input)}\n${quietHandle(input.author)}: ${text}\n`
  return {
    actions: [{ kind: 'create-comment', on: input.on, body, isPull: input.isPull, why: 'a command that cannot be executed' }],
    remarks: [],
  }
}
