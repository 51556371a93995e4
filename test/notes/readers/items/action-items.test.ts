import { expect, test } from 'vitest'
import type { ActionItem } from '../../../../src/domain/notes/notes.ts'
import { readNotes } from '../../../../src/notes/read-notes.ts'
import { actionsIn } from '../../../../src/notes/readers/items/action-items.ts'
import { parsePad, type Table } from '../../../../src/notes/readers/parsed-pad.ts'

function items(text: string, options: Parameters<typeof readNotes>[1] = {}): readonly ActionItem[] {
  return readNotes(text, options).actionItems
}

/** `owners | text` of every item of a kind. */
function said(text: string, kind: ActionItem['kind'], options: Parameters<typeof readNotes>[1] = {}): string[] {
  return items(text, options)
    .filter((item) => item.kind === kind)
    .map(({ owners, text: typed }) => `${owners.join()} | ${typed}`)
}

test.each([
  ['- _AI @anna: write the draft_', 'anna | write the draft'],
  ['- _AI @anna_: write the draft about `os_purpose`', 'anna | write the draft about `os_purpose`'],
  ['- _AI_ @anna: write the draft', 'anna | write the draft'],
  ['- **AI @anna**: write the draft', 'anna | write the draft'],
  ['- _AI @anna: write the draft_ (about images)', 'anna | write the draft (about images)'],
  ['- _AI @anna: write the draft_ ✅', 'anna | write the draft'],
  ['- _AI @anna: write the draft_ -- done', 'anna | write the draft'],
  ['- **AI @anna: write the draft** DONE', 'anna | write the draft'],
  ['- _AI @anna: write snake_case names_ and `a_b`', 'anna | write snake_case names and `a_b`'],
  ['- [AI @anna] write the draft', 'anna | write the draft'],
  ['- write the draft [AI @anna]', 'anna | write the draft'],
  ['- ACTION: @anna write the draft', 'anna | write the draft'],
  ['* AI @anna write the draft', 'anna | write the draft'],
  ['* AI @anna to write the draft', 'anna | to write the draft'],
  ['* AI @anna: write the draft', 'anna | write the draft'],
  ['* AI: @anna write the draft', 'anna | write the draft'],
  ['* AI: @anna - write the draft', 'anna | write the draft'],
  ['* AI: write the draft', ' | write the draft'],
  ['* AI: write the draft (@anna)', 'anna | write the draft'],
  ['* AI(anna): write the draft', 'anna | write the draft', ['anna']],
  ['* AI anna: write the draft', 'anna | write the draft', ['anna']],
  ['* AI: anna - write the draft', 'anna | write the draft', ['anna']],
  ['* AI Anna to write the draft', ' | Anna to write the draft'],
  ['* AI VP04: write the draft', ' | VP04: write the draft'],
  ['* _AI reminder mail next week_', ' | reminder mail next week'],
  ['* Write the draft AI @anna', 'anna | Write the draft'],
  ['* Draft is missing -> AI @anna: write it down', 'anna | write it down'],
  ['* Agreement in the room, AI @anna: write the draft, @bob to support', 'anna | write the draft, @bob to support'],
  ['* needs another look, AI @anna to write the draft', 'anna | to write the draft'],
  ['* Add a day for it (AI @anna)', 'anna | Add a day for it'],
  ['* Add a day for it. (AI @anna, ask the others before)', 'anna | ask the others before'],
  ['* The parts are missing (AI @anna, Mon/Tue next week)', 'anna | The parts are missing (Mon/Tue next week)'],
  ['* Clean up the docs (related to #336, AI @anna for @bob)', 'anna | Clean up the docs (related to #336)'],
  ['* It is not used yet (TODO: @anna, @bob, @carla to meet soon).    - Also this', 'anna,bob,carla | to meet soon'],
  ['* AI @anna, @bob: write the draft', 'anna,bob | write the draft'],
  ['* AI @anna & @bob: write the draft', 'anna,bob | write the draft'],
  ['* AI @anna and @bob: write the draft', 'anna,bob | write the draft'],
  ['* AI @anna/@bob: write the draft', 'anna,bob | write the draft'],
  ['* _AI for @anna, @bob and @carla_: review the draft', 'anna,bob,carla | review the draft'],
  ['* AI @all: read the draft', ' | read the draft'],
  ['* AI @anna and others: read the draft', 'anna | read the draft'],
  ['TODO: write the draft', ' | write the draft'],
  ['* ToDo: write the draft (@anna)', 'anna | write the draft'],
  ['* To Do: write the draft', ' | write the draft'],
  ['* TODO @anna: write the draft', 'anna | write the draft'],
  ['* TODO: @anna write the draft', 'anna | write the draft'],
  ['* TODO: write the draft; @anna', 'anna | write the draft'],
  ['* current TODO for @anna, writing a spec', 'anna | writing a spec'],
  ['#### TODO: write the draft', ' | write the draft'],
  ['* -> action item for @anna: write the draft', 'anna | write the draft'],
  ['* Action Item: @anna write the draft', 'anna | write the draft'],
  ['* AI: write the draft - @anna will do this', 'anna | write the draft'],
  ['* Aufgabe: @anna schreibt den Entwurf', 'anna | schreibt den Entwurf'],
  ['* Gateway: flaky\n    AI: split the epic (@anna)', 'anna | split the epic'],
  ['* AI @anna: write the draft\n  and send it around', 'anna | write the draft and send it around'],
  ['* [AI @anna](https://example.org): write the draft', 'anna | write the draft'],
  ['* (AI) @anna: write the draft', 'anna | write the draft'],
  ['* [AI] @anna: write the draft', 'anna | write the draft'],
  ['* AI:@anna write the draft', 'anna | write the draft'],
  ['* AI => @anna: write the draft', 'anna | write the draft'],
  ['* @anna TODO: write the draft', 'anna | write the draft'],
  ['* Action: @anna writes the draft', 'anna | writes the draft'],
  ['* TODO: @anna to do a blog post', 'anna | to do a blog post'],
  ['* Action Item to @anna: write the draft', 'anna | write the draft'],
  ['- _AI (not officially): write the draft_', ' | write the draft'],
  ['* Update the gateway\n    - AI: @anna', 'anna | Update the gateway'],
  ['* Update the gateway\n    - _AI @anna_', 'anna | Update the gateway'],
])('%j is a marked item', (text, expected, known = []) => {
  expect(said(text, 'explicit', { knownHandles: known as string[] })).toEqual([expected])
  expect(said(text, 'implicit')).toEqual([])
})

