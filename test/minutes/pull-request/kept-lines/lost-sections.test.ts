/** Sections that a pad lost come back with their heading, at their place; lines of a heading that moved or was renamed go with it. */
import { expect, test } from 'vitest'
import { withLostLines } from '../../../../src/minutes/pull-request/kept-lines/keep-lost-lines.ts'
import { linesLost } from '../../../../src/minutes/pull-request/lines-lost.ts'

const MINUTES = `# 2026-11-25

## Participants

- @fkr
- @o-otte

## Storage

- the migration took four hours
- Debian finds no disk
  - @fkr asks upstream

## Network

- the new switches arrived in Nuremberg
  - rack seven has no power yet

### Measurements

- throughput doubled with jumbo frames

## Release

- branch on Friday, tag on Monday
- notes come from the pipeline

<!-- scs-sprint:section summary -->

## Summary

<!-- scs-sprint:end -->

<!-- scs-sprint:section actions -->

### Action items

- nothing

<!-- scs-sprint:end -->
`

/** What is kept where the pad makes of the minutes what `change` makes of them. */
function keep(before: string, change: (text: string) => string) {
  const after = change(before)
  expect(after).not.toBe(before)
  return { after, ...withLostLines(before, after, linesLost(before, after).lost) }
}

const without = (part: string) => (text: string) => {
  expect(text).toContain(part)
  return text.replace(part, '')
}

const STORAGE = '## Storage\n\n- the migration took four hours\n- Debian finds no disk\n  - @fkr asks upstream\n\n'
const NETWORK = '## Network\n\n- the new switches arrived in Nuremberg\n  - rack seven has no power yet\n\n'
const MEASUREMENTS = '### Measurements\n\n- throughput doubled with jumbo frames\n\n'
const RELEASE = '## Release\n\n- branch on Friday, tag on Monday\n- notes come from the pipeline\n\n'
const PARTICIPANTS = '## Participants\n\n- @fkr\n- @o-otte\n\n'

test.each([
  ['a section in the middle', [STORAGE]],
  ['the first section', [PARTICIPANTS]],
  ['the last section, above the summary', [RELEASE]],
  ['a section with one below it', [NETWORK + MEASUREMENTS]],
  ['a section below one that stays', [MEASUREMENTS]],
  ['two neighbors', [STORAGE + NETWORK + MEASUREMENTS]],
  ['two apart from each other', [STORAGE, RELEASE]],
  ['first and last', [PARTICIPANTS, RELEASE]],
])('%s comes back as it was', (_name, parts) => {
  const { text } = keep(MINUTES, (whole) => parts.reduce((left, part) => without(part)(left), whole))
  expect(text).toBe(MINUTES)
})

test.each([
  ['the heading that stood below it', NETWORK],
  ['its last line', '## Network\n\n- the new switches arrived in Nuremberg\n'],
])('a heading that is gone comes back above %s', (_name, part) => {
  const { text } = keep(MINUTES, without(part))
  expect(text).toBe(MINUTES)
})

test('an item comes back above what was nested in it', () => {
  const { text } = keep(MINUTES, without('- Debian finds no disk\n'))
  expect(text).toBe(MINUTES)
})

test('the first heading comes back above its lines', () => {
  const { text } = keep(MINUTES, without('## Participants\n\n- @fkr\n'))
  expect(text).toBe(MINUTES)
})

test('a heading comes back above the line that stood first below it, with the others behind that', () => {
  const { text } = keep(MINUTES, (whole) =>
    without('## Release\n\n')(whole)
      .replace('- notes come from the pipeline\n', '')
      .replace('\n\n- branch on Friday', '\n- branch on Friday'),
  )
  expect(text).toContain(RELEASE)
})

test('only lines of people are told, headings are not', () => {
  const { kept } = keep(MINUTES, without(STORAGE))
  expect(kept).toEqual(['- the migration took four hours', '- Debian finds no disk', '  - @fkr asks upstream'])
})

test('a section comes back among sections that people have changed meanwhile', () => {
  const { text } = keep(MINUTES, (whole) =>
    without(STORAGE)(whole)
      .replace('arrived in Nuremberg', 'arrived in Nuremberg on Tuesday')
      .replace('- notes come from the pipeline\n', '- notes come from the pipeline\n- thanks to everybody\n'),
  )
  expect(text).toContain(`- @o-otte\n\n${STORAGE}## Network\n\n- the new switches arrived in Nuremberg on Tuesday\n`)
  expect(text).toContain('- notes come from the pipeline\n- thanks to everybody\n')
})

test('a line whose heading moved goes with it', () => {
  const { text } = keep(MINUTES, (whole) => {
    const shorter = STORAGE.replace('- Debian finds no disk\n  - @fkr asks upstream\n', '')
    return without(STORAGE)(whole).replace(RELEASE, RELEASE + shorter)
  })
  expect(text).toContain(`${RELEASE}${STORAGE}<!-- scs-sprint:section summary -->`)
  expect(text.match(/Debian finds no disk/g)).toHaveLength(1)
})

