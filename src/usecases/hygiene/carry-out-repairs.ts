/** Carries out what `/epic fix` planned: reads each thing again right before it is changed, and tells what was done and what was not. */
import { editTaskList } from '../../domain/body/edit-task-list.ts'
import type { GithubWeb } from '../../domain/github-web.ts'
import { visibleWords } from '../../domain/markdown/visible-words.ts'
import { parseRef, refKey } from '../../domain/reference.ts'
import { quoted } from '../../domain/text/escape.ts'
import { TryAgainError, UserError } from '../../errors.ts'
import type { LeftToPeople, Repair } from '../../hygiene/repair/repair.ts'
import { bodyHash, type Change } from '../../hygiene/repair/repair-record.ts'
import type { EpicRepairs } from '../../ports/epic-repairs.ts'

export type RepairPorts = { readonly repairs: EpicRepairs; readonly pause: () => Promise<void> }

/** `ref`: `owner/repo#1`. */
export type RepairedEpic = { readonly ref: string; readonly github: GithubWeb }

export type Outcome = { readonly changes: readonly Change[]; readonly left: readonly LeftToPeople[] }

/**
 * What GitHub refuses (a permission, a milestone that is not there) is left to people. Where GitHub does not answer, what was done
 * until then counts, so that it can be taken back; if that is nothing, it throws, and the command is tried again.
 */
export async function carryOutRepairs(ports: RepairPorts, epic: RepairedEpic, repairs: readonly Repair[]): Promise<Outcome> {
  let made: ReadonlyMap<string, string> = new Map()
  const steps: readonly (() => Promise<Outcome>)[] = [
    async () => {
      const stories = await makeStories(ports, epic, repairs)
      made = stories.made
      return stories
    },
    () => writeBody(ports, epic, { repairs, stories: made }),
    ...repairs.map((repair) => () => carryOutOne(ports, repair)),
  ]
  const done: Outcome[] = []
  for (const step of steps) {
    try {
      done.push(await step())
    } catch (error) {
      if (!(error instanceof TryAgainError) || done.every(({ changes }) => changes.length === 0)) throw error
      done.push({ changes: [], left: [{ issue: null, says: 'GitHub does not answer for the rest. Use the command again.' }] })
      break
    }
  }
  return joined(done)
}

const joined = (parts: readonly Outcome[]): Outcome => ({
  changes: parts.flatMap(({ changes }) => changes),
  left: parts.flatMap(({ left }) => left),
})

const nothing: Outcome = { changes: [], left: [] }

/** Refusals as data. */
async function unlessRefused(issue: string | null, task: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { changes: [], left: [{ issue, says: error.message }] }
  }
}

type Made = Outcome & { readonly made: ReadonlyMap<string, string> }

const MAX_TITLE = 200

/** Stories for the lines that can name them afterwards; by the text of the line. */
async function makeStories({ repairs: port, pause }: RepairPorts, epic: RepairedEpic, repairs: readonly Repair[]): Promise<Made> {
  const texts = [...new Set(repairs.flatMap((repair) => (repair.kind === 'make-story' ? [repair.text] : [])))]
  const made = new Map<string, string>()
  if (texts.length === 0) return { ...nothing, made }
  const now = await port.read(epic.ref)
  const { replaced } = edited(epic, now?.body ?? '', { repairs: [], stories: new Map(texts.map((text) => [text, epic.ref])) })
  const parts: Outcome[] = []
  for (const text of texts) {
    const title = visibleWords(text).replace(/\s+/g, ' ').trim().slice(0, MAX_TITLE)
    if (!replaced.has(text) || title === '') {
      parts.push({ changes: [], left: [{ issue: null, says: `"${text}" cannot be changed by a command. Convert it yourself.` }] })
      continue
    }
    const body = storyBody(epic, text)
    const outcome = await unlessRefused(null, async () => {
      const story = await port.makeStory(epic.ref, { title, body })
      made.set(text, story)
      await pause()
      return { changes: [{ kind: 'story', story, title, body: bodyHash(body) }], left: [] }
    })
    parts.push(outcome)
    // Whoever may not open one may not open the next either.
    if (outcome.changes.length === 0) break
  }
  return { ...joined(parts), made }
}

/** The first line links it to the epic also where sub-issues are not read. */
function storyBody({ ref, github }: RepairedEpic, text: string): string {
  return `Epic: ${ref}\n\nFrom the task list of the epic:\n\n> ${quoted(text, github)}\n`
}

type BodyChanges = { readonly repairs: readonly Repair[]; readonly stories: ReadonlyMap<string, string> }

