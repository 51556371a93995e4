/**
 * Which action item of a meeting is which item of the meetings before: by its words and its people, by the issue it names, by a vague
 * item that was made precise, and by an item that was split. Pure.
 */
import { coverage, type ItemWords, likeness } from './item-similarity.ts'

/** What two items are compared by. */
export type Named = { readonly words: ItemWords; readonly people: ReadonlySet<string> }

/** An item as it was known before the meeting; `isJustBefore`: the meeting before named it. */
export type Known = Named & { readonly isOpen: boolean; readonly isJustBefore: boolean }

/** Items of one meeting that are compared with others; no meeting has as many, and comparing costs their square. */
export const COMPARED = 400

/**
 * From here on two texts of one person are one item. Short ones must be more alike ("write story A", "write story B"),
 * and without a common person they must be nearly the same.
 */
const SAME = { byPerson: 0.65, short: 0.78, unnamed: 0.78, handedOver: 0.9, copy: 0.8 }
const SHORT = 5
/** Of one person, about the same issue. */
const BY_ISSUE = 0.8

/** true where one meeting names an item twice, in its topic and in a summary. */
export function isCopy(a: Named, b: Named): boolean {
  return likeness(a.words, b.words) >= SAME.copy && (sharesPerson(a.people, b.people) || isUnnamed(a.people, b.people))
}

/** `parent`: the item that was split; its parts share its age. */
export type Links<Task, Item> = { readonly pairs: ReadonlyMap<Task, Item>; readonly parts: ReadonlyMap<Task, Item> }

/** The best pairs first, each task and each item once; then what a vague item became, and the parts of split ones. */
export function linkItems<Task extends Named, Item extends Known>(tasks: readonly Task[], items: readonly Item[]): Links<Task, Item> {
  const pairs = pairUp(tasks.slice(0, COMPARED), items.slice(-COMPARED))
  addPrecise(tasks, items, pairs)
  return { pairs, parts: partsAmong(tasks, pairs) }
}

function pairUp<Task extends Named, Item extends Known>(tasks: readonly Task[], items: readonly Item[]): Map<Task, Item> {
  const all = tasks.flatMap((task, taskAt) =>
    items.flatMap((item, itemAt) => {
      const score = scoreOf(task, item)
      return score >= limitFor(task, item) ? [{ task, item, score, taskAt, itemAt }] : []
    }),
  )
  // An open item goes before one that is closed already.
  const rank = ({ item }: { item: Item }) => (item.isOpen ? 0 : 1)
  all.sort((a, b) => b.score - a.score || rank(a) - rank(b) || a.taskAt - b.taskAt || a.itemAt - b.itemAt)
  const found = new Map<Task, Item>()
  const used = new Set<Item>()
  for (const { task, item } of all) {
    if (found.has(task) || used.has(item)) continue
    found.set(task, item)
    used.add(item)
  }
  return found
}

/** What one person has to do about one issue is one item, in whichever words; not so within a meeting, which lists them beside each other. */
function scoreOf(task: Named, item: Known): number {
  const score = likeness(task.words, item.words)
  if (score >= BY_ISSUE || !item.isOpen || !sharesPerson(task.people, item.people)) return score
  return [...task.words.issues].some((issue) => item.words.issues.has(issue)) ? BY_ISSUE : score
}

function limitFor(a: Named, b: Named): number {
  if (!sharesPerson(a.people, b.people)) return isUnnamed(a.people, b.people) ? SAME.unnamed : SAME.handedOver
  return Math.min(a.words.words.size, b.words.words.size) < SHORT ? SAME.short : SAME.byPerson
}

/** A vague item has so many words at most. */
const VAGUE = 3

/** "survey vendors" of the meeting before is the "survey vendors on adding Fedora" of this one, where no other can be meant. */
function addPrecise<Task extends Named, Item extends Known>(tasks: readonly Task[], items: readonly Item[], pairs: Map<Task, Item>): void {
  const used = new Set(pairs.values())
  const open = items.filter((item) => item.isOpen && item.isJustBefore && !used.has(item) && item.words.words.size <= VAGUE)
  const left = tasks.filter((task) => !pairs.has(task)).slice(0, COMPARED)
  const fits = (task: Task, item: Item) =>
    (sharesPerson(task.people, item.people) || item.people.size === 0) &&
    task.words.words.size > item.words.words.size &&
    coverage(item.words, task.words) === 1
  for (const item of open) {
    const [task, ...others] = left.filter((one) => fits(one, item))
    if (task === undefined || others.length > 0 || open.filter((one) => fits(task, one)).length > 1) continue
    pairs.set(task, item)
  }
}

/** A part says so many of its words in the words of the whole, and says enough. */
const PART = { covered: 0.8, words: 3 }

/** Two tasks or more that each say a part of one item, and not the same part. */
function partsAmong<Task extends Named, Item extends Known>(
  tasks: readonly Task[],
  pairs: ReadonlyMap<Task, Item>,
): ReadonlyMap<Task, Item> {
  const parts = new Map<Task, Item>()
  const isPart = ({ words }: Named, whole: Item) =>
    words.words.size >= PART.words && words.words.size < whole.words.words.size && coverage(words, whole.words) >= PART.covered
  const left = tasks.filter((task) => !pairs.has(task)).slice(0, COMPARED)
  if (left.length === 0) return parts
  for (const [first, whole] of pairs) {
    if (!whole.isOpen || !isPart(first, whole)) continue
    for (const task of left) {
      const addsToFirst = coverage(whole.words, task.words) < 1 && coverage(task.words, first.words) < 1
      if (!parts.has(task) && isPart(task, whole) && addsToFirst) parts.set(task, whole)
    }
  }
  return parts
}

function sharesPerson(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((person) => b.has(person))
}

function isUnnamed(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === 0 || b.size === 0
}
