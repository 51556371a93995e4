/** The task lines of a body (`- [ ] text`), and where each of them stands. Pure. */
import { criteriaAmong } from './body-sections.ts'
import type { RefContext } from './first-reference.ts'
import { leadingRefs, withoutMarkers } from './named-references.ts'
import { visibleLines } from './visible-lines.ts'

export type TaskBox = {
  /** What follows the box, trimmed. */
  readonly text: string
  readonly checked: boolean
  /** The issues that the text begins with; empty: it names none. */
  readonly refs: readonly string[]
  /** Index of the line in the body, split at line feeds. */
  readonly line: number
}

/**
 * In order, nested ones too; none from code, HTML comments, or below "Definition of Done" and the like. `context`: the
 * repository in which a bare `#1` lies, with a way to resolve board links.
 */
export function taskBoxes(body: string, context: RefContext): readonly TaskBox[] {
  const lines = visibleLines(body)
  const isCriterion = criteriaAmong(lines)
  return lines.flatMap(({ text, line }, index): TaskBox[] => {
    const item = isCriterion[index] ? null : withoutMarkers(text)
    const match = /^\[([ xX])\]\s+(\S.*)$/.exec(item ?? '')
    if (!match?.[2]) return []
    return [{ text: match[2].trim(), checked: match[1] !== ' ', refs: leadingRefs(match[2], context).refs, line }]
  })
}
