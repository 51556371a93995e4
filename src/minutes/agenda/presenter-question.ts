/** The question for presenter and minute taker, in the words the team itself uses. Pure. */

import type { PastMeeting } from '../../domain/notes/past-meeting.ts'
import { rolesAskedFor } from '../../notes/readers/people/presenters.ts'
import { readStructure } from '../../notes/structure/read-structure.ts'
import { labelOf, plainText } from '../../notes/text/words.ts'

const FOR_BOTH = 'Who is presenting in weekly community call and transforming the pad content to minutes in GitHub?'
const FOR_MINUTES = 'Who is transforming the pad content to minutes in GitHub?'

/** Older wordings are history. */
const ASKED = 3
const LONGEST = 200

/** As put last, where it was put as a question that fits; else ours. */
export function presenterQuestion(past: readonly PastMeeting[], { communityCall }: { communityCall: boolean }): string {
  const newest = [...past].sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, ASKED)
  for (const { text } of newest) {
    const question = text === undefined ? null : questionIn(text, communityCall)
    if (question !== null) return question
  }
  return communityCall ? FOR_BOTH : FOR_MINUTES
}

function questionIn(text: string, communityCall: boolean): string | null {
  const { lines } = readStructure(text)
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'item') continue
    const next = lines[index + 1]
    // A long question is often wrapped.
    const wrapped = !line.search.includes('?') && next?.kind === 'text' && next.continues === index ? ` ${next.text}` : ''
    const whole = plainText(line.text + wrapped)
    const end = whole.indexOf('?')
    if (end === -1 || end > LONGEST) continue
    const question = whole.slice(0, end + 1)
    const roles = question.includes('@') ? null : rolesAskedFor(labelOf(question))
    if (roles?.scribe && roles.reporter === communityCall) return question
  }
  return null
}
