/** Topics as a reader counts them. */
import { expect, test } from 'vitest'
import { countTopics } from '../../../src/minutes/meeting/count-topics.ts'
import { padLines } from '../../../src/minutes/meeting/pad-lines.ts'
import { findTopics } from '../../../src/minutes/meeting/topics.ts'
import { readNotes } from '../../../src/notes/read-notes.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

function count(text: string): number {
  const pad = `# 2023-01-18\n\n${text}\n`
  const lines = padLines(readStructure(pad), readNotes(pad))
  return countTopics(lines, findTopics(lines, null))
}

test.each([
  ['two headings with three items each', '## Storage\n\n- a\n- b\n- c\n\n## Network\n\n- d\n- e\n- f', 2],
  ['two labels with three items each', 'Storage:\n\n- a\n- b\n- c\n\nNetwork:\n\n- d\n- e\n- f', 2],
  ['two bold lines with items', '**Storage**\n- a\n- b\n\n**Network**\n- d', 2],
  ['an agenda of six', '## Agenda\n\n- a\n- b\n  - c\n- d\n- e\n- f\n- g', 6],
  ['a label that only orders', 'Agenda:\n\n- a\n- b', 2],
  ['people are none', 'Participants: @alba, @bert\n\n## Agenda\n\n- a\n- b', 2],
  ['people present and who writes are none', 'Present: @alba, @bert\nNotes: @alba\n\n## Storage\n\n- a', 1],
  ['a presentation is one', '## Presentation of Ceph\n\n- a\n\n## Notes\n\n- b', 2],
  ['people in a list are none', 'Participants:\n\n- @alba\n- @bert\n\n## Storage\n\n- a', 1],
  ['a remark between items is none', '## Agenda\n\nWe start late today.\n\n- a\n- b', 2],
  ['paragraphs alone are', '## Agenda\n\nStorage is full.\n\nNetwork is slow.', 2],
])('%s', (_name, text, topics) => {
  expect(count(text)).toBe(topics)
})
