/** What the names of statuses mean, in English and German. Whole names only: half a name is not known. Pure. */

export type StatusMeaning = 'backlog' | 'active' | 'done'

const WORDS: Readonly<Record<StatusMeaning, readonly string[]>> = {
  backlog: [
    'backlog, product backlog, sprint backlog, icebox, refined, refinement, refining, in refinement, needs refinement, unrefined, to refine',
    'todo, to do, new, open, opened, ready, ready for work, ready for development, ready to start, ready for sprint, next, up next, next up, later, soon',
    'triage, needs triage, to triage, untriaged, inbox, incoming, planned, planning, idea, ideas, proposed, proposal, requested, queue, queued',
    'accepted, scheduled, future, someday, unscheduled, not started, selected, selected for development, this sprint, candidate, candidates, groomed',
    'offen, neu, geplant, idee, ideen, eingang, bereit, zu erledigen, zu tun, vorgemerkt, rückstand, warteschlange, sammlung, ideensammlung',
    'verfeinert, in verfeinerung, später, als nächstes, nächste, nicht begonnen, ausgewählt, vorgeschlagen, angenommen, eingeplant, anstehend',
  ],
  active: [
    'doing, in progress, progress, in work, working, working on it, wip, work in progress, started, active, ongoing, in development, development, developing',
    'implementation, implementing, in implementation, coding, design, in design, underway, current',
    'review, in review, reviewing, under review, needs review, ready for review, code review, in code review, pr review, waiting for review, to review',
    'testing, in testing, test, in test, qa, in qa, verification, verifying, validation, acceptance, documentation, ready for merge, merging',
    'in bearbeitung, bearbeitung, in arbeit, läuft, laufend, aktiv, begonnen, angefangen, gestartet, in umsetzung, umsetzung, in entwicklung, entwicklung',
    'prüfung, in prüfung, zu prüfen, wird geprüft, im review, durchsicht, in durchsicht, im test, in abnahme, abnahme, in begutachtung',
  ],
  done: [
    'done, closed, complete, completed, finished, resolved, fixed, merged, released, shipped, deployed, delivered, live, archive, archived, accomplished',
    'abandoned, wont do, will not do, wont fix, wontfix, not doing, not planned, canceled, cancelled, rejected, declined, dropped, discarded, deferred forever',
    'duplicate, invalid, obsolete, outdated, superseded, withdrawn, no longer needed, not needed',
    'erledigt, fertig, fertiggestellt, abgeschlossen, geschlossen, beendet, gelöst, behoben, veröffentlicht, ausgeliefert, umgesetzt, archiviert, archiv',
    'verworfen, abgelehnt, abgebrochen, zurückgezogen, hinfällig, überholt, nicht geplant, wird nicht gemacht, wird nicht umgesetzt, doppelt, aufgegeben',
  ],
}

const MEANINGS = new Map(
  (Object.keys(WORDS) as StatusMeaning[]).flatMap((meaning) =>
    WORDS[meaning].flatMap((line) => line.split(', ').map((words) => [words, meaning] as const)),
  ),
)

/** null: not known. Emoji, numbers and what stands in brackets are no part of a name. */
export function statusMeaning(name: string): StatusMeaning | null {
  return MEANINGS.get(plainName(name)) ?? null
}

/** `👀 In review (2)` -> `in review`. */
function plainName(name: string): string {
  return (
    name
      .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
      .replace(/['’`]/g, '')
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.join(' ') ?? ''
  )
}

/** Names of the field that holds the status. */
const FIELD = new Set(['status', 'state', 'stage', 'stand', 'zustand', 'bearbeitungsstand', 'spalte', 'column', 'workflow', 'phase'])
export const isStatusField = (name: string): boolean => FIELD.has(plainName(name))

const OTHERS: Readonly<Record<'priority' | 'team' | 'targetDate', ReadonlySet<string>>> = {
  priority: new Set(['priority', 'prio', 'priorität', 'dringlichkeit']),
  team: new Set(['team', 'teams', 'gruppe', 'squad', 'working group']),
  targetDate: new Set(
    [
      'target date, due date, due, deadline, end date, end, target, fällig, fällig am, fälligkeit, zieldatum, termin, frist, enddatum, ende',
    ].flatMap((line) => line.split(', ')),
  ),
}

/** The field of ours that a name of the board stands for. */
export function fieldMeaning(name: string): keyof typeof OTHERS | null {
  return (Object.keys(OTHERS) as (keyof typeof OTHERS)[]).find((key) => OTHERS[key].has(plainName(name))) ?? null
}
