/** Links from the summary to where a thing was said: the nearest heading of the minutes, under the topic's name. Pure. */
import { labelText } from '../../domain/text/escape.ts'
import type { PadLine } from '../meeting/pad-lines.ts'
import { shortened, type Topics, topicName } from '../meeting/topics.ts'
import { anchorAbove, anchorsOf } from './anchors.ts'

export type SourceLinks = {
  /** ` ([Cloud-in-a-box](#sprint-review))`; empty above the first heading. */
  readonly linkTo: (padLine: number) => string
  /** The line of the minutes (from 1) that holds a line of the pad; null where it went. */
  readonly lineOf: (padLine: number) => number | null
}

/** Before the minutes are written. */
export const NO_PLACES: SourceLinks = { linkTo: () => '', lineOf: () => null }

/** `text` with `inputLines` is what the house format made of the pad. */
export function createSourceLinks(lines: readonly PadLine[], topics: Topics, text: string, inputLines: readonly number[]): SourceLinks {
  const anchors = anchorsOf(text)
  const outputOf = new Map<number, number>()
  for (const [index, input] of inputLines.entries()) if (input > 0 && !outputOf.has(input)) outputOf.set(input, index)
  const indexOf = new Map(lines.map(({ number }, index) => [number, index]))
  return {
    linkTo: (padLine) => {
      const output = outputOf.get(padLine)
      const anchor = output === undefined ? null : anchorAbove(anchors, output)
      if (!anchor) return ''
      const at = indexOf.get(padLine)
      const topic = at === undefined ? null : topics.topicOf(at)
      // What stands alone in its part would only be named by its own words again.
      const title = topic === null || topic.at === at ? anchor.title : topic.title || anchor.title
      return ` ([${labelText(shortened(topicName(title)))}](#${anchor.anchor}))`
    },
    lineOf: (padLine) => {
      const output = outputOf.get(padLine)
      return output === undefined ? null : output + 1
    },
  }
}
