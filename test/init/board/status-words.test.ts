import { expect, test } from 'vitest'
import { fieldMeaning, isStatusField, statusMeaning } from '../../../src/init/board/status-words.ts'

test.each([
  [
    'backlog',
    'Backlog, Refined, Todo, To Do, 🆕 New, 🔖 Ready, Triage, Offen, Neu, Zu erledigen, Geplant, Ideen, Sprint Backlog, Next up, Not started',
  ],
  [
    'active',
    'Doing, In progress, 🏗 In progress, In Bearbeitung, In Arbeit, Review, In review, Ready for review, Testing, In Prüfung, Läuft, WIP, 3 - In Progress',
  ],
  [
    'done',
    "Done, ✅ Done, Closed, Abandoned, Won't do, Won’t fix, Cancelled, Canceled, Rejected, Erledigt, Verworfen, Abgelehnt, Abgeschlossen, Done (this sprint)",
  ],
] as const)('%s', (meaning, names) => {
  expect(names.split(', ').filter((name) => statusMeaning(name) !== meaning)).toEqual([])
})

test('what no list knows means nothing, and neither does half a name', () => {
  expect(['Blocked', 'On hold', 'Waiting', 'Done but not released', 'Stage 3', '🚀', ''].map(statusMeaning)).toEqual(Array(7).fill(null))
})

test('names of fields, in English and German', () => {
  expect(['Status', 'Zustand', 'Stage', 'Priority'].map(isStatusField)).toEqual([true, true, true, false])
  expect(['Priorität', 'Target date', 'Due Date', 'Fällig am', 'Team', 'Size'].map(fieldMeaning)).toEqual([
    'priority',
    'targetDate',
    'targetDate',
    'targetDate',
    'team',
    null,
  ])
})