test.each([
  ['* @anna to write the draft', 'anna | write the draft'],
  ['* @anna will write the draft', 'anna | write the draft'],
  ['* @anna or @bob will take it over later', 'anna,bob | take it over later'],
  ['* Not ready yet. @anna will ask again', 'anna | ask again'],
  ['* Great! (@anna to merge it)', 'anna | merge it'],
  ['@anna -> to write the draft', 'anna | write the draft'],
  ['* Old version\n    -> @anna to update it', 'anna | update it'],
  ['* Review of the draft\n    -> @anna', 'anna | Review of the draft'],
  ['* Review of the draft\n        -> @anna, @bob', 'anna,bob | Review of the draft'],
  ['* Review of the draft\n    => @anna', 'anna | Review of the draft'],
  ['* PR is open\n    -> @anna supports', 'anna | supports: PR is open'],
  ['* Is it finished? -> @anna checks', 'anna | Is it finished? -> checks'],
  ['* Write the other draft -> @anna', 'anna | Write the other draft'],
  ['* Create a new story for the gateway. (@anna, @bob)', 'anna,bob | Create a new story for the gateway'],
  ['* Will create a label (@anna) and add it', 'anna | create a label and add it'],
  ['* @anna wird den Entwurf schreiben', 'anna | den Entwurf schreiben'],
  ['* [ ] @anna to write the draft', 'anna | write the draft'],
  ['* Moved to Tuesday, @anna to tell the others', 'anna | tell the others'],
  ['* https://github.com/org/tool/issues/3 - @anna to add details', 'anna | add details'],
  ['* Next time, @anna and @bob will show it', 'anna,bob | show it'],
  ['#### @anna to check the mailing list', 'anna | check the mailing list'],
  ['* @anna will come up with a draft', 'anna | come up with a draft'],
  ['* Old cluster\n    -> @anna, waiting for a new one', 'anna | Old cluster'],
])('%j is a promise', (text, expected) => {
  expect(said(text, 'implicit')).toEqual([expected])
  expect(said(text, 'explicit')).toEqual([])
})

