/** Items and decisions in the forms of other communities. */
import { describe, expect, test } from 'vitest'
import { readNotes } from '../../src/notes/read-notes.ts'

/** `kind owners/names: text (due, status)` of each item, then the decisions. */
function read(text: string): string[] {
  const notes = readNotes(`# 2023-01-18\n\nAttendees: Ada Example (@ada), Ben (@ben)\n\n${text}\n`)
  return [
    ...notes.actionItems.map(({ kind, owners, ownersTyped = [], text: said, due, status }) => {
      const more = [...(due === null ? [] : [due]), ...(status === 'open' ? [] : [status])].join()
      return `${kind} ${[...owners.map((one) => `@${one}`), ...ownersTyped].join()}: ${said}${more === '' ? '' : ` (${more})`}`
    }),
    ...notes.decisions.map(({ text: said }) => `decided: ${said}`),
  ]
}

describe('items', () => {
  test.each<[string, string[]]>([
    ['Ada to write the report', ['implicit Ada: write the report']],
    ['- Ada and Ben to test it', ['implicit Ada,Ben: test it']],
    ['- Zoe to write the report', []],
    ['- Action Item - @ada - review it', ['explicit @ada: review it']],
    ['#action ben, ada to write docs', ['explicit @ben,@ada: to write docs']],
    ['ACTION(@ada): close it', ['explicit @ada: close it']],
    ['ACTION(kim): close it', ['explicit @kim: close it']],
    ['ACTION: Ben to call\ns/call/mail/', ['explicit @ben: to call']],
    ['- FOR AI: we need training data', []],
    ['- Generative AI: @ben showed a demo', []],
    ['## AI working group\n\n- AI models are large\n- AI: @ada to invite them', ['explicit @ada: to invite them']],
    ['- the disk is full -> @ben cleans it up', ['implicit @ben: the disk is full -> cleans it up']],
    ['- Broken links in the handbook\n  - AI @ben: do', ['explicit @ben: Broken links in the handbook']],
    ['- Talk to the vendor\n  - AI @ada: w/ @ben', ['explicit @ada: Talk to the vendor: w/ @ben']],
    ['- Certificates\n  - AI @ben: https://example.org/1', ['explicit @ben: Certificates: https://example.org/1']],
    ['- AI: yes', []],
    ['- Minutes: AI @ada to upload the pad', ['explicit @ada: to upload the pad']],
    ['**Next steps:**\n\n- [ ] @ada: write it\n- [x] tag it', ['explicit @ada: write it', 'explicit : tag it (done)']],
    [
      '## Action items\n\n- Check the AI chapter\n- Order cables (@ben)',
      ['explicit : Check the AI chapter', 'explicit @ben: Order cables'],
    ],
    ['## Action items\n\n- Ada to call\n- (no new AIs)', ['explicit Ada: to call']],
    ['## Action items\n\n- ~~@ada to ask legal~~ not needed', ['explicit @ada: to ask legal (cancelled)']],
    ['- [ ] @ada: numbers', ['explicit @ada: numbers']],
    ['- [x] Ada: send the form', ['explicit Ada: send the form (done)']],
    ['- [ ] @ada update the wiki', ['explicit @ada: update the wiki']],
    ['## Website\n\n* [ ] @ada, @ben: new logo by 2023-02-01', ['explicit @ada,@ben: new logo by 2023-02-01 (2023-02-01)']],
    ['- [ ] Zoe: send the form\n- [ ] send the form', []],
    ['## Participants\n\n- [x] @ada: Northwind GmbH\n- [ ] @ben comes later', []],
    ['Present:\n\n- [x] @ada: Northwind GmbH', []],
    ['Who is for it?\n\n- [x] @ada: yes\n- [ ] @ben: no\n- [ ] Ben: remote', []],
    ['## Epics\n\n- [ ] @ada: acme/plan#3 disks\n- [ ] acme/plan#4 racks (@ben)', []],
    ['- ToDo Ada: call them', ['explicit @ada: call them']],
    ['- ToDo Jürgen: call them', ['explicit : Jürgen: call them']],
    ['- AP @ben: buy it\n- AP: @ada to sell it', ['explicit @ben: buy it', 'explicit @ada: to sell it']],
    ['- Task: @ben write it', ['explicit @ben: write it']],
    ['- the AP in the hall is broken, @ben knows\n- Task: storage', []],
    ['## Next steps for the archive\n\n- size of the disks', []],
    ['## Tasks\n\n| What | Who | When |\n|--|--|--|\n| buy milk | Ada | 2023-02-01 |', ['explicit Ada: buy milk (2023-02-01)']],
    ['| Aufgabe | Wer | Bis | Erledigt |\n|--|--|--|--|\n| Kabel | @ben | 01.02.2023 | ja |', ['explicit @ben: Kabel (2023-02-01,done)']],
    ['| Topic | Who | Notes |\n|--|--|--|\n| disks | @ben | full |', []],
    ['| Task | Role |\n|--|--|\n| set up | provider |', []],
  ])('%j', (text, wanted) => expect(read(text)).toEqual(wanted))
})

describe('decisions', () => {
  test.each<[string, string[]]>([
    ['RESOLVED: publish it', ['decided: publish it']],
    ['**RESOLVED: publish it**', ['decided: publish it']],
    ['- Decision - publish it on Monday', ['decided: publish it on Monday']],
    ['- entschieden: wir nehmen Blau', ['decided: wir nehmen Blau']],
    ['- DECISION we take blue', ['decided: we take blue']],
    ['- DECISION NEEDED on the colour\n- DECISION to be decided next week', []],
    ['- Wir haben beschlossen, Blau zu nehmen', ['decided: Wir haben beschlossen, Blau zu nehmen']],
    ['#agreed we stop', ['decided: we stop']],
    ['- Motion to move. Passed 7-0', ['decided: Motion to move. Passed 7-0']],
    ['- Motion to move. Failed 2-5', []],
    ['- Der Antrag wurde angenommen', ['decided: Der Antrag wurde angenommen']],
    ['- Es wurde beschlossen, die Miete zu zahlen', ['decided: Es wurde beschlossen, die Miete zu zahlen']],
    ['- Die Miete muss noch beschlossen werden', []],
    ['- rename the flavor\n  - unanimous', ['decided: rename the flavor: unanimous']],
    ['- Ada: I would have no objection', []],
    ['- no objections, two documents would be added', ['decided: no objections, two documents would be added']],
    ['- if we get consensus on the list, we ask', []],
    ['- Do we agree that we publish? It would cost a week', []],
    ['- They agreed to put our request on hold', []],
    ['- The steering committee decided last year to stop', []],
    ['- a list of things that were agreed on last year', []],
    ['> Decision (2022-01-10): keep it\n\n- Decision: replace it', ['decided: replace it']],
    ['**Beschlüsse**\n\n- Wir nehmen Blau.\n- keine Beschlüsse\n', ['decided: Wir nehmen Blau.']],
    ['| Topic | Decision |\n|--|--|\n| colour | blue it is |\n| size | tbd |', ['decided: blue it is']],
    ['- Decision: @ada to buy paint', ['implicit @ada: buy paint']],
    ['- Decision: we use blue. AI @ada: buy paint', ['explicit @ada: buy paint', 'decided: we use blue.']],
    ['- We agreed to go. @ben will book the room', ['implicit @ben: book the room', 'decided: We agreed to go.']],
  ])('%j', (text, wanted) => expect(read(text)).toEqual(wanted))
})
