/** `/epic undo`: takes back what a fix changed, all of it or nothing. Where somebody has changed something since, it stays, and they are told. */
import { takeBack } from '../../domain/body/edit-task-list.ts'
import type { LeftToPeople } from '../../hygiene/repair/repair.ts'
import { bodyHash, type Change } from '../../hygiene/repair/repair-record.ts'
import type { EpicRepairs } from '../../ports/epic-repairs.ts'
import type { RepairPorts } from './carry-out-repairs.ts'

/** One change: why it has to stay, or how it is taken back; `null`: it is as it was already. */
type Step = { readonly stays: LeftToPeople } | { readonly write: (() => Promise<boolean>) | null }

/** Empty: everything is as it was before. Throws where GitHub refuses; what was taken back by then is so, and the next try goes on. */
export async function takeBackRepairs(ports: RepairPorts, epic: string, changes: readonly Change[]): Promise<readonly LeftToPeople[]> {
  const steps: { readonly change: Change; readonly step: Step }[] = []
  // In reverse: the text goes before the stories that its lines name.
  for (const change of [...changes].reverse()) steps.push({ change, step: await stepFor(ports, epic, change) })
  const staying = steps.flatMap(({ step }) => ('stays' in step ? [step.stays] : []))
  if (staying.length > 0) return staying
  for (const { step } of steps) {
    if ('stays' in step || step.write === null) continue
    if (!(await step.write())) return [stay(epic, 'somebody edited its text at this moment')]
    await ports.pause()
  }
  return []
}

const stay = (issue: string, why: string): LeftToPeople => ({ issue, says: `${why}.` })

function stepFor({ repairs: port }: RepairPorts, epic: string, change: Change): Promise<Step> {
  switch (change.kind) {
    case 'body':
      return bodyStep(port, epic, change)
    case 'story':
      return storyStep(port, epic, change)
    case 'card':
    case 'new-card':
      return cardStep(port, change)
    case 'milestone':
      return milestoneStep(port, change)
  }
}

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>

const written = (write: () => Promise<void>): Step => ({ write: async () => write().then(() => true) })

async function bodyStep(port: EpicRepairs, epic: string, change: Of<'body'>): Promise<Step> {
  const now = await port.read(epic)
  const hash = bodyHash(now?.body ?? '')
  if (hash === change.before) return { write: null }
  if (now === null || hash !== change.after) return { stays: stay(epic, 'its text was edited since') }
  const before = takeBack(now.body, change.splices)
  return { write: () => port.writeBody(epic, now.body, before) }
}

async function storyStep(port: EpicRepairs, epic: string, { story, title, body }: Of<'story'>): Promise<Step> {
  const now = await port.read(story)
  if (now === null || now.state === 'closed') return { write: null }
  if (now.title !== title || bodyHash(now.body) !== body) return { stays: stay(story, 'it was edited since') }
  if (now.comments > 0) return { stays: stay(story, 'it was commented on since') }
  return written(() => port.dropStory(epic, story))
}

async function cardStep(port: EpicRepairs, change: Of<'card' | 'new-card'>): Promise<Step> {
  const { issue } = change
  const now = await port.card(issue)
  if (change.kind === 'new-card') {
    if (now === null) return { write: null }
    if (!now.isBare || now.status !== change.status) return { stays: stay(issue, 'its card was filled in since') }
    return written(() => port.removeCard(issue))
  }
  if (now?.status === change.from) return { write: null }
  if (now === null || now.status !== change.to) return { stays: stay(issue, 'its card was moved since') }
  return written(() => port.moveCard(issue, change.from))
}

async function milestoneStep(port: EpicRepairs, { issue, from, to }: Of<'milestone'>): Promise<Step> {
  const now = await port.read(issue)
  if (now?.milestone === from) return { write: null }
  if (now?.milestone !== to) return { stays: stay(issue, 'its milestone was changed since') }
  return written(() => port.setMilestone(issue, from))
}
