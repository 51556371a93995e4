/** What a meeting said, as everybody may read it: private issues of the board and their titles are taken out. Pure. */
import type { OpenItem } from '../../domain/notes/past-meeting.ts'
import type { TeamHeadlines } from '../../minutes/community-call/headlines.ts'
import type { MeetingFacts, Said } from '../../site/facts.ts'
import type { MeetingRecord } from './read-meeting.ts'

/** Takes references and titles that are known to be private out of a text. */
export type Conceal = (text: string) => string

type Told = Pick<MeetingRecord, 'facts' | 'headlines'>

export function publicRecord(record: MeetingRecord, conceal: Conceal): Told {
  return { facts: publicFacts(record.facts, conceal), headlines: publicHeadlines(record.headlines, conceal) }
}

/** true where nothing in it is private, its notes included: it may be kept in a public place. */
export function isPublic({ facts, headlines, notes }: MeetingRecord, conceal: Conceal): boolean {
  const { actionItems, wishes, storyAnswers, sections, mentions, unresolved } = notes
  const texts = [facts, headlines, actionItems, wishes, storyAnswers, sections, mentions, unresolved].map((part) => JSON.stringify(part))
  return texts.every((text) => conceal(text) === text)
}

export function publicItems(items: readonly OpenItem[], conceal: Conceal): readonly OpenItem[] {
  return items.map((item) => ({ ...item, text: conceal(item.text) }))
}

function publicFacts(facts: MeetingFacts, conceal: Conceal): MeetingFacts {
  const said = <One extends Said>(list: readonly One[]): readonly One[] =>
    list.map((one) => ({ ...one, text: conceal(one.text), topic: one.topic === null ? null : conceal(one.topic) }))
  return {
    ...facts,
    lifted: said(facts.lifted),
    helpWanted: said(facts.helpWanted),
    decisions: said(facts.decisions),
    items: said(facts.items),
    topics: said(facts.topics),
    mentions: said(facts.mentions.filter(({ ref }) => conceal(ref) === ref)),
  }
}

function publicHeadlines(headlines: TeamHeadlines, conceal: Conceal): TeamHeadlines {
  const { lifted, helpWanted, review, planning, topics, decisions, actionItems } = headlines
  return {
    lifted: lifted.map(conceal),
    helpWanted: helpWanted.map(conceal),
    review: review.map(conceal),
    planning: planning.map(conceal),
    topics: topics.map(conceal),
    decisions: decisions.map(conceal),
    actionItems: actionItems.map(({ owners, text }) => ({ owners, text: conceal(text) })),
  }
}
