/** The board on which an organization plans, among its open ones: its fields, and what its statuses mean. Pure. */
import type { FoundBoard, FoundField } from '../../domain/organization.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { type Guess, guess } from '../guess.ts'
import { fieldMeaning, isStatusField, type StatusMeaning, statusMeaning } from './status-words.ts'

export type BoardGuess = {
  readonly owner: string
  readonly number: Guess<number>
  readonly title: string
  readonly fields: {
    readonly status: Guess<string>
    readonly sprint: Guess<string> | null
    readonly priority: string | null
    readonly team: string | null
    readonly targetDate: string | null
  }
  readonly status: Readonly<Record<StatusMeaning, readonly string[]>>
  /** Statuses that no list knows. */
  readonly unknown: readonly string[]
}

/** Boards that may be meant, the likeliest first: with a status field; of these the one with most cards, then the one changed last. */
export function fittingBoards(boards: readonly FoundBoard[]): readonly FoundBoard[] {
  return boards
    .filter((board) => statusFieldOf(board) !== null)
    .toSorted((a, b) => b.items - a.items || (a.updatedAt < b.updatedAt ? 1 : -1))
}

/** By its name; else the field with most options that are known as statuses, at least two. */
function statusFieldOf({ fields }: Pick<FoundBoard, 'fields'>): FoundField | null {
  const selects = fields.filter(({ kind }) => kind === 'single-select')
  const named = selects.find(({ name }) => isStatusField(name))
  if (named) return named
  const known = selects
    .map((field) => ({ field, known: field.options.filter((option) => statusMeaning(option) !== null).length }))
    .toSorted((a, b) => b.known - a.known)[0]
  return known && known.known >= 2 ? known.field : null
}

/** `all`: the open boards of the organization; the guess says which others fit. */
export function guessBoard(board: FoundBoard, all: readonly FoundBoard[]): BoardGuess | null {
  const status = statusFieldOf(board)
  if (status === null) return null
  const others = fittingBoards(all).filter(({ number }) => number !== board.number)
  const cards = `"${board.title}", ${countOf(board.items, 'card')}, last changed on ${board.updatedAt.slice(0, 10)}`
  const told = others.map(({ number, title, items }) => `${number} ("${title}", ${countOf(items, 'card')})`)
  return {
    owner: board.owner,
    title: board.title,
    number: guess(
      board.number,
      told.length === 0 ? `${cards}; the only open board with a status field` : `${cards}; other open boards: ${told.join(', ')}`,
    ),
    fields: {
      status: guess(status.name, `a single select with the options ${status.options.join(', ')}`),
      sprint: sprintField(board),
      ...otherFields(board),
    },
    status: {
      backlog: withMeaning(status, 'backlog'),
      active: withMeaning(status, 'active'),
      done: withMeaning(status, 'done'),
    },
    unknown: status.options.filter((option) => statusMeaning(option) === null),
  }
}

const withMeaning = ({ options }: FoundField, meaning: StatusMeaning) => options.filter((option) => statusMeaning(option) === meaning)

/** The iteration field, whatever its name; of several the one with most iterations. */
function sprintField({ fields }: FoundBoard): Guess<string> | null {
  const found = fields.filter(({ kind }) => kind === 'iteration').toSorted((a, b) => b.options.length - a.options.length)
  const field = found[0]
  if (!field) return null
  const titles = field.options.slice(0, 3).map((title) => `"${title}"`)
  const others = found.slice(1).map(({ name }) => `"${name}"`)
  return guess(
    field.name,
    `an iteration field${titles.length > 0 ? `, with ${titles.join(', ')}` : ' without iterations'}${others.length > 0 ? `; another one: ${others.join(', ')}` : ''}`,
  )
}

const KIND_OF = { priority: 'single-select', team: 'single-select', targetDate: 'date' } as const

function otherFields({ fields }: FoundBoard): Record<keyof typeof KIND_OF, string | null> {
  const found = (key: keyof typeof KIND_OF) =>
    fields.find(({ name, kind }) => kind === KIND_OF[key] && fieldMeaning(name) === key)?.name ?? null
  return { priority: found('priority'), team: found('team'), targetDate: found('targetDate') }
}
