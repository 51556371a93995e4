/**
 * Action items over weeks, in the forms people retype them, with the truth beside each: what is one item has one letter. Parts of a
 * split item share its letter (`A1`, `A2`). The texts are made up; the forms (a vague item made precise, a verb in another form, an
 * owner who changes, a remark that grows) are those of real minutes.
 */
import type { PastMeeting } from '../../../src/domain/notes/past-meeting.ts'
import { aMeeting } from '../meetings.ts'

export type History = {
  readonly name: string
  /** ISO day, a colon and the team where there are several -> `LETTER item`. */
  readonly meetings: Readonly<Record<string, readonly string[]>>
}

export const HISTORIES: readonly History[] = [
  {
    name: 'reworded: a vague item is made precise in the next meeting',
    meetings: {
      '2026-01-07': ['A @alba: survey vendors', 'B @bruno: will write draft', 'C @carla: implement decisions'],
      '2026-01-14': [
        'A @alba: survey vendors on adding Fedora to the recommended images',
        'B @bruno: writes draft for the trial status of partners',
        'C @carla: implement decisions of 2026-01-07 on how we talk about relaxed rules',
      ],
      '2026-01-21': [
        'A @alba: survey vendors on adding Fedora to the recommended images (half of them answered)',
        'B @bruno: write draft for the trial status of partners',
        'C @carla: implement decisions of 2026-01-07 on how we talk about relaxed rules',
      ],
    },
  },
  {
    name: 'reworded: another noun, other order, a link',
    meetings: {
      '2026-01-07': [
        'A @alba: blog article on `disk_purpose` and a reference in the notes on implementation',
        'B @bruno: write down the minimum set of features',
      ],
      '2026-01-14': [
        'A @alba: user docs article (https://docs.example/user) on `disk_purpose` and a reference in the notes on implementation',
        'B @bruno: write down the minimum set of backup features',
      ],
      '2026-01-21': ['B @bruno: the minimum set of backup features is to be written down', 'D @bruno: write down who was at the fair'],
    },
  },
  {
    name: 're-assigned: the same words, another person',
    meetings: {
      '2026-01-07': ['A @alba: prepare the agenda of the workshop in Leipzig', 'B @bruno: find out what the new rack costs'],
      '2026-01-14': ['A @carla: prepare agenda for the workshop in Leipzig', 'B @bruno, @dora: find out what the new rack costs'],
      '2026-01-21': [
        'A @carla: prepare agenda for the workshop in Leipzig',
        'B @dora: find out what the new rack costs, and when it comes',
      ],
    },
  },
  {
    name: 'split: one item becomes two',
    meetings: {
      '2026-01-07': ['A @alba: describe backup and restore of the registry'],
      '2026-01-14': ['A1 @alba: describe backup of the registry', 'A2 @bruno: describe restore of the registry'],
      '2026-01-21': ['A1 [x] @alba: describe backup of the registry', 'A2 @bruno: describe restore of the registry'],
    },
  },
  {
    name: 'moved to another team',
    meetings: {
      '2026-01-07:iaas': ['A @alba: measure how long a live migration takes with encrypted disks', 'B @bruno: order cables'],
      '2026-01-14:ops': ['A @carla: measure how long live migration takes with encrypted disks (from Team IaaS)'],
      '2026-01-21:iaas': ['B @bruno: order cables for rack 7'],
      '2026-01-28:ops': ['A @carla: measure how long live migration takes with encrypted disks'],
    },
  },
  {
    name: 'by its number: other words around the same issue',
    meetings: {
      '2026-01-07': ['A @alba: look into acme/images#12', 'B @bruno: look into acme/images#13'],
      '2026-01-14': ['A @alba: fix the checksum problem (acme/images#12)', 'B @bruno: review acme/images#13'],
    },
  },
  {
    name: 'different items that sound alike',
    meetings: {
      '2026-01-07': [
        'A @alba: create issue for the new version of the volume standard',
        'B @alba: create issue for drafting a standard on self-descriptions',
        'C @bruno: send mail',
        'D @carla: write story for backups',
      ],
      '2026-01-14': [
        'E @alba: create issue for the new version of the flavor standard',
        'B @alba: create issue for drafting a standard on self-descriptions',
        'F @dora: send mail to the list about the retreat',
        'G @carla: write story for networks',
      ],
    },
  },
  {
    name: 'a vague item that two could have grown out of, and one that was done',
    meetings: {
      '2026-01-07': ['A @alba: create draft', 'B [x] @bruno: ask vendors'],
      '2026-01-14': [
        'C @alba: create draft for the trial status',
        'D @alba: create draft for the missing integrator docs',
        'E @bruno: ask vendors for prices of disks',
      ],
    },
  },
  {
    name: 'half German',
    meetings: {
      '2026-01-07': ['A @alba: Angebot für neue Switche einholen', 'B @bruno: mit Carla über den Vertrag sprechen'],
      '2026-01-14': ['A @alba: Angebote für die neuen Switche einholen (zwei sind da)', 'B @bruno: spricht mit Carla über den Vertrag'],
    },
  },
  {
    name: 'nobody is named at first',
    meetings: {
      '2026-01-07': ['A reminder mail next week', 'B find somebody who tests the installer'],
      '2026-01-14': ['A @alba: send reminder mail about `disk_purpose`', 'B @bruno: finds somebody who tests the installer'],
    },
  },
]

export type Told = { readonly truth: string; readonly meeting: PastMeeting; readonly lines: ReadonlyMap<number, string> }

/** Meetings in order, with the letter of each line. */
export function meetingsOf({ meetings }: History): readonly Told[] {
  return Object.entries(meetings).map(([key, typed]) => {
    const [date = '', team = 'iaas'] = key.split(':')
    const meeting = aMeeting(date, { items: typed.map((item) => item.slice(item.indexOf(' ') + 1)) })
    const lines = new Map(typed.map((item, index) => [10 + index, item.slice(0, 1)]))
    return { truth: key, meeting: { ...meeting, path: `${team}/${date.replaceAll('-', '')}.md` }, lines }
  })
}
