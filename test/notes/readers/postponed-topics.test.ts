/** Topics left for a later meeting: the truth was written before the reader. */
import { expect, test } from 'vitest'
import { postponedTopics } from '../../../src/notes/readers/postponed-topics.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

const topicsIn = (text: string) => postponedTopics(readStructure(text)).map((topic) => topic.text)

test.each([
  ['### Release notes\n\n- tabled\n', ['Release notes']],
  ['### Release notes\n\n=> next time\n', ['Release notes']],
  ['### Release notes\n\n- postponed to the next meeting for lack of time\n', ['Release notes']],
  ['### Release notes\n\n- a sentence\n- --> moved to next meeting\n', ['Release notes']],
  ['### Release notes\n\n- Skipped and moved to next meeting\n', ['Release notes']],
  ['### Release notes\n\n- put back on agenda next time (or whenever @alba is back)\n', ['Release notes']],
  ['### Release notes\n\n- (rest moved to next time)\n', ['Release notes']],
  ['### Release notes\n\n- to be discussed next time\n', ['Release notes']],
  ['### Release notes\n\n-> Postpone until we have more clarity on the tests\n', ['Release notes']],
  ['### Release notes (@alba) (not discussed - postponed)\n\n- draft\n', ['Release notes (@alba)']],
  ['## Agenda\n\n* Responsibilities of vendors: Postponed\n* Flavors\n', ['Responsibilities of vendors']],
  ['## Agenda\n\n* Names of flavors\n  * next time\n', ['Names of flavors']],
  ['## Agenda\n\n* Names of flavors (10 min) => next time\n', ['Names of flavors (10 min)']],
  ['### Postponed agenda items for next week\n\n* Disks\n  * a detail\n* Networks\n', ['Disks', 'Networks']],
  ['### Topics for next time\n\n- Disks\n-\n', ['Disks']],
  ['### Versionsnummern\n\n- vertagt\n', ['Versionsnummern']],
  ['### Versionsnummern\n\n- wird auf nächste Woche verschoben\n- auf nächstes Mal verschoben\n', ['Versionsnummern']],
  ['### Versionsnummern\n\n- verschoben auf nächste Woche\n', ['Versionsnummern']],
  ['### Versionsnummern\n\n- nächstes Mal\n', ['Versionsnummern']],
  ['### A\n\n- tabled\n\n### B\n\n- done\n\n### C\n\n- postponed\n- tabled\n', ['A', 'C']],
])('%j', (text, expected) => {
  expect(topicsIn(text)).toEqual(expected)
})

test.each([
  '### Versions\n\n- postpone moving v4 to warn by one month\n',
  '### Versions\n\n- counteridea: avoid too high a pace, postpone v5 until November\n',
  '### Versions\n\n- postpone this PR, discuss the real problem\n',
  '### Versions\n\n- Dora will present the revised mockup in next meeting\n',
  '### Versions\n\n- so, it is okay to postpone this feature\n',
  '### Versions\n\n- AI @alba: put it on the agenda for next time\n',
  '### Next meetings\n\n- 2026-01-14\n',
  '## Agenda\n\n- next week is the fair\n- moved to Nextcloud\n- the milestone was moved to the next release\n',
  '- tabled\n',
  '```text\n- tabled\n```\n',
])('%j postpones no topic', (text) => {
  expect(topicsIn(text)).toEqual([])
})
