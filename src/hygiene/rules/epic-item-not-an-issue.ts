/** A task line that is not an issue. */
import { z } from 'zod'
import { bodyContext } from '../../domain/body/first-reference.ts'
import { endsWithRef } from '../../domain/body/named-references.ts'
import type { EpicView } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'

const plainLines = (epic: EpicView) => epic.taskLines.filter(({ text, ref }) => ref === null && !endsWithRef(text, bodyContext(epic.item)))

export const epicItemNotAnIssue = defineRule({
  id: 'epic-item-not-an-issue',
  title: 'Task lines without an issue',
  when: 'a task line of the body neither starts nor ends with an issue (`Write the guide (needs #7 first)`). Checkboxes below “Definition of Done”, “Acceptance criteria” and similar titles are not task lines',
  why: 'Unlike an issue, a line of text cannot be planned, assigned or discussed.',
  severity: 'info',
  aspect: 'task-list',
  group: 'missing',
  nextStep: 'new-story',
  details: 'quotes',
  respectsGrace: true,
  remedy: {
    does: 'turns each open line into a story: a sub-issue with the words of the line as its title, in the repository of the epic. The line becomes its number',
    repair({ epic }) {
      const plain = plainLines(epic)
      return {
        repairs: plain.filter(({ checked }) => !checked).map(({ text }) => ({ kind: 'make-story' as const, text })),
        left: plain
          .filter(({ checked }) => checked)
          .map(({ text }) => ({ issue: null, says: `"${text}" is checked off. Make it a plain bullet.` })),
      }
    },
  },
  options: z.strictObject({}),
  examples: {
    reported: [
      { name: 'a task line that is only text', epic: { body: '- [ ] {0}\n- [ ] Write the guide' }, stories: [{}] },
      { name: 'an issue only after other words', epic: { body: '- [ ] Write the guide (needs {0} first)' } },
    ],
    passed: [
      { name: 'every task line is an issue', epic: { body: '- [ ] {0}' }, stories: [{}] },
      { name: 'the line ends with its issue', epic: { body: '- [ ] Write the guide ({0})' } },
      { name: 'boxes below "Definition of Done"', epic: { body: '## Definition of Done\n\n- [ ] tests are green' } },
      { name: 'young', epic: { body: '- [ ] Write the guide', openedDaysAgo: 3 } },
    ],
  },
  check(epic) {
    const plain = plainLines(epic)
    const saw = `task lines: ${epic.taskLines.length}, without an issue: ${plain.length}`
    if (plain.length === 0) return pass(saw)
    return report(saw, {
      says: plain.length === 1 ? 'one line of its task list is not an issue' : `${plain.length} lines of its task list are not issues`,
      evidence: plain.map(({ text }) => ({ ref: null, reason: '', quote: text.length > 120 ? `${text.slice(0, 119)}…` : text })),
      fix: 'Turn lines that are work into stories ("Convert to issue"); make the others plain bullets.',
    })
  },
})
