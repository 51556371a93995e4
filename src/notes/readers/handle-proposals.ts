/** Handles that look like a known one. */
import type { Notes } from '../../domain/notes/notes.ts'
import { editDistance } from '../../domain/text/spelling.ts'
import { handlesIn } from '../text/handles.ts'
import { type ParsedPad, wordsOf } from './parsed-pad.ts'

/** A pad has a few dozen people; a text with more distinct handles is none, and must not cost more for it. */
const MAX_PROPOSALS = 200

/** Handles that nobody knows and that look like one known: proposed, never replaced. */
export function handleProposals(reading: ParsedPad, participants: readonly string[]): Notes['handleProposals'] {
  const { people = {}, knownHandles = [] } = reading.options
  const spellings = new Map(Object.entries(people).map(([typed, handle]) => [typed.toLowerCase(), handle.toLowerCase()]))
  const team = new Set([...knownHandles.map((handle) => handle.toLowerCase()), ...spellings.values()])
  const found = new Map<string, Notes['handleProposals'][number]>()
  const looked = new Set<string>()
  const present = new Set(participants.slice(0, MAX_PROPOSALS))
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    for (const { handle } of handlesIn(wordsOf(reading, index))) {
      if (looked.has(handle) || looked.size > MAX_PROPOSALS) continue
      looked.add(handle)
      if (team.has(handle)) continue
      const spelling = spellings.get(handle)
      const near = spelling ?? nearestHandle(handle, present.has(handle) ? [...team] : [...team, ...present])
      const line = reading.lines[index]?.number ?? 0
      if (near) found.set(handle, { typed: handle, proposed: near, line, ...(spelling === undefined ? {} : { isSpelling: true }) })
    }
  }
  return [...found.values()]
}

/** Much nearer than words in general may be: a wrong proposal annoys a person who spelled right. */
function nearestHandle(typed: string, known: readonly string[]): string | null {
  if (typed.length < 4) return null
  const length = typed.replaceAll(/[-_]/g, '').length
  const limit = length <= 6 ? 1 : length <= 12 ? 2 : 3
  let best: { handle: string; distance: number } | null = null
  let tie = false
  for (const handle of known) {
    if (handle === typed) return null
    const distance = editDistance(typed.replaceAll(/[-_]/g, ''), handle.replaceAll(/[-_]/g, ''), limit)
    if (distance > limit) continue
    if (!best || distance < best.distance) {
      best = { handle, distance }
      tie = false
    } else if (distance === best.distance && handle !== best.handle) tie = true
  }
  return best && !tie ? best.handle : null
}
