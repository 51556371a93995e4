/** What markdownlint says with SCS's configuration. */
import { lint } from 'markdownlint/sync'

/** `firstHeading`: the level a team's minutes begin with. Empty: clean. */
export function lintScs(text: string, firstHeading: 1 | 2 = 1): readonly string[] {
  const config = {
    default: true,
    MD013: false,
    MD024: false,
    MD033: { allowed_elements: ['li', 'ul'] },
    MD041: { level: firstHeading },
  }
  const [found = []] = Object.values(lint({ strings: { text }, config }))
  return found.map(({ lineNumber, ruleNames }) => `${lineNumber}: ${ruleNames[0]} ${text.split('\n')[lineNumber - 1] ?? ''}`)
}
