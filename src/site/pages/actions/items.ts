/** Open action items as pages show them. Pure. */
import type { OpenItem } from '../../../domain/notes/past-meeting.ts'
import { lineUrl } from '../../../domain/reference.ts'
import { uniquePeople } from '../../../minutes/meeting/handles.ts'
import { times } from '../../../minutes/meeting/item-age.ts'
import type { SiteFacts, TeamFacts } from '../../facts/facts.ts'
import { ageWords } from '../../words/days.ts'
import { peopleViews } from '../../words/people.ts'
import { dayView, SENTENCE, shown, teamView } from '../../words/shown.ts'

/** `owners` are handles that stand for a person's every spelling; the order is that of `actions --json`. */
export function itemViews(team: TeamFacts, facts: SiteFacts) {
  return team.openItems.map((item) => itemView(item, team, facts))
}

export type ItemView = ReturnType<typeof itemView>

function itemView(item: OpenItem, team: TeamFacts, facts: SiteFacts) {
  const { minutes, people, today } = facts
  return {
    text: shown(item.text, SENTENCE) || 'No text',
    href: lineUrl(minutes, item.path, item.line),
    owners: peopleViews(facts, uniquePeople(item.owners, people)),
    for: peopleViews(facts, uniquePeople(item.for, people)),
    team: teamView(team),
    since: dayView(item.since),
    age: ageWords(item.since, today),
    carried: item.carried === 0 ? '' : times(item.carried),
    due: item.due === null ? null : { ...dueView(item.due), isOver: item.due < today },
    lastSeen: item.lastSeen,
  }
}

/** Columns that would be empty in every row of the page are left out. */
export function itemColumns(items: readonly Pick<ItemView, 'carried' | 'due'>[]) {
  return { hasCarried: items.some(({ carried }) => carried !== ''), hasDue: items.some(({ due }) => due !== null) }
}

/** A day where it is one; else as it was typed. */
function dueView(due: string) {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(due)
  return { day: isDay ? dayView(due) : null, words: isDay ? '' : shown(due, SENTENCE) }
}
