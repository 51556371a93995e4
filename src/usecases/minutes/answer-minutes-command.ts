/** `/minutes …` in a comment on a minutes pull request: who may use it, what it does, and the reply. Writes nothing itself. */

import { commandLines } from '../../domain/body/command-lines.ts'
import { meetingOfBranch } from '../../domain/notes/minutes-path.ts'
import { personOf } from '../../domain/notes/person-of.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { quietHandle, quoted } from '../../domain/text/escape.ts'
import { nearest } from '../../domain/text/spelling.ts'
import { openIn } from '../../minutes/pull-request/managed-body.ts'
import type { People, PullRequest } from '../../ports.ts'
import type { Settings, TeamSettings } from '../../settings/settings.ts'
import type { Action, Plan } from '../plan.ts'
import { CHECK_NAME } from './check/check-pull.ts'
import type { Suggested } from './check/suggest-on-pull.ts'
import { planDone } from './mark-item-done.ts'
import { planMove } from './move-minutes.ts'
import { planPresenter } from './name-presenter.ts'
import type { Described } from './plan-pull-request.ts'
import type { PreparedMinutes } from './prepare-minutes.ts'
import type { ChangePorts } from './read-minutes-file.ts'

export type MinutesCommandInput = {
  readonly settings: Settings
  /** `owner/repo#12`: the pull request. */
  readonly on: string
  /** Node id of the comment. */
  readonly commentId: string
  readonly author: string
  readonly body: string
}

export type MinutesCommandResult = {
  readonly plan: Plan
  /** The thumb that says it is done: for after the deed. */
  readonly understood: Plan
  /** The minutes that are to be made again: written with `refresh`, only looked at with `check`. */
  readonly again: (Meeting & { readonly number: number; readonly write: boolean }) | null
  /** Number of a pull request that is none of the app's, whose files are to be checked. */
  readonly checks: number | null
}

const NONE: Plan = { actions: [], remarks: [] }
const NOTHING: MinutesCommandResult = { plan: NONE, understood: NONE, again: null, checks: null }
const WORDS = ['refresh', 'presenter', 'check', 'rename', 'done']

export type MinutesCommandPorts = ChangePorts & { readonly people: People }

