/** How well the notes engine reads what other communities type: `community-texts.ts`, whose truth was written before it was read. */
import type { ActionItem, Notes } from '../../src/domain/notes/notes.ts'
import { readNotes } from '../../src/notes/read-notes.ts'
import type { CommunityText } from '../notes/community-texts.ts'

export type Misread = { readonly habit: string; readonly of: 'people' | 'items' | 'decisions'; readonly message: string }

/** What was understood otherwise than a careful reader does; what a text's truth does not name is not looked at. */
export function misread({ habit, text, ...truth }: CommunityText): readonly Misread[] {
  const notes = readNotes(text)
  return [
    ...people(truth, notes).map((message) => ({ habit, of: 'people' as const, message })),
    ...items(truth, notes).map((message) => ({ habit, of: 'items' as const, message })),
    ...decisions(truth, notes).map((message) => ({ habit, of: 'decisions' as const, message })),
  ]
}

type Truth = Omit<CommunityText, 'habit' | 'text'>

function people(truth: Truth, notes: Notes): string[] {
  return [
    ...difference('participants', truth.participants, notes.participants),
    ...difference('excused', truth.excused ?? [], notes.excused),
    ...(truth.scribes ? difference('scribes', truth.scribes, notes.scribes) : []),
  ]
}

function difference(what: string, wanted: readonly string[], got: readonly string[]): string[] {
  const [want, have] = [wanted, got].map((list) => [...list].sort().join(' ') || '-')
  return want === have ? [] : [`${what}: wanted ${want}, got ${have}`]
}

function items(truth: Truth, notes: Notes): string[] {
  if (!truth.items) return []
  const rest = [...notes.actionItems]
  const missed = truth.items.flatMap((wanted) => {
    const at = rest.findIndex((item) => isThat(wanted, item))
    if (at !== -1) rest.splice(at, 1)
    return at === -1 ? [`missed ${wanted.owners.join() || 'nobody'}: ${wanted.about}`] : []
  })
  return [
    ...missed,
    ...rest.map(({ owners, text, due, status }) => `not wanted: ${owners.join() || 'nobody'}: ${text} (${due}, ${status})`),
  ]
}

function isThat(wanted: NonNullable<Truth['items']>[number], item: ActionItem): boolean {
  return (
    item.text.includes(wanted.about) &&
    [...wanted.owners].sort().join() === [...item.owners].sort().join() &&
    (wanted.due === undefined || wanted.due === item.due) &&
    (wanted.status === undefined || wanted.status === item.status)
  )
}

function decisions(truth: Truth, notes: Notes): string[] {
  if (!truth.decisions) return []
  const { decisions: wanted } = truth
  const got = notes.decisions.map(({ text }) => text)
  const same = wanted.length === got.length && wanted.every((words, index) => got[index]?.includes(words))
  return same ? [] : [`wanted ${wanted.join(' | ') || '-'}, got ${got.join(' | ') || '-'}`]
}
