/** An open epic without stories. */
import { z } from 'zod'
import { dayOf } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'

export const epicWithoutStories = defineRule({
  id: 'epic-without-stories',
  title: 'No stories',
  when: 'open, no children, and no story in a list or table of its body',
  why: 'Without stories, nobody can see what needs to be done or pick up work for the next sprint.',
  severity: 'warning',
  aspect: 'stories',
  group: 'missing',
  nextStep: 'new-story',
  respectsGrace: true,
  options: z.strictObject({}),
  examples: {
    reported: [
      { name: 'no story', stories: [] },
      { name: 'only the checkboxes of a checklist', epic: { body: '## Definition of Done\n\n- [ ] tests are green' }, stories: [] },
    ],
    passed: [
      { name: 'one story', stories: [{}] },
      { name: 'young', epic: { openedDaysAgo: 13 }, stories: [] },
      { name: 'its only story cannot be read', stories: [{ unreadable: true }] },
      { name: 'closed', epic: { closedDaysAgo: 3 }, stories: [] },
    ],
  },
  check(epic) {
    if (epic.children.length > 0) return pass(`stories: ${epic.children.length}`)
    const named = epic.named()
    if (named.length > 0) return pass(`no story is linked, but its body mentions ${named.slice(0, 5).join(', ')}`)
    return report('no story', {
      says: 'it has no stories yet',
      evidence: [
        {
          ref: null,
          reason: `no sub-issue, no story in its lists, and no story that names it${epic.item.createdAt ? `; opened on ${dayOf(epic.item.createdAt)}` : ''}`,
        },
      ],
      fix: 'One story is enough to start with.',
    })
  },
})
