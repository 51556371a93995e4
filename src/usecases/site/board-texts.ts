/** What people typed on a board, through the same door as minutes: neither e-mail addresses nor secrets reach a page. */
import type { BoardItem, Snapshot } from '../../domain/board/board.ts'
import { withoutMarks } from '../../domain/text/withheld.ts'
import type { Screen } from '../../ports.ts'
import { plainTitle, withoutEmails } from './plain-words.ts'

type Change = (text: string) => string

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

/** Takes out of the texts that were given what is not for everybody; such a text becomes one line. */
export async function screenedTexts(texts: ReadonlySet<string>, screen: Screen): Promise<Change> {
  const given = [...texts]
  const lines = given.map(plainTitle)
  // All in one go: the rules cost more a call than a line.
  const screened = (await screen(lines.join('\n'), WHERE)).split('\n')
  const known = new Map<string, string>()
  for (const [index, line] of lines.entries()) {
    // A line beside others may be taken for a part of what they hold: alone it tells what it is.
    const own = screened[index] === line ? line : await screen(line, WHERE)
    const clean = withoutEmails(withoutMarks(own))
    // What is clean stays as it is: statuses and labels are compared with those of sprint.yml.
    if (clean !== line) known.set(given[index] ?? '', clean)
  }
  return (text) => known.get(text) ?? text
}

const WHERE = 'the board'
