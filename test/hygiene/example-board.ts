/** Boards made of the examples that stand in the files of rules: one example alone, or many of one rule among each other. */
import type { BoardItem, Snapshot } from '../../src/domain/board/board.ts'
import { buildEpics, type EpicLinks } from '../../src/domain/board/epics.ts'
import type { StoryRequest } from '../../src/domain/notes/story-request.ts'
import { refKey } from '../../src/domain/reference.ts'
import type { Standing } from '../../src/hygiene/board-view.ts'
import type { HygieneInput } from '../../src/hygiene/evaluate.ts'
import { rules } from '../../src/hygiene/registry.ts'
import type { Rule } from '../../src/hygiene/rule.ts'
import type { Example, ExampleIssue, ReportedExample } from '../../src/hygiene/rule-example.ts'
import { aBoardItem, aSnapshot } from '../builders.ts'
import { daysAgo, NOW, seeded } from './generator/world.ts'

const USER_STORY = 'As an operator, I want one image list, so that all clouds are alike.'
const REPOSITORIES = ['SovereignCloudStack/issues', 'SovereignCloudStack/standards', 'osism/issues']
const marks = { labels: ['epic'], types: [], titlePrefix: null }

/** `Sprint 23` is the current one. */
const sprints = ['2023-04-24', '2023-05-08', '2023-05-22', '2023-06-05', '2023-06-19'].map((startsOn, index) => ({
  name: `Sprint ${20 + index}`,
  startsOn,
  endsOn: new Date(Date.parse(startsOn) + 13 * 24 * 3_600_000).toISOString().slice(0, 10),
}))

type Placed = { readonly epic: string | null; readonly stories: readonly string[] }

export type ExampleBoard = {
  /** Puts the example on the board; says where. */
  readonly add: (example: Example) => Placed
  /** What the rule looks at: this board, with that rule alone switched on. */
  readonly input: (rule: Rule, options?: Example['options']) => HygieneInput
}

export function createExampleBoard(seed = 1): ExampleBoard {
  const random = seeded(seed)
  const items: BoardItem[] = []
  const links = new Map<string, EpicLinks>()
  const asked: StoryRequest[] = []
  const standings = new Map<string, Standing>()
  let next = 1
  const newRef = () => `${REPOSITORIES[Math.floor(random() * REPOSITORIES.length)]}#${next++}`
  return {
    add: ({ epic = {}, stories = [{}], asked: wishes = [], standings: people = {} }) => {
      const refs = stories.map(newRef)
      for (const [index, story] of stories.entries()) {
        if (!story.unreadable) items.push(itemOf(refs[index] ?? '', { body: USER_STORY, ...story }))
      }
      for (const [login, standing] of Object.entries(people)) standings.set(login, standing)
      if (epic === null) return { epic: null, stories: refs }
      const ref = newRef()
      const body = (epic.body ?? 'What we are up to.').replace(/\{(\d)\}/g, (_, index) => refs[Number(index)] ?? '')
      items.push(itemOf(ref, { ...epic, body, labels: ['epic', ...(epic.labels ?? [])] }))
      links.set(refKey(ref), { ref, subIssues: refs, tracked: [], hidden: 0 })
      for (const { text, daysAgo: days } of wishes) asked.push({ epic: ref, text, date: daysAgo(days).slice(0, 10) })
      return { epic: ref, stories: refs }
    },
    input: (rule, options) => {
      const shuffled = items
        .map((item) => ({ item, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item)
      const epics = buildEpics({ items: shuffled, marks, links })
      const snapshot: Snapshot = aSnapshot({ takenAt: new Date(NOW).toISOString(), items: shuffled, epics, sprints })
      return {
        snapshot,
        asked,
        standings,
        now: new Date(NOW),
        timezone: 'Europe/Berlin',
        team: { id: 'core', label: null },
        marks,
        status: { backlog: ['Backlog', 'Refined'], active: ['Doing', 'In progress', 'Review'], done: ['Done'] },
        rules: Object.fromEntries(rules.map(({ id }) => [id, id === rule.id ? (options ?? 'on') : 'off'])),
        graceDays: 14,
        exempt: { labels: ['on hold'], milestones: [], epics: [] },
      }
    },
  }
}

/** Where the one finding of the example is to be, as `rule epic story`. */
export function placeOf(rule: Rule, { on }: ReportedExample, { epic, stories }: Placed): string {
  const place = on ?? (rule.configure({}).target === 'epics' ? 'epic' : 0)
  return `${rule.id} ${epic ?? '-'} ${place === 'epic' ? '-' : (stories[place] ?? '?')}`
}

function itemOf(ref: string, example: ExampleIssue): BoardItem {
  const { closedDaysAgo, openedDaysAgo = 60, quietDays = 5, milestone, offBoard, activeDays, labelDays = {}, sprints: seen = [] } = example
  const isClosed = closedDaysAgo !== undefined
  const isOff = offBoard === true
  return aBoardItem({
    number: Number(ref.split('#')[1]),
    ref,
    title: example.title ?? `Issue ${ref}`,
    url: `https://github.com/${ref.replace('#', '/issues/')}`,
    body: example.body ?? '',
    labels: example.labels ?? [],
    assignees: example.assignees ?? ['tibeer'],
    state: isClosed ? 'closed' : 'open',
    stateReason: example.stateReason ?? (isClosed ? 'completed' : null),
    closedAt: isClosed ? daysAgo(closedDaysAgo) : null,
    createdAt: daysAgo(openedDaysAgo),
    lastHumanActivity: quietDays === null ? null : daysAgo(quietDays),
    status: isOff ? null : example.status !== undefined ? example.status : isClosed ? 'Done' : 'Backlog',
    milestone: milestone ? { title: milestone.title, dueOn: milestone.dueInDays === null ? null : daysAgo(-milestone.dueInDays) } : null,
    archived: example.archived ?? false,
    ...(isOff ? { itemId: null, databaseId: null } : {}),
    ...(example.parent === undefined ? {} : { parent: example.parent }),
    observed: {
      firstSeen: daysAgo(openedDaysAgo),
      statusSince: null,
      activeSince: activeDays === undefined ? null : daysAgo(activeDays),
      sprints: seen,
      labelsSince: Object.fromEntries(Object.entries(labelDays).map(([label, days]) => [label, daysAgo(days)])),
    },
  })
}
