/** What the board has to say to the notes of a meeting: about its lines, against them, and beside them. Pure. */
import type { MinutesContext } from '../compose/read-meeting.ts'
import { type Annotations, annotationsOf } from './annotations.ts'
import { type News, newsOf } from './board-news.ts'
import { type Contradiction, findContradictions } from './contradictions.ts'
import type { HygieneFacts } from './hygiene-facts.ts'

export type BoardFacts = {
  readonly annotations: Annotations
  readonly contradictions: readonly Contradiction[]
  /** null without a board. */
  readonly news: News | null
  readonly hygiene: HygieneFacts
}

/** Without a board there are none. */
export function boardFactsOf(context: MinutesContext, hygiene: HygieneFacts): BoardFacts {
  const { board, lines, topics, notes } = context
  if (board === null) return { annotations: { behind: new Map(), below: new Map() }, contradictions: [], news: null, hygiene }
  const apart = new Set(notes.actionItems.map(({ line }) => line))
  return {
    annotations: annotationsOf(lines, topics, board),
    contradictions: findContradictions({ lines, topics, board, apart }),
    news: newsOf(context, hygiene),
    hygiene,
  }
}
