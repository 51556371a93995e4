/** The public part of a meeting: private issues of the board and their titles are removed. Pure. */
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import type { TeamHeadlines } from '../../minutes/community-call/headlines.ts'
import type { MeetingFacts } from './facts.ts'
import { withoutEmails } from './plain-words.ts'
import type { MeetingRecord } from './read-meeting.ts'

/** Takes references and titles that are known to be private out of a text. */
export type Conceal = (text: string) => string

type Told = Pick<MeetingRecord, 'facts' | 'headlines'>

export function publicRecord(record: MeetingRecord, conceal: Conceal): Told {
  const forAll = (text: string) => conceal(withoutEmails(text))
  return { facts: publicFacts(record.facts, forAll), headlines: withTexts<TeamHeadlines>(record.headlines, forAll) }
}

/** true if nothing in it is private, its notes included, and no secret is mentioned: it may be kept in a public place. */
export function isPublic({ facts, headlines, notes, secrets }: MeetingRecord, conceal: Conceal): boolean {
  if (secrets.length > 0) return false
  const { actionItems, wishes, storyAnswers, sections, mentions, unresolved } = notes
  const texts = [facts, headlines, actionItems, wishes, storyAnswers, sections, mentions, unresolved].map((part) => JSON.stringify(part))
  return texts.every((text) => conceal(text) === text)
}

export function publicItems(items: readonly OpenItem[], conceal: Conceal): readonly OpenItem[] {
  return items.map((item) => withTexts(item, (text) => conceal(withoutEmails(text))))
}

function publicFacts(facts: MeetingFacts, conceal: Conceal): MeetingFacts {
  return withTexts({ ...facts, mentions: facts.mentions.filter(({ ref }) => conceal(ref) === ref) }, conceal)
}

/** Fields that are no free text: the form of each is checked where it is read. Every other one may hold what somebody typed. */
const NO_TEXT: ReadonlySet<string> = new Set([
  ...['team', 'path', 'date', 'ref', 'status', 'since', 'lastSeen'],
  ...['owners', 'for', 'reporters', 'scribes'],
])

/** The same data with every text in it changed, also in fields that are added later. */
export function withTexts<Data>(data: Data, change: (text: string) => string): Data {
  const changed = (value: unknown, key: string): unknown => {
    if (NO_TEXT.has(key)) return value
    if (typeof value === 'string') return change(value)
    if (Array.isArray(value)) return value.map((one) => changed(one, ''))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changed(one, name)]))
  }
  return changed(data, '') as Data
}