/** Comments that hold no such command, and pull requests that are none of the app's, are left alone. */
export async function answerMinutesCommand(ports: MinutesCommandPorts, input: MinutesCommandInput): Promise<MinutesCommandResult> {
  const [command] = commandLines(input.body, 'minutes')
  const number = Number(/#(\d{1,9})$/.exec(input.on)?.[1])
  if (command === undefined || !isIn(input.on, input.settings.minutes.repository)) return NOTHING
  const pull = await ports.minutes.pull(number)
  const meeting = pull === null ? null : meetingOf(pull.branch, input.settings)
  const word = /^\S*/.exec(command)?.[0].toLowerCase() ?? ''
  const isTheirs = pull === null || meeting === null
  if (isTheirs && word !== 'check') return NOTHING
  // Whoever stopped before the answer was noted comes again.
  if ((await ports.minutes.commentsByApp(number)).some(({ body }) => body.startsWith(replyMark(input)))) return NOTHING
  const refuse = refusing(input)
  const mayTriage = await ports.people.mayTriage(input.on, input.author)
  if (word === 'done' && !isTheirs) return answerDone(ports, input, { meeting, pull, item: command.slice(word.length).trim(), mayTriage })
  if (!mayTriage) return refuse('Only people with triage rights can do that. Please ask one of them.')
  const understood = reaction(input, '+1', 'the command is done')
  if (isTheirs) return { ...NOTHING, understood, checks: number }
  const again = (write: boolean): MinutesCommandResult => ({ ...NOTHING, understood, again: { ...meeting, number, write } })
  if (word === 'check') return again(false)
  if (word !== '' && WORDS.includes(word) && pull.state !== 'open')
    return refuse(`This pull request is ${pull.state}, so its minutes are no longer updated.`)
  if (word === 'refresh') return again(true)
  const plan = await planChange(ports, input.settings, { ...meeting, pull, word, rest: command.slice(word.length).trim() })
  return typeof plan === 'string' ? refuse(plan) : { ...NOTHING, plan, understood }
}

function refusing(input: MinutesCommandInput): (text: string) => MinutesCommandResult {
  return (text) => ({ ...NOTHING, plan: reply(input, text, 'the command could not be executed') })
}

type Change = Meeting & { readonly pull: PullRequest; readonly word: string; readonly rest: string }

/** What changes the minutes on their branch. A sentence where it cannot be done. */
async function planChange(ports: MinutesCommandPorts, settings: Settings, { word, rest, ...of }: Change): Promise<Plan | string> {
  if (word === 'rename') return planMove(ports, settings, { ...of, to: rest.replaceAll('`', '') })
  if (word === 'presenter') {
    const handle = /^@?([A-Za-z\d](?:[A-Za-z\d-]{0,38}))(?:\s|$)/.exec(rest)?.[1]
    if (handle === undefined) return 'Name the presenter, for example `/minutes presenter @handle`.'
    if (!(await ports.minutes.isPerson(handle))) return `GitHub has no user ${quietHandle(handle)}. Check the spelling.`
    return planPresenter(ports, settings, { ...of, handle })
  }
  const near = word === '' ? null : nearest(word, WORDS)
  return `\`/minutes\` knows \`refresh\`, \`check\`, \`presenter @handle\`, \`rename path\` and \`done item\`${near ? `; did you mean \`/minutes ${near}\`?` : '.'}`
}

type DoneCommand = {
  readonly meeting: Meeting
  readonly pull: PullRequest
  readonly item: string
  readonly mayTriage: boolean
}

/** The owners of an item may say that it is done, whatever their rights. */
async function answerDone(
  ports: MinutesCommandPorts,
  input: MinutesCommandInput,
  { meeting, pull, item, mayTriage }: DoneCommand,
): Promise<MinutesCommandResult> {
  const refuse = refusing(input)
  if (pull.state !== 'open') return refuse(`This pull request is ${pull.state}. Add "(done)" to the item in the next pad.`)
  const done = await planDone(ports, input.settings, { ...meeting, pull, item })
  const owners = 'owners' in done ? done.owners : []
  if (!mayTriage && !owners.includes(personOf(input.author, input.settings.people))) {
    return refuse('Only people with triage rights, or an owner of the item, can do that. Please ask one of them.')
  }
  return 'problem' in done
    ? refuse(done.problem)
    : { ...NOTHING, plan: done.plan, understood: reaction(input, '+1', 'the command is done') }
}

/** What `check` answers: the questions that the text on the branch leaves open. The boxes of the others are ticked. */
export function checkAnswer(input: MinutesCommandInput, { body, update, unsigned }: Described): Plan {
  const open = openIn(body)
  const told = open.length === 0 ? ['there are no open questions.'] : ['open questions:', '', ...open.map((question) => `- ${question}`)]
  const answer = reply(input, [...told, ...(unsigned === null ? [] : ['', unsigned])].join('\n'), 'someone requested a check')
  return { ...answer, actions: [...(update === null ? [] : [update]), ...answer.actions] }
}

/** What `check` answers on a pull request of somebody else. */
export function suggestionsAnswer(input: MinutesCommandInput, { found, asked }: Pick<Suggested, 'found' | 'asked'>): Plan {
  const rest = found - asked
  const told =
    found === 0
      ? 'nothing to do: the files follow the conventions of this repository.'
      : asked === 0
        ? `nothing new. ${countOf(found, 'place')} to look at: see the check "${CHECK_NAME}".`
        : `${countOf(asked, 'comment')} ${asked === 1 ? 'stands at its line' : 'stand at their lines'}.${rest > 0 ? ` The check "${CHECK_NAME}" lists ${rest} more.` : ''}`
  return reply(input, told, 'someone requested a check')
}

/** Why the command failed. `reason`: harmless Markdown. */
export function failureAnswer(input: MinutesCommandInput, reason: string): Plan {
  return reply(input, `the command failed. ${reason}`, 'the command failed')
}

/** What `refresh` answers where the minutes were made and not written; null where they are as they should be. */
export function notDoneAnswer(input: MinutesCommandInput, { plan, composed }: Pick<PreparedMinutes, 'plan' | 'composed'>): Plan | null {
  const remarks = composed.cancelled ? composed.remarks : plan !== null && plan.actions.length === 0 ? plan.remarks : []
  if (plan?.stop === undefined)
    return remarks.length === 0
      ? null
      : reply(input, remarks.map((remark) => quoted(remark, input.settings.github)).join(' '), 'nothing was written')
  // A new question in the pull request is answer enough.
  return plan.actions.some(({ kind }) => kind === 'comment-pull')
    ? reaction(input, 'confused', 'a question must be answered first')
    : reply(input, quoted(plan.stop, input.settings.github), 'a question must be answered first')
}

function isIn(ref: string, repository: string): boolean {
  return ref.toLowerCase().startsWith(`${repository.toLowerCase()}#`)
}

type Meeting = { readonly team: TeamSettings; readonly date: string; readonly meeting: number }

/** The branch says whose minutes of which day a pull request holds. */
function meetingOf(branch: string, settings: Settings): Meeting | null {
  const found = meetingOfBranch(branch)
  const team = found === null ? undefined : settings.teams[found.team]
  return found && team ? { ...found, team } : null
}

const replyMark = ({ commentId }: Pick<MinutesCommandInput, 'commentId'>): string => `<!-- scs-sprint:reply v1 to=${commentId} -->`

/** One reply to the one who asked, by which a command is known as answered; nobody is called. */
function reply(input: MinutesCommandInput, text: string, why: string): Plan {
  const { settings, on, author } = input
  const action: Action = {
    kind: 'comment-pull',
    repository: settings.minutes.repository,
    number: Number(/#(\d{1,9})$/.exec(on)?.[1]),
    body: `${replyMark(input)}\n${quietHandle(author)}: ${text}\n`,
    why,
  }
  return { actions: [action], remarks: [] }
}

function reaction({ on, commentId }: MinutesCommandInput, sign: '+1' | 'confused', why: string): Plan {
  return { actions: [{ kind: 'react', on, commentId, reaction: sign, why }], remarks: [] }
}
