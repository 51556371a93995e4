/** An open epic nobody broke down. */
import { z } from 'zod'
import { dayOf } from '../board-view.ts'
import { defineRule, pass, report } from '../rule.ts'

export const epicWithoutStories = defineRule({
  id: 'epic-without-stories',
  title: 'No stories',
  when: 'open, no child, and its body names no story in a list or table',
  why: 'Without stories nobody can see what is to be done, or pick something up for the next sprint.',
  severity: 'warning',
  respectsGrace: true,
  options: z.strictObject({}),
  check(epic) {
    if (epic.children.length > 0) return pass(`stories: ${epic.children.length}`)
    const named = epic.named()
    if (named.length > 0) return pass(`no story is linked, but its body names ${named.slice(0, 5).join(', ')}`)
    return report('no story', {
      message: 'It has no stories yet',
      evidence: [
        `no sub-issue, no story in its lists, and no story that names it${epic.item.createdAt ? `; opened on ${dayOf(epic.item.createdAt)}` : ''}`,
      ],
      fix: 'One first story is enough to begin with.',
    })
  },
})