test.each([
  '* GPUs are mostly bought for AI workloads',
  '* AI is used to write the tests',
  '* seems to be generated by AI',
  '* AI: Who?',
  '#### AI\n* the new models are better\n* AI: hype or not',
  '## Artificial intelligence\n* AI: nice to have',
  '* Update on the gateway (@anna)',
  '### Gateway (@anna)',
  '* @anna: works for me',
  '* @anna presented the gateway',
  '* @anna will be on vacation',
  '* @anna will leave the team by the end of the year. @bob will take over.',
  '* @anna to be away until August',
  '* Some topics may move (@anna -> @bob, @carla -> @anna)',
  '* Text from @anna; we have to do it anyway',
  '* colours tell whether there is an action item or not',
  '* [x](https://github.com/todo) by <a href="https://github.com/todo">@todo</a>',
  '```\nAI @anna: in code\n```',
  '* `TODO: in code`',
  '* sponsor: @anna',
  '- [ ] Block storage -> allow sharing',
])('%j is no item', (text) => {
  expect(items(text)).toEqual([])
})

test('the presenter of the community call takes no task by that', () => {
  expect(items('* Who is presenting in weekly community call?\n-> @anna\n* Who submits minutes to the repo?\n  -> @bob')).toEqual([])
})

test('a handed-on item keeps whom it is for', () => {
  expect(items('* AI @anna for @bob: write the draft')).toMatchObject([{ owners: ['anna'], for: ['bob'], text: 'write the draft' }])
  expect(items('* AI @anna -> @bob, @carla: sort the services')).toMatchObject([
    { owners: ['anna'], for: ['bob', 'carla'], text: 'sort the services' },
  ])
})

test('several items of one line are told apart', () => {
  expect(said('* AI @anna: write it, AI @bob: read it', 'explicit')).toEqual(['anna | write it', 'bob | read it'])
  expect(said('* TODO: Attack this generally (AI @anna: write the epic)', 'explicit')).toEqual([
    ' | Attack this generally',
    'anna | write the epic',
  ])
})

test('a mark alone goes for the list below it', () => {
  const text = '* ToDo\n    * switch over\n    * watch it (@anna)\n        * a remark\n* AI @bob:\n  - one\n  - two'
  expect(said(text, 'explicit')).toEqual([' | switch over', 'anna | watch it', 'bob | one', 'bob | two'])
  expect(items(text).map(({ line }) => line)).toEqual([2, 3, 6, 7])
})

test.each([
  ['AI:\n- @anna write it\n- read it\n\n- another list', ['anna | write it', ' | read it']],
  ['**Action items:**\n\n* @anna: write it\n  * a remark\n* read it (@bob)', ['anna | write it', 'bob | read it']],
  ['* Images\n  TODO:\n  * @anna: write it\n* Networks', ['anna | write it']],
  ['AI @bob:\n- one\n- two\nmore prose', ['bob | one', 'bob | two']],
  ['* Action items\n  * @anna write it', ['anna | write it']],
  ['- AI:\n- @anna: a topic of its own', []],
])('a mark on a line of its own goes for the list beside it: %j', (text, expected) => {
  expect(said(text, 'explicit')).toEqual(expected)
})

test.each([
  '### Action items',
  "## Action Items from last week's call",
  '### Pending action items',
  '## AIs',
  '## Aufgaben',
  '### Offene Punkte',
  '## TODOs',
])('below %j every item is one, marked or not', (heading) => {
  const text = `${heading}\n- @anna to write the draft\n  - a remark\n- [x] read the draft\n- (none)\n\n## Agenda\n- talk`
  expect(items(text).map(({ kind, text: typed }) => [kind, typed])).toContainEqual(['explicit', 'read the draft'])
  expect(items(text)).toHaveLength(2)
})

test('where the items of a section carry their mark, other lines are remarks', () => {
  const text = '#### Check AIs from last time\n- _AI @anna: write the draft_\n    - open\n- moved to another slot'
  expect(said(text, 'explicit')).toEqual(['anna | write the draft'])
})

test('a struck item is replaced by the line below it that names somebody', () => {
  const text = '- AI: ~~everybody please test~~\n  @anna asks the others to test'
  expect(items(text)).toMatchObject([
    { owners: [], status: 'cancelled', text: 'everybody please test' },
    { owners: ['anna'], status: 'open', text: 'asks the others to test', line: 2 },
  ])
})

