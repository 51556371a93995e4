/** What people typed on a board, each text in its place. Pure. */
import type { BoardItem, Snapshot } from '../../domain/board/board.ts'
import { plainTitle } from './plain-words.ts'

export type Change = (text: string) => string

/** The board with each typed text changed: of cards, milestones, fields, sprints and task lines. */
export function withBoardTexts(board: Snapshot, change: Change): Snapshot {
  return {
    ...board,
    board: { ...board.board, title: change(board.board.title) },
    items: board.items.map((item) => withItemTexts(item, change)),
    epics: board.epics.map((epic) => ({ ...epic, taskLines: epic.taskLines.map((line) => ({ ...line, text: change(line.text) })) })),
    ...(board.sprints ? { sprints: board.sprints.map((sprint) => ({ ...sprint, name: change(sprint.name) })) } : {}),
    ...(board.problems ? { problems: board.problems.map(change) } : {}),
    ...(board.statusProblems ? { statusProblems: board.statusProblems.map(change) } : {}),
  }
}

function withItemTexts(item: BoardItem, change: Change): BoardItem {
  const typed = (text: string | null) => (text === null ? null : change(text))
  const fields = Object.entries(item.fields).map(([key, value]) => [key, typeof value === 'string' ? change(value) : value])
  return {
    ...item,
    title: plainTitle(change(item.title)),
    labels: item.labels.map(change),
    milestone: item.milestone === null ? null : { ...item.milestone, title: change(item.milestone.title) },
    status: typed(item.status),
    sprint: typed(item.sprint),
    fields: Object.fromEntries(fields),
  }
}
