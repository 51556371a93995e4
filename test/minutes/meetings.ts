/** Meetings and action items with only what a test is about. */
import { type ActionItem, NO_NOTES, type Notes } from '../../src/domain/notes/notes.ts'
import type { PastMeeting } from '../../src/domain/notes/past-meeting.ts'

export function notesWith(rest: Partial<Notes> = {}): Notes {
  return { ...NO_NOTES, ...rest }
}

/** `@a, @b: text` is an item of these people; `[x] ` before it makes it done. Lines count from `from`. */
export function items(texts: readonly string[], from = 10): ActionItem[] {
  return texts.map((typed, index) => {
    const done = typed.startsWith('[x] ')
    const colon = typed.startsWith('@') || done ? typed.indexOf(':') : -1
    const owners = [...typed.slice(0, Math.max(0, colon)).matchAll(/@([\w-]+)/g)].map(([, handle]) => (handle ?? '').toLowerCase())
    return {
      owners,
      for: [],
      text: typed.slice(colon + 1).trim(),
      due: null,
      status: done ? 'done' : 'open',
      kind: 'explicit',
      line: from + index,
    }
  })
}

export function aMeeting(date: string, rest: Partial<Notes> & { items?: readonly string[] } = {}): PastMeeting {
  const { items: typed = [], ...notes } = rest
  return {
    date,
    path: `iaas/${date.replaceAll('-', '')}.md`,
    notes: notesWith({ date, headingDate: date, actionItems: items(typed), ...notes }),
  }
}