test.each([
  ['- AI @anna: write it', 'open'],
  ['- AI @anna: write it\n    - open', 'open'],
  ['- AI @anna: write it\n    - DONE', 'done'],
  ['- AI @anna: write it\n    - done: https://example.org', 'done'],
  ['- AI @anna: write it\n    - not done yet', 'open'],
  ['- AI @anna: write it\n    - ongoing\n    - DONE on 2025-05-20', 'done'],
  ['- AI @anna: write it\n    - DONE\n    - still open', 'open'],
  ['- AI @anna: write it ✅', 'done'],
  ['- AI @anna: write it - :white_check_mark:', 'done'],
  ['- AI @anna: write it -> done', 'done'],
  ['- AI @anna: write it (erledigt)', 'done'],
  ['- [x] AI @anna: write it', 'done'],
  ['- AI @anna: ~~write it~~', 'cancelled'],
  ['- ~~AI @anna: write it~~', 'cancelled'],
  ["- AI @anna: write it\n    - won't do; nobody wants it", 'cancelled'],
  ['- AI @anna: write it\n    - hinfällig', 'cancelled'],
  ['- AI @anna: write it\n    - erledigt', 'done'],
])('%j is %s', (text, status) => {
  expect(items(text)).toMatchObject([{ owners: ['anna'], status, text: 'write it' }])
})

test.each([
  ['write it until 2023-02-01', '2023-02-01'],
  ['write it by 1.2.2023', '2023-02-01'],
  ['write it until Friday', '2023-01-20'],
  ['write it by next Wednesday', '2023-01-25'],
  ['write it tomorrow', '2023-01-19'],
  ['talk to the team on Monday, 2023-01-30', '2023-01-30'],
  ['put it on the agenda for May 16', '2023-05-16'],
  ['write it bis Freitag', '2023-01-20'],
  ['write it until EOW', 'EOW'],
  ['write it next meeting', 'next meeting'],
  ['write it by the end of the week', 'the end of the week'],
  ['write it bis zum nächsten Treffen', 'nächsten Treffen'],
  ['write it (Mon/Tue next week)', 'Mon/Tue next week'],
  ['implement the decisions from 2023-01-11 about images', null],
  ['schedule a meeting for next week to talk about it', null],
  ['write it', null],
])('%j is due %s', (text, due) => {
  expect(items(`- AI @anna: ${text}`, { date: '2023-01-18' })).toMatchObject([{ due }])
})

test('without a date of the meeting a weekday stays a word', () => {
  expect(items('- AI @anna: write it until Friday')).toMatchObject([{ due: 'Friday' }])
})

function itemsOfTable(rows: readonly string[], below = false) {
  const [head = '', ...others] = rows
  const text = [head, head.replace(/[^|]+/g, '---'), ...others].join('\n')
  return actionsIn(parsePad(text, {}).tables.get(0) as Table, below, '2023-01-18')
}

test('a row is an item with its owner, day and state', () => {
  expect(
    itemsOfTable(['| Action | Owner | Due | Status |', '| write it | @ada | 2023-02-01 | done |', '| ~~drop it~~ | Ben | tbd | |']),
  ).toEqual([
    { owners: ['ada'], for: [], text: 'write it', kind: 'explicit', index: 2, due: '2023-02-01', status: 'done' },
    { owners: [], typed: ['Ben'], for: [], text: '~~drop it~~', kind: 'explicit', index: 3, due: null, status: 'cancelled' },
  ])
})

test('topics and people are a list of tasks below a heading of actions alone', () => {
  const rows = ['| Topic | Who |', '| gateway | @ada |']
  expect(itemsOfTable(rows)).toBeNull()
  expect(itemsOfTable(rows, true)).toHaveLength(1)
})

test.each([
  ['a table of numbers', ['| Month | Cost |', '| May | 3 |']],
  ['who is responsible for what in general', ['| Task | Owner |', '| releases | Ada |']],
])('%s holds none', (_what, rows) => {
  expect(itemsOfTable(rows)).toBeNull()
})

test('empty rows are no items', () => {
  expect(itemsOfTable(['| Action | Owner | Due |', '| - | @ada | |', '| | | |'])).toEqual([])
})
