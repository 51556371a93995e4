/** The result of each rule for an epic and its stories. Pure. */
import type { RuleResult } from '../../facts/facts.ts'
import { SENTENCE, shown } from '../../words/shown.ts'
import { shortRef } from './story-view.ts'

/** In words for readers; what a later version calls otherwise is shown as it is. */
const OUTCOMES: Readonly<Record<string, string>> = {
  fired: 'found',
  quiet: 'OK',
  withheld: 'not known',
  incomplete: 'not known',
  exempt: 'exempt',
  grace: 'too new',
  'not-for-closed': 'closed',
  'not-for-open': 'open',
}

export type RuleTable = {
  readonly rows: readonly {
    readonly rule: string
    readonly at: string
    readonly outcome: string
    readonly saw: string
    readonly messages: readonly string[]
  }[]
  /** Rules that are switched off, each once. */
  readonly off: readonly string[]
}

export function ruleTable(looks: readonly RuleResult[], epic: string): RuleTable {
  const isOff = ({ outcome }: RuleResult) => outcome === 'off'
  return {
    rows: looks
      .filter((look) => !isOff(look))
      .map(({ rule, at, outcome, saw, messages }) => ({
        rule,
        at: shortRef(at, epic),
        outcome: Object.hasOwn(OUTCOMES, outcome) ? (OUTCOMES[outcome] ?? outcome) : outcome,
        saw: shown(saw, SENTENCE),
        messages: messages.map((message) => shown(message, SENTENCE)),
      })),
    off: [...new Set(looks.filter(isOff).map(({ rule }) => rule))],
  }
}
