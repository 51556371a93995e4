/** An open epic nobody broke down. */
import { z } from 'zod'
import { defineRule, fine, fire } from '../rule.ts'
import { dayOf } from '../views.ts'

export const epicWithoutStories = defineRule({
  id: 'epic-without-stories',
  title: 'No stories',
  when: 'open, no child',
  why: 'Without stories nobody can see what is to be done, or pick something up for the next sprint.',
  severity: 'warning',
  accusesMissing: true,
  options: z.strictObject({}),
  check(epic) {
    if (epic.children.length > 0) return fine(`stories: ${epic.children.length}`)
    return fire('no story', {
      message: 'It has no stories yet',
      evidence: [
        `no sub-issue, no task list line, and no story that names it${epic.item.createdAt ? `; opened on ${dayOf(epic.item.createdAt)}` : ''}`,
      ],
      fix: 'One first story is enough to begin with.',
    })
  },
})
