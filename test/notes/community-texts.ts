/**
 * Notes as other communities type them, with what a careful reader understands. The truth was written before the engine
 * read any of them. Names and topics are invented; the habits are those of public minutes of many projects.
 */
export type CommunityText = {
  readonly habit: string
  readonly text: string
  readonly participants: readonly string[]
  readonly excused?: readonly string[]
  readonly scribes?: readonly string[]
  /** Owners as handles, a word of the text, and due date or state where they are given. */
  readonly items?: readonly {
    readonly owners: readonly string[]
    readonly about: string
    readonly due?: string
    readonly status?: 'open' | 'done' | 'cancelled'
  }[]
  /** A word or phrase of each decision, in order. */
  readonly decisions?: readonly string[]
}

export const communityTexts: readonly CommunityText[] = [
  {
    habit: 'a list of labels in bold, with companies in brackets and handles behind the names',
    text: `## December 7, 2022

* **Chair**: Alba Rossi [Northwind] (@alba)
* **Note taker**: Bruno Keller [Contoso] (@bruno)
* **Attendees**
  * Alba Rossi [Northwind] (@alba)
  * Bruno Keller [Contoso] (@bruno)
  * Carla Diaz [Initech] (@carla)
* **Absent**
  * Dora Lind [Contoso] (@dora)
* **Topics**
  * Weekly stand-up
    * Everyone says it looks good
    * AI @carla - write the summary
`,
    participants: ['alba', 'bruno', 'carla'],
    excused: ['dora'],
    scribes: ['bruno'],
    items: [{ owners: ['carla'], about: 'write the summary' }],
    decisions: [],
  },
  {
    habit: 'a chat bot log: commands with a hash, as pasted',
    text: `# 2023-02-01

#startmeeting storage
#chair alba bruno
#topic Snapshots
#info the driver is released
#agreed we keep snapshots for 30 days
#action carla to announce the release by 2023-02-10
#topic Open floor
#endmeeting
`,
    participants: [],
    items: [{ owners: ['carla'], about: 'announce the release', due: '2023-02-10' }],
    decisions: ['we keep snapshots for 30 days'],
  },
  {
    habit: 'an IRC scribe log: present+, scribe, ACTION, RESOLVED',
    text: `# 2023-03-14

present+ alba, bruno
present+ carla
regrets+ dora
scribe: bruno

alba: the draft is out
ACTION: alba to file bugs against the test suite
s/wpt/WPT/
RESOLVED: Publish the draft as a note
`,
    participants: ['alba', 'bruno', 'carla'],
    excused: ['dora'],
    scribes: ['bruno'],
    items: [{ owners: ['alba'], about: 'file bugs against the test suite' }],
    decisions: ['Publish the draft as a note'],
  },
  {
    habit: 'a standing table of people with presence in a column',
    text: `# 2023-04-04

| Name | Handle | Present |
| --- | --- | --- |
| Alba Rossi | @alba | x |
| Bruno Keller | @bruno | |
| Carla Diaz | @carla | yes |

## Agenda

- quota
`,
    participants: ['alba', 'carla'],
    excused: ['bruno'],
  },
  {
    habit: 'boxes for presence',
    text: `# 2023-04-11

## Attendance

- [x] @alba
- [ ] @bruno
- [X] @carla

## Agenda

- [ ] quota
`,
    participants: ['alba', 'carla'],
    excused: ['bruno'],
  },
  {
    habit: 'a German association: Anwesend, Entschuldigt, TOP, Beschluss mit Abstimmung',
    text: `# Protokoll vom 12. Mai 2023

Anwesend: @alba, @bruno, @carla
Entschuldigt: @dora
Protokoll: @bruno

## TOP 1: Kassenbericht

- Kasse ist geprüft
- Beschluss: Der Bericht wird angenommen (7/0/1)

## TOP 2: Sommerfest

- Das Fest findet am 1. Juli statt, einstimmig angenommen
- Aufgabe: @carla fragt den Wirt bis 2023-05-20

## TOP 3: Sonstiges

- Sollten wir einen neuen Beamer kaufen?
`,
    participants: ['alba', 'bruno', 'carla'],
    excused: ['dora'],
    scribes: ['bruno'],
    items: [{ owners: ['carla'], about: 'fragt den Wirt', due: '2023-05-20' }],
    decisions: ['Der Bericht wird angenommen', 'Das Fest findet am 1. Juli statt'],
  },
  {
    habit: 'a remark in brackets belongs to the person before it',
    text: `# 2023-05-16

Present: @alba, @bruno (joined late), @carla (until 10:30) (excused: @dora, @emil)

- quota
`,
    participants: ['alba', 'bruno', 'carla'],
    excused: ['dora', 'emil'],
  },
  {
    habit: 'names without handles, several in a line by company',
    text: `# 2023-05-23

* **Attendees:**
  * Alba Rossi, Bruno Keller (Northwind)
  * Carla Diaz (Initech)

## Topics

* Release 5
  * AI Bruno Keller - ask the vendor
`,
    participants: [],
    items: [{ owners: [], about: 'ask the vendor' }],
  },
  {
    habit: 'a heading for decisions with plain bullets, one struck out',
    text: `# 2023-06-06

## Attendees

- @alba
- @bruno

## Decisions

- Use one repository for all charts
- Drop support for version 1.24

## Action items

1. @alba to merge the charts
2. @bruno to announce it (done)
3. ~~@alba to ask legal~~ not needed any more
`,
    participants: ['alba', 'bruno'],
    items: [
      { owners: ['alba'], about: 'merge the charts', status: 'open' },
      { owners: ['bruno'], about: 'announce it', status: 'done' },
      { owners: ['alba'], about: 'ask legal', status: 'cancelled' },
    ],
    decisions: ['Use one repository for all charts', 'Drop support for version 1.24'],
  },
  {
    habit: 'a table of actions with an owner by name, due and state',
    text: `# 2023-06-13

## Attendees

@alba @bruno @carla

## Actions

| # | Action | Responsible | Deadline | Status |
|---|--------|-------------|----------|--------|
| 1 | Renew the certificate | @bruno | 2023-06-30 | open |
| 2 | Publish the survey | @carla | 2023-06-15 | done |
| 3 | Book a room | | | open |
`,
    participants: ['alba', 'bruno', 'carla'],
    items: [
      { owners: ['bruno'], about: 'Renew the certificate', due: '2023-06-30', status: 'open' },
      { owners: ['carla'], about: 'Publish the survey', due: '2023-06-15', status: 'done' },
      { owners: [], about: 'Book a room', status: 'open' },
    ],
  },
  {
    habit: 'a German table of tasks: Was, Wer, Bis wann',
    text: `# 2023-06-20

**Teilnehmende:** @alba, @bruno

**Aufgaben**

| Was | Wer | Bis wann | Erledigt |
| --- | --- | --- | --- |
| Zertifikat erneuern | @bruno | 30.06.2023 | |
| Umfrage veröffentlichen | @alba | 15.06.2023 | ja |
`,
    participants: ['alba', 'bruno'],
    items: [
      { owners: ['bruno'], about: 'Zertifikat erneuern', due: '2023-06-30', status: 'open' },
      { owners: ['alba'], about: 'Umfrage veröffentlichen', due: '2023-06-15', status: 'done' },
    ],
  },
  {
    habit: 'talk about agreement that decides nothing',
    text: `# 2023-06-27

Attendees: @alba, @bruno

- Alba: I think we should decide this next time
- if the board agrees, we can start in July
- Has it been decided who pays?
- The steering committee decided last year to stop the mirror
- no decision yet on the name
- Bruno agreed with most of it
- We need to decide on a date
- to be decided: the logo
`,
    participants: ['alba', 'bruno'],
    decisions: [],
  },
  {
    habit: 'votes and resolutions in words',
    text: `# 2023-07-04

Attendees: @alba, @bruno

- Motion to move the call to Tuesday. Passed 5-0
- Motion to rename the group. Failed 1-4
- APPROVED: the minutes of last week
- Decision: no call in August
- Agreed: two reviewers for each change
`,
    participants: ['alba', 'bruno'],
    decisions: ['move the call to Tuesday', 'the minutes of last week', 'no call in August', 'two reviewers for each change'],
  },
  {
    habit: 'artificial intelligence is no action item',
    text: `# 2023-07-11

Attendees: @alba, @bruno

## AI working group

- FOR AI: we need training data
- AI models are large
- the AI act comes into force
- Generative AI: @bruno showed a demo
- AI: @alba to invite the speaker
`,
    participants: ['alba', 'bruno'],
    items: [{ owners: ['alba'], about: 'invite the speaker' }],
  },
  {
    habit: 'an item that is only understandable with its parent line',
    text: `# 2023-07-18

Attendees: @alba, @bruno

- Broken links in the handbook
  - AI @bruno: do
- Certificates of the mirror expire in August
  - AI: @alba
`,
    participants: ['alba', 'bruno'],
    items: [
      { owners: ['bruno'], about: 'Broken links in the handbook' },
      { owners: ['alba'], about: 'Certificates of the mirror expire in August' },
    ],
  },
  {
    habit: 'arrows for who does it',
    text: `# 2023-07-25

Attendees: @alba, @bruno, @carla

- logs are full -> @bruno cleans up
- the wiki is slow → @carla
- a -> b is a pointer, no task
`,
    participants: ['alba', 'bruno', 'carla'],
    items: [
      { owners: ['bruno'], about: 'cleans up' },
      { owners: ['carla'], about: 'the wiki is slow' },
    ],
  },
  {
    habit: 'headings in bold with a colon, and a roll call in one paragraph',
    text: `**Date:** 2023-08-01

**Attendees:** @alba (chair), @bruno, @carla

**Regrets:** @dora

**Minutes taken by:** @carla

**Agenda:**

1. Release
2. Budget

**Release**

- is done

**Next steps:**

- [ ] @alba: write the announcement
- [x] @bruno: tag the release
`,
    participants: ['alba', 'bruno', 'carla'],
    excused: ['dora'],
    scribes: ['carla'],
    items: [
      { owners: ['alba'], about: 'write the announcement', status: 'open' },
      { owners: ['bruno'], about: 'tag the release', status: 'done' },
    ],
  },
  {
    habit: 'groups of people below bold lines',
    text: `# 2023-08-08

## Attendees

**Voting members**

- Alba Rossi (@alba)
- Bruno Keller (@bruno)

**Guests**

- @carla

**Apologies**

- @dora

## Agenda

- vote on the charter
`,
    participants: ['alba', 'bruno', 'carla'],
    excused: ['dora'],
  },
  {
    habit: 'a template line in italics stays in the list',
    text: `# 2023-08-15

## Participants

- _please add yourself_
- @alba
- …
- @bruno

## Topics

- _add topics here_
- quota
`,
    participants: ['alba', 'bruno'],
  },
  {
    habit: 'German short forms of absence, one person a line',
    text: `# 22. August 2023

## Teilnehmer:innen

- @alba
- @bruno (fehlt)
- @carla - Urlaub
- @dora (kommt später)
- @emil (abgemeldet)

## Themen

- Speicher
`,
    participants: ['alba', 'dora'],
    excused: ['bruno', 'carla', 'emil'],
  },
  {
    habit: 'minutes of a call with speakers before colons',
    text: `# 2023-08-29

Attendees: @alba, @bruno, @carla
Scribe: @bruno

Alba: will the mirror move?
Bruno: yes, in October
Alba: I will prepare the plan
Carla: agreed
`,
    participants: ['alba', 'bruno', 'carla'],
    scribes: ['bruno'],
    decisions: [],
  },
  {
    habit: 'owners by first name who are participants',
    text: `# 2023-09-05

## Attendees

- Alba Rossi (@alba)
- Bruno Keller (@bruno)

## Action items

- Alba to update the roadmap
- Bruno and Alba to prepare the demo
- Update the FAQ
`,
    participants: ['alba', 'bruno'],
    items: [
      { owners: [], about: 'update the roadmap' },
      { owners: [], about: 'prepare the demo' },
      { owners: [], about: 'Update the FAQ' },
    ],
  },
  {
    habit: 'the scribe rotates: who writes is answered by a name, topics follow with owners',
    text: `# 2023-09-12

Who writes the minutes: Dora

## Topics

- [Login](https://github.com/acme/app/issues/12) - @alba
- Payment - @bruno
`,
    participants: [],
    scribes: [],
  },
  {
    habit: 'numbered lists that go on after nested bullets',
    text: `# 2023-09-19

Attendees: @alba

1. Budget
   - 500 left
2. Room
   1. size
   2. price
3. Catering
`,
    participants: ['alba'],
  },
  {
    habit: 'a quotation of an older decision',
    text: `# 2023-09-26

Attendees: @alba, @bruno

> Decision (2023-01-10): keep the old mirror

- the mirror is slow
- Decision: replace the old mirror
`,
    participants: ['alba', 'bruno'],
    decisions: ['replace the old mirror'],
  },
  {
    habit: 'front matter with the people of the meeting',
    text: `---

title: Working group
date: 2023-10-03

---

# 2023-10-03

### Present

@alba
@bruno

### Excused

@carla

### Notes

* TODO(@bruno): fix the calendar
`,
    participants: ['alba', 'bruno'],
    excused: ['carla'],
    items: [{ owners: ['bruno'], about: 'fix the calendar' }],
  },
  {
    habit: 'a dash list of action items with the word before a dash',
    text: `# 2023-10-10

Attendees: @alba, @bruno

- Action Item - @alba - review the policy
- Action: @bruno will send the invoice before 2023-10-20
- ACTION(@alba): close the survey
- The action film was good
`,
    participants: ['alba', 'bruno'],
    items: [
      { owners: ['alba'], about: 'review the policy' },
      { owners: ['bruno'], about: 'send the invoice', due: '2023-10-20' },
      { owners: ['alba'], about: 'close the survey' },
    ],
  },
  {
    habit: 'an Austrian club in half sentences',
    text: `# Sitzung am Dienstag, 17. Oktober 2023

Anwesende: @alba, @bruno
Nicht anwesend: @carla
Schriftführer: @alba

- ToDo @bruno: Schlüssel nachmachen
- Es wurde beschlossen, die Miete zu zahlen.
- Wer beschließt das eigentlich?
- vertagt: Website
`,
    participants: ['alba', 'bruno'],
    excused: ['carla'],
    scribes: ['alba'],
    items: [{ owners: ['bruno'], about: 'Schlüssel nachmachen' }],
    decisions: ['die Miete zu zahlen'],
  },
  {
    habit: 'follow-up of last time, some done',
    text: `# 2023-10-24

Attendees: @alba, @bruno

## Action items from last time

- [x] @alba: order cables
- [ ] @bruno: call the landlord

## New action items

- [ ] @alba: paint the wall
`,
    participants: ['alba', 'bruno'],
    items: [
      { owners: ['alba'], about: 'order cables', status: 'done' },
      { owners: ['bruno'], about: 'call the landlord', status: 'open' },
      { owners: ['alba'], about: 'paint the wall', status: 'open' },
    ],
  },
  {
    habit: 'a one-line meeting with nothing in it',
    text: `# 2023-10-31

Attendees: @alba

No topics this week, we ended early. Next call: 2023-11-07
`,
    participants: ['alba'],
    items: [],
    decisions: [],
  },
]
