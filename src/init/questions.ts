/** What nobody can know from looking: questions for a person, and what each answer chooses. Pure. */
import { countOf } from '../domain/text/count-of.ts'
import { fittingBoards } from './board/guess-board.ts'
import type { StatusMeaning } from './board/status-words.ts'
import type { Choices } from './choices.ts'
import type { OrganizationFacts } from './facts.ts'
import type { SettingsGuess } from './guess-settings.ts'
import { capital } from './minutes/guess-rhythm.ts'

type Option = { readonly value: string; readonly label: string }

export type Question = { readonly message: string } & (
  | { readonly kind: 'one'; readonly options: readonly Option[]; readonly choose: (value: string) => Choices }
  | { readonly kind: 'some'; readonly options: readonly Option[]; readonly choose: (values: readonly string[]) => Choices }
  | {
      readonly kind: 'text'
      /** What an empty answer means, for people. */
      readonly empty: string
      /** What is wrong with an answer; null: nothing. */
      readonly problem: (text: string) => string | null
      readonly choose: (text: string) => Choices
    }
)

const NONE = 'none'

/** Whatever the others depend on: to be asked first. */
export function firstQuestions({ boards, minutes, organization }: OrganizationFacts): readonly Question[] {
  const fitting = fittingBoards(boards ?? [])
  const board: Question = {
    kind: 'one',
    message: 'Several boards fit. On which one do the teams plan?',
    options: [
      ...fitting.map(({ number, title, items }) => ({ value: String(number), label: `${number} "${title}", ${countOf(items, 'card')}` })),
      { value: NONE, label: 'none of them' },
    ],
    choose: (value) => ({ board: value === NONE ? null : Number(value) }),
  }
  const repository: Question = {
    kind: 'text',
    message: 'Which repository holds the minutes?',
    empty: `${organization}/minutes`,
    problem: (text) => (text === '' || /^[\w-]+\/[\w.-]+$/.test(text) ? null : 'Expected owner/repository.'),
    choose: (text) => (text === '' ? {} : { repository: text }),
  }
  return [...(fitting.length > 1 ? [board] : []), ...(minutes?.repository ? [] : [repository])]
}

/** `guessed` with what the first answers chose. */
export function furtherQuestions(guessed: SettingsGuess): readonly Question[] {
  const { board, teams } = guessed
  return [...(board?.unknown ?? []).map(statusQuestion), ...(teams.length > 1 ? [teamsQuestion(guessed)] : [])]
}

/** About the teams that were kept. */
export function teamQuestions(guessed: SettingsGuess): readonly Question[] {
  const { teams, call, timezone } = guessed
  const untimed = [...teams, ...(call === null ? [] : [call.team])].filter(
    ({ rhythm, time, calendar }) => calendar === null && time === null && rhythm.everyWeeks !== null && rhythm.weekday !== null,
  )
  const zone: Question = {
    kind: 'text',
    message: 'In which time zone do the teams meet? An IANA name like Europe/Berlin',
    // Servers keep UTC, which says nothing.
    empty: timezone.value === 'UTC' ? 'Europe/Berlin' : timezone.value,
    problem: (text) => (text === '' || isZone(text) ? null : 'Expected an IANA name like Europe/Berlin.'),
    choose: (text) => (text === '' ? {} : { timezone: text }),
  }
  return [
    ...(timezone.isSure ? [] : [zone]),
    ...untimed.map(({ id, name, rhythm }) => timeQuestion(id, `${name} meets on ${capital(rhythm.weekday?.value ?? '')}s`)),
  ]
}

const MEANINGS: readonly Option[] = [
  { value: 'backlog', label: 'backlog: nobody works on it' },
  { value: 'active', label: 'active: somebody works on it' },
  { value: 'done', label: 'done: nobody will work on it any more' },
  { value: NONE, label: 'leave it out' },
]

function statusQuestion(name: string): Question {
  return {
    kind: 'one',
    message: `What does the status "${name}" mean?`,
    options: MEANINGS,
    choose: (value) => (value === NONE ? {} : { statuses: { [name]: value as StatusMeaning } }),
  }
}

function teamsQuestion({ teams }: SettingsGuess): Question {
  return {
    kind: 'some',
    message: 'Which of these folders belong to teams that the app shall write minutes for?',
    options: teams.map(({ id, name, because }) => ({ value: id, label: `${name} (${because})` })),
    choose: (values) => ({ teams: values }),
  }
}

function timeQuestion(id: string, told: string): Question {
  return {
    kind: 'text',
    message: `${told}. At what time? HH:MM`,
    empty: 'leave the meeting out',
    problem: (text) => (text === '' || /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text) ? null : 'Expected a time like 10:05.'),
    choose: (text) => (text === '' ? {} : { times: { [id]: text } }),
  }
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** One set of choices behind the other: statuses and times add up. */
export function joined(before: Choices, more: Choices): Choices {
  return {
    ...before,
    ...more,
    ...(before.statuses || more.statuses ? { statuses: { ...before.statuses, ...more.statuses } } : {}),
    ...(before.times || more.times ? { times: { ...before.times, ...more.times } } : {}),
  }
}