function edited({ ref: epic, github }: RepairedEpic, body: string, { repairs, stories }: BodyChanges) {
  const changes = {
    add: repairs.flatMap((one) =>
      one.kind === 'list-story' ? [{ ref: one.story, written: shortRef(one.story, epic), checked: one.checked }] : [],
    ),
    boxes: new Map(repairs.flatMap((one) => (one.kind === 'set-box' ? [[refKey(one.story), one.checked] as const] : []))),
    lines: new Map([...stories].map(([text, story]) => [text, shortRef(story, epic)])),
  }
  return editTaskList(body, changes, { repository: epic.split('#')[0] ?? '', github })
}

/** Edits of people that come right before the write are read and kept: so often it is tried. */
const MAX_READS = 3

async function writeBody({ repairs: port, pause }: RepairPorts, epic: RepairedEpic, wanted: BodyChanges): Promise<Outcome> {
  const asked = wanted.repairs.filter(({ kind }) => kind === 'list-story' || kind === 'set-box')
  if (asked.length + wanted.stories.size === 0) return nothing
  return unlessRefused(epic.ref, async () => {
    for (let count = 0; count < MAX_READS; count++) {
      const now = await port.read(epic.ref)
      if (now === null) break
      const after = edited(epic, now.body, wanted)
      const left = untouched(wanted.repairs, after)
      if (after.body === now.body) return { changes: [], left }
      if (!(await port.writeBody(epic.ref, now.body, after.body))) continue
      await pause()
      return { changes: [bodyChange(now.body, after, wanted.repairs)], left }
    }
    return {
      changes: [],
      left: [{ issue: epic.ref, says: 'somebody is editing its text. Nothing was written there; use the command again.' }],
    }
  })
}

type Edited = ReturnType<typeof editTaskList>

function bodyChange(before: string, { body, splices, added, set }: Edited, repairs: readonly Repair[]): Change {
  const boxes = (checked: boolean) =>
    repairs.flatMap((one) => (one.kind === 'set-box' && one.checked === checked && set.has(refKey(one.story)) ? [one.story] : []))
  return {
    kind: 'body',
    before: bodyHash(before),
    after: bodyHash(body),
    splices: splices.map((splice) => ({ ...splice })),
    listed: repairs.flatMap((one) => (one.kind === 'list-story' && added.has(refKey(one.story)) ? [one.story] : [])),
    checked: [...new Set(boxes(true))],
    cleared: [...new Set(boxes(false))],
  }
}

function untouched(repairs: readonly Repair[], { added, set }: Edited): readonly LeftToPeople[] {
  return repairs.flatMap((one) => {
    if (one.kind === 'list-story' && !added.has(refKey(one.story)))
      return [{ issue: one.story, says: 'it is in the list by now, or the list has no line to add it below.' }]
    if (one.kind === 'set-box' && !set.has(refKey(one.story)))
      return [{ issue: one.story, says: 'its box is right by now, or stands for several issues. Look at its line yourself.' }]
    return []
  })
}

/** `#7` beside the epic, else in full. */
function shortRef(ref: string, epic: string): string {
  const [own, other] = [parseRef(epic), parseRef(ref)]
  const isBeside = own && other && refKey(`${own.owner}/${own.repo}`) === refKey(`${other.owner}/${other.repo}`)
  return isBeside ? `#${other.number}` : ref
}

const CHANGED = 'it has changed since the app last looked. Use the command again if it still applies.'

async function carryOutOne(ports: RepairPorts, repair: Repair): Promise<Outcome> {
  const { repairs: port, pause } = ports
  switch (repair.kind) {
    case 'move-card':
      return unlessRefused(repair.issue, async () => {
        const { issue, from, to } = repair
        const [card, now] = [await port.card(issue), await port.read(issue)]
        if (card?.status === to) return nothing
        if (card?.status !== from || now?.state !== 'closed') return { changes: [], left: [{ issue, says: CHANGED }] }
        await port.moveCard(issue, to)
        await pause()
        return { changes: [{ kind: 'card', issue, from, to }], left: [] }
      })
    case 'add-card':
      return unlessRefused(repair.issue, async () => {
        const { issue } = repair
        if ((await port.card(issue)) !== null) return nothing
        const status = await port.addCard(issue)
        await pause()
        return { changes: [{ kind: 'new-card', issue, status }], left: [] }
      })
    case 'set-milestone':
      return unlessRefused(repair.issue, async () => {
        const { issue, from, to } = repair
        const now = await port.read(issue)
        if (now?.milestone === to) return nothing
        if (now === null || now.milestone !== from) return { changes: [], left: [{ issue, says: CHANGED }] }
        await port.setMilestone(issue, to)
        await pause()
        return { changes: [{ kind: 'milestone', issue, from, to }], left: [] }
      })
    default:
      return nothing
  }
}
