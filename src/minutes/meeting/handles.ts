/** Handles of people: each person once, and in the case their owners type. Pure. */
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { personOf, type Spellings } from '../../domain/notes/person-of.ts'

export function uniquePeople(handles: readonly string[], people: Spellings = {}): readonly string[] {
  return [...new Set(handles.map((handle) => personOf(handle, people)))]
}

/** Writes handles in the case their owners type them, as far as participants lists show it (`depressiveRobot`). */
export function handleCase(past: readonly PastMeeting[]): (handle: string) => string {
  const typed = new Map<string, string>()
  const newestFirst = [...past].sort((a, b) => (a.date < b.date ? 1 : -1))
  for (const { handle, text } of newestFirst.flatMap(({ notes }) => notes.people)) {
    if (handle === null || typed.has(handle)) continue
    const at = text.toLowerCase().indexOf(handle)
    if (at !== -1) typed.set(handle, text.slice(at, at + handle.length))
  }
  return (handle) => typed.get(handle.toLowerCase()) ?? handle
}