test.each([
  ['of which a line stays', '## Disks\n\n- the migration took four hours\n\n'],
  ['to more words', '## Storage and disks\n\n- we talked for an hour about it\n\n'],
])('lines of a heading that was renamed, %s, stand below its new name', (_name, renamed) => {
  const { text } = keep(MINUTES, (whole) => whole.replace(STORAGE, renamed))
  const heading = renamed.split('\n')[0] as string
  expect(text).not.toContain('## Storage\n')
  const section = text.slice(text.indexOf(heading), text.indexOf('## Network'))
  expect(section).toContain('- Debian finds no disk\n  - @fkr asks upstream\n')
})

test('another heading in the place of one that is gone does not take its lines', () => {
  const { text } = keep(MINUTES, (whole) => whole.replace(STORAGE, '## Hiring\n\n- two interviews next week\n\n'))
  expect(text).toContain(`${STORAGE}## Hiring\n\n- two interviews next week\n\n## Network`)
})

test('a nested line comes back below its item, also where that was reworded or moved', () => {
  const line = '  - @fkr asks upstream\n'
  const reworded = keep(MINUTES, (whole) => without(line)(whole).replace('Debian finds no disk', 'Debian 12 finds no disk at all'))
  expect(reworded.text).toContain('- the migration took four hours\n- Debian 12 finds no disk at all\n  - @fkr asks upstream\n')
  const moved = keep(MINUTES, (whole) =>
    whole
      .replace('- Debian finds no disk\n  - @fkr asks upstream\n', '')
      .replace('- branch on Friday', '- Debian finds no disk\n- branch on Friday'),
  )
  expect(moved.text).toContain('## Release\n\n- Debian finds no disk\n  - @fkr asks upstream\n- branch on Friday')
})

test('a nested line is as deep as its item is now', () => {
  const { text } = keep(MINUTES, (whole) =>
    whole.replace(
      '- the migration took four hours\n- Debian finds no disk\n  - @fkr asks upstream\n',
      '- the migration took four hours\n  - Debian finds no disk\n',
    ),
  )
  expect(text).toContain('- the migration took four hours\n  - Debian finds no disk\n    - @fkr asks upstream\n')
})

const RICH = `# 2026-11-25

## Kubernetes

Two versions are supported.

1. build the image
   - from the branch

   \`\`\`yaml
   kind: Cluster

   spec:
     replicas: 3
   \`\`\`

2. test it

| version | until |
| --- | --- |
| 1.30 | June |
| 1.31 | October |

> quoted from the mailing list

## Next

- nothing was said
`
const KUBERNETES = RICH.slice(RICH.indexOf('## Kubernetes'), RICH.indexOf('## Next'))

test('code, tables, numbers and paragraphs of a section come back as they were', () => {
  expect(keep(RICH, without(KUBERNETES)).text).toBe(RICH)
})

test.each([
  ['a row of a table', '| 1.30 | June |\n'],
  ['a line of code', '     replicas: 3\n'],
  ['a paragraph', 'Two versions are supported.\n\n'],
  ['a whole code block', RICH.slice(RICH.indexOf('   ```yaml'), RICH.indexOf('2. test'))],
  ['a whole table', RICH.slice(RICH.indexOf('| version'), RICH.indexOf('> quoted'))],
])('%s comes back where it was', (_name, part) => {
  expect(keep(RICH, without(part)).text).toBe(RICH)
})

test('a lost row comes back in its table, also where that has one more column', () => {
  const wider = '| version | until | owner |\n| --- | --- | --- |\n| 1.31 | October | @fkr |\n'
  const { text, after } = keep(RICH, (whole) => whole.replace(/\| version[^>]*\| October \|\n/, wider))
  const whole = wider.replace('| 1.31', '| 1.30 | June |\n| 1.31')
  expect(text).toBe(after.replace(wider, whole))
})

test('a section whose lines stand elsewhere now does not come back', () => {
  const { text, after } = keep(MINUTES, (whole) =>
    without(MEASUREMENTS)(whole)
      .replace('- notes come from the pipeline\n', '- notes come from the pipeline\n- throughput doubled with jumbo frames\n')
      .replace('- @o-otte\n', ''),
  )
  expect(text).not.toContain('Measurements')
  expect(text).toBe(after.replace('- @fkr\n', '- @fkr\n- @o-otte\n'))
})

test('what comes back stays where it is when the minutes are written again', () => {
  const first = keep(MINUTES, without(NETWORK + MEASUREMENTS))
  const again = withLostLines(first.text, first.after, linesLost(first.text, first.after).lost)
  expect(again.text).toBe(first.text)
})
