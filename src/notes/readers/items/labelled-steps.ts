/**
 * Items behind or below a label in a line, as `Next steps: @x writes …` and `- Nächste Schritte:` with a list: what names people there
 * is an item, as it is below such a heading. Labels that are marks (TODO, Action items) are read in marked-items.ts.
 */
import { handlesIn, labelOf, plainText } from '../../text/words.ts'
import { isRead, type ParsedPad, wordsOf } from '../parsed-pad.ts'
import { marksIn, opensActions } from './action-markers.ts'
import { cleaned, type Said } from './item-text.ts'
import { givesTask, isTaskOfPeople, listedItem, trailingOwners } from './listed-items.ts'
import { namedAt, ownersAt } from './owners.ts'

const LABELLED = /^([^:@]{3,60}?)\s?:[*_]{0,3}(?=\s|$)/

/** Empty where the line is no such label, or names nobody. Lines that become items are added to `taken`. */
export function labelledSteps(reading: ParsedPad, index: number, names: ReadonlySet<string>, taken: Set<number>): readonly Said[] {
  const line = reading.lines[index]
  if (!line || (line.kind !== 'item' && line.kind !== 'text')) return []
  const words = wordsOf(reading, index)
  const label = LABELLED.exec(words)
  if (!label || !opensActions(labelOf(label[1] ?? ''))) return []
  const at = label[0].length
  return words.slice(at).trim() === '' ? belowLabel(reading, index, names, taken) : behindLabel(line.text, words, at, names)
}

function belowLabel(reading: ParsedPad, index: number, names: ReadonlySet<string>, taken: Set<number>): readonly Said[] {
  return (reading.children.get(index) ?? []).flatMap((child) => {
    const said = isRead(reading, child) && marksIn(wordsOf(reading, child)).length === 0 ? listedItem(reading, child, names) : null
    if (said === null || !isTaskOfPeople(reading, child, names)) return []
    taken.add(child)
    return [{ ...said, index: child }]
  })
}

function behindLabel(text: string, words: string, at: number, names: ReadonlySet<string>): readonly Said[] {
  const starts = startsOf(words, at)
  if (starts.length > 0) {
    return starts.flatMap((start, place) => {
      const owners = ownersAt(words, start)
      const said = text.slice(owners?.end ?? start, starts[place + 1] ?? text.length).replace(/\s(?:and|und)\s*$/, '')
      const own = cleaned(said)
      return owners && owners.owners.length > 0 && own !== '' ? [item(owners.owners, own)] : []
    })
  }
  const named = namedAt(words, at, names)
  const own = named ? cleaned(text.slice(named.end)) : ''
  if (named && own !== '') return [{ ...item([], own), typed: named.typed }]
  const behind = trailingOwners(text.slice(at), words.slice(at))
  return behind.owners.length > 0 && givesTask(plainText(words.slice(at))) ? [item(behind.owners, cleaned(behind.text))] : []
}

function item(owners: readonly string[], text: string): Said {
  return { owners, for: [], text, kind: 'explicit' }
}

/** Where people begin who get a task: right behind the label, then behind a comma or "and" with a verb of their own. */
function startsOf(words: string, at: number): readonly number[] {
  let from = at
  const starts: number[] = []
  for (const { start } of handlesIn(words)) {
    if (start < from) continue
    const before = words.slice(from, start)
    const owners = ownersAt(words, start)
    if (!owners || !givesTask(plainText(words.slice(start)))) continue
    if (
      starts.length === 0 ? !/^[\s*_~([]{0,6}$/.test(before) : !/\p{L}{2}.*(?:[,;.]\s{1,2}|\s(?:and|und)\s{1,2})[*_~]{0,2}$/su.test(before)
    )
      continue
    starts.push(start)
    from = owners.end
  }
  return starts
}
