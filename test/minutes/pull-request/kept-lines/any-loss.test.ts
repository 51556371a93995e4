/** Whatever lines of generated minutes a pad loses, they come back where they were. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withLostLines } from '../../../../src/minutes/pull-request/kept-lines/keep-lost-lines.ts'
import { linesLost } from '../../../../src/minutes/pull-request/lines-lost.ts'

const isHeading = (line: string) => line.startsWith('#')

/** `depth` below 0: a heading of that level, else an item nested so deep, at most one deeper than the one above. */
function minutesOf(depths: readonly number[]): readonly string[] {
  let [level, depth] = [1, -1]
  return ['# 2026-11-25', '', ...depths.flatMap((wanted, index) => linesAt(wanted, index))]

  function linesAt(wanted: number, index: number): readonly string[] {
    const words = `word${index} said${index} about${index}`
    if (wanted < 0) {
      level = Math.min(level + 1, 1 - wanted)
      depth = -1
      return ['', `${'#'.repeat(level)} ${words}`, '']
    }
    depth = Math.min(depth + 1, wanted)
    return [`${'  '.repeat(depth)}- ${words}`]
  }
}

/** Each line of people with the heading that it stands below. */
function placed(lines: readonly string[]): readonly string[] {
  let heading = ''
  return lines.flatMap((line) => {
    if (isHeading(line)) heading = line
    return line.trim() === '' || isHeading(line) ? [] : [`${heading} / ${line}`]
  })
}

/** With numbers, which follow each other in what is left. */
function numbered(lines: readonly string[]): readonly string[] {
  const counts: number[] = []
  return lines.map((line) => {
    const [, sign = '', words = ''] = /^(#{2,}| *-) (.*)$/.exec(line) ?? []
    if (words === '') return line
    const depth = sign.startsWith('#') ? sign.length : 10 + (sign.length - 1) / 2
    counts.length = Math.min(counts.length, depth + 1)
    counts[depth] = (counts[depth] ?? 0) + 1
    return sign.startsWith('#') ? `${sign} ${counts[depth]}. ${words}` : `${'   '.repeat(depth - 10)}${counts[depth]}. ${words}`
  })
}

const withoutNumbers = (lines: readonly string[]) => lines.map((line) => line.replace(/\d+\. /, ''))

test.each([
  ['with bullets', 25, (lines: readonly string[]) => lines],
  ['numbered', 9, numbered],
])('every line that is lost stands below its heading again, in its order and as deep as it was: %s', (_name, maxLength, written) => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength }),
      fc.array(fc.boolean(), { minLength: 90, maxLength: 90 }),
      (depths, gone) => {
        const lines = minutesOf(depths)
        const before = `${written(lines).join('\n')}\n`
        // A heading goes only with a line directly below it: one that was taken out alone does not come back.
        const goes = lines.map((line, index) => (isHeading(line) ? index > 0 && goesWithLines(lines, index, gone) : gone[index] === true))
        const after = `${written(lines.filter((line, index) => line.trim() === '' || !goes[index])).join('\n')}\n`
        const { text } = withLostLines(before, after, linesLost(before, after).lost)
        expect(placed(withoutNumbers(text.split('\n')))).toEqual(placed(withoutNumbers(written(lines))))
      },
    ),
    { numRuns: 300 },
  )
})

function goesWithLines(lines: readonly string[], heading: number, gone: readonly boolean[]): boolean {
  const end = lines.findIndex((line, index) => index > heading && isHeading(line))
  const below = lines.slice(heading, end === -1 ? undefined : end)
  return gone[heading] === true && below.some((line, index) => line.startsWith('- ') && gone[heading + index] === true)
}
