/** GitHub's comments of one app, in memory: what is written, hidden, deleted; and a process that dies at a write. */
import type { OthersComments } from '../../../src/domain/others-comments.ts'
import { refKey } from '../../../src/domain/reference.ts'
import type { AppComment, CommentMemory, Comments, KnownComment } from '../../../src/ports.ts'
import { applyPlan } from '../../../src/usecases/apply-plan.ts'
import type { Plan } from '../../../src/usecases/plan.ts'

type Stored = { -readonly [Key in keyof AppComment]: AppComment[Key] }

export class Killed extends Error {}

export function fakeComments(now: () => Date) {
  const issues = new Map<string, Stored[]>()
  const labels = new Map<string, Set<string>>()
  const writes: { kind: string; on: string; at: Date; body?: string }[] = []
  const deleted = new Map<string, string>()
  const others = new Map<string, OthersComments['comments']>()
  let reads = 0
  let killAt = Number.POSITIVE_INFINITY
  let next = 1
  const of = (ref: string) => {
    const known = issues.get(ref) ?? []
    issues.set(ref, known)
    return known
  }
  const find = (ref: string, id: string) => {
    const found = of(ref).find((comment) => comment.id === id)
    if (!found) throw new Error(`There is no comment ${id} on ${ref}.`)
    return found
  }
  const revise = (comment: Stored, by: string | null, body: string) => {
    const before = comment.revisions ?? [{ by: null, byApp: true, body: comment.body }]
    comment.revisions = [{ by, byApp: by === null, body }, ...before]
    comment.body = body
  }
  const wrote = (kind: string, on: string, body?: string) => {
    writes.push({ kind, on, at: now(), ...(body === undefined ? {} : { body }) })
    if (writes.length >= killAt) {
      killAt = Number.POSITIVE_INFINITY
      throw new Killed(`killed after write ${writes.length}`)
    }
  }
  const comments: Comments = {
    byApp: async (ref) => {
      reads += 1
      return of(ref).map((comment) => ({ ...comment }))
    },
    byOthers: async (ref) => ({ self: { login: 'scs-sprint[bot]', isApp: true }, comments: others.get(ref) ?? [] }),
    revisions: async (ref, id) => find(ref, id).revisions ?? [],
    wasLabeled: async (ref, label) => writes.some(({ kind, on, body }) => kind === 'add-label' && on === ref && body === label),
    labelHistory: async () => [],
    deletedByPerson: async (ref) => deleted.get(ref) ?? null,
    create: async (ref, body) => {
      const id = `IC_${String(next++).padStart(6, '0')}`
      of(ref).push({ id, body, minimized: false, createdAt: now().toISOString(), editedByPerson: false, url: `https://x/${id}` })
      wrote('create', ref, body)
      return { id, url: `https://x/${id}` }
    },
    update: async (ref, id, body) => {
      const comment = find(ref, id)
      revise(comment, null, body)
      comment.editedByPerson = false
      wrote('update', ref, body)
    },
    minimize: async (ref, id) => {
      find(ref, id).minimized = true
      wrote('minimize', ref)
    },
    unminimize: async (ref, id) => {
      find(ref, id).minimized = false
      wrote('unminimize', ref)
    },
    react: async (ref) => wrote('react', ref),
    addLabel: async (ref, label) => {
      labels.set(ref, new Set([...(labels.get(ref) ?? []), label]))
      wrote('add-label', ref, label)
    },
    removeLabel: async (ref, label) => {
      labels.get(ref)?.delete(label)
      wrote('remove-label', ref)
    },
  }
  return {
    comments,
    others,
    writes,
    reads: () => reads,
    on: of,
    visible: (ref: string) => of(ref).filter(({ minimized }) => !minimized),
    labels: (ref: string) => [...(labels.get(ref) ?? [])],
    /** The process dies right after its n-th write from now on: what was written stays, nothing after it happens. */
    killAfter: (n: number) => {
      killAt = writes.length + n
    },
    editAsPerson: (ref: string, id: string, change: (body: string) => string) => {
      const comment = find(ref, id)
      revise(comment, 'fkr', change(comment.body))
      comment.editedByPerson = true
    },
    deleteAsPerson: (ref: string, id: string) => {
      deleted.set(ref, now().toISOString())
      issues.set(
        ref,
        of(ref).filter((comment) => comment.id !== id),
      )
    },
  }
}

/** Writes a plan as the app does. */
export async function apply(plan: Plan, comments: Comments, memory?: CommentMemory | null): Promise<void> {
  await applyPlan(plan, {
    comments,
    minutes: async (repository) => {
      throw new Error(`Hygiene writes nothing to ${repository}.`)
    },
    pause: async () => {},
    record: async () => {},
    ...(memory ? { memory } : {}),
  })
}

/** What the store knows of comments, in memory. */
export function fakeMemory(): CommentMemory {
  const entries = new Map<string, KnownComment>()
  return {
    known: async () => new Map(entries),
    remember: async (epic, known) => void entries.set(refKey(epic), known),
  }
}
