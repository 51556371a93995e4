/** Faults of every rule, and what looks like one and is none, made from the published definitions. */
import { AWAY, addChild, addEpic, addIssue, addTaskList, closed, daysAgo, expect, LEFT, pick, type World } from './world.ts'

/** Statuses that the configuration of the generated boards does not name. */
const unnamed = ['Doing 🚧', 'Done ✅', 'In Arbeit', 'Abandoned', 'Review (external)']

export type Plant = (world: World) => void

/** Rule -> ways in which it is broken. */
export const faults: Record<string, readonly Plant[]> = {
  'epic-without-stories': [
    (w) => expect(w, 'epic-without-stories', addEpic(w, { status: 'Backlog' }, []).item),
    (w) => expect(w, 'epic-without-stories', addEpic(w, { createdAt: daysAgo(14), status: null }, []).item),
    (w) => {
      const { item, epic } = addEpic(w, {}, [])
      epic.taskLines.push({ text: 'Something that was never made an issue', ref: null, checked: false })
      expect(w, 'epic-without-stories', item)
      expect(w, 'epic-item-not-an-issue', item)
    },
  ],
  'epic-stories-quiet': [
    // A status that sprint.yml does not name holds back what rests on it, and nothing else.
    (w) => {
      const status = pick(w, unnamed)
      const { item } = addEpic(w, { status, assignees: [] }, [{ status, assignees: [], lastHumanActivity: daysAgo(33) }])
      expect(w, 'epic-stories-quiet', item)
    },
    (w) => {
      const { item } = addEpic(w, {}, [{ lastHumanActivity: daysAgo(31) }, { lastHumanActivity: daysAgo(80) }])
      expect(w, 'epic-stories-quiet', item)
    },
    (w) => {
      const { item } = addEpic(w, {}, [{ lastHumanActivity: daysAgo(45) }, closed(32)])
      expect(w, 'epic-stories-quiet', item)
    },
    // A lively epic does not make its stories lively.
    (w) => {
      const { item } = addEpic(w, { lastHumanActivity: daysAgo(0) }, [{ lastHumanActivity: daysAgo(200) }])
      expect(w, 'epic-stories-quiet', item)
    },
  ],
  'epic-quiet': [
    (w) => expect(w, 'epic-quiet', addEpic(w, { lastHumanActivity: daysAgo(61) }).item),
    (w) => expect(w, 'epic-quiet', addEpic(w, { lastHumanActivity: daysAgo(61) }, [{ lastHumanActivity: daysAgo(0) }]).item),
  ],
  'epic-all-stories-done': [
    (w) => expect(w, 'epic-all-stories-done', addEpic(w, {}, [closed(3)]).item),
    (w) => expect(w, 'epic-all-stories-done', addEpic(w, { status: 'Review' }, [closed(3), closed(90), closed(40)]).item),
    // About nothing that is missing: a young epic is told too.
    (w) => expect(w, 'epic-all-stories-done', addEpic(w, { createdAt: daysAgo(5) }, [{ ...closed(1), createdAt: daysAgo(5) }]).item),
  ],
  'epic-closed-with-open-stories': [
    (w) => expect(w, 'epic-closed-with-open-stories', addEpic(w, closed(5), [{}, closed(7)]).item),
    (w) => expect(w, 'epic-closed-with-open-stories', addEpic(w, closed(300), [{}, {}]).item),
  ],
  'epic-without-owner': [
    (w) => expect(w, 'epic-without-owner', addEpic(w, { status: pick(w, ['Doing', 'In progress', 'Review']), assignees: [] }).item),
  ],
  'owner-left': [
    (w) => expect(w, 'owner-left', addEpic(w, { assignees: [LEFT] }).item),
    (w) => expect(w, 'owner-left', addEpic(w, { assignees: [LEFT, AWAY] }).item),
    (w) => expect(w, 'owner-left', addEpic(w, { assignees: [AWAY.toUpperCase()] }).item),
  ],
  'epic-body-outdated': [
    (w) => {
      const planted = addEpic(w)
      addTaskList(planted)
      addChild(planted.epic, addIssue(w).ref)
      expect(w, 'epic-body-outdated', planted.item)
    },
    (w) => {
      const planted = addEpic(w, {}, [{}, closed(5)])
      addTaskList(planted)
      for (const line of planted.epic.taskLines) line.checked = true
      expect(w, 'epic-body-outdated', planted.item)
    },
    (w) => {
      const planted = addEpic(w, {}, [{}, closed(5)])
      addTaskList(planted)
      for (const line of planted.epic.taskLines) line.checked = false
      expect(w, 'epic-body-outdated', planted.item)
    },
    // A tick that is wrong is not something missing: a young epic is told too.
    (w) => {
      const planted = addEpic(w, { createdAt: daysAgo(3) }, [{ createdAt: daysAgo(3) }])
      addTaskList(planted)
      for (const line of planted.epic.taskLines) line.checked = true
      expect(w, 'epic-body-outdated', planted.item)
    },
    // A child nobody may read counts as a child.
    (w) => {
      const planted = addEpic(w)
      addTaskList(planted)
      addChild(planted.epic, `SovereignCloudStack/secret#${w.next++}`, false, { readable: false })
      expect(w, 'epic-body-outdated', planted.item)
    },
  ],
  'epic-item-not-an-issue': [
    (w) => {
      const planted = addEpic(w)
      addTaskList(planted)
      planted.epic.taskLines.push({ text: 'Write the docs', ref: null, checked: false })
      expect(w, 'epic-item-not-an-issue', planted.item)
    },
    (w) => {
      const planted = addEpic(w)
      planted.epic.taskLines.push({ text: 'Talk to upstream', ref: null, checked: true })
      expect(w, 'epic-item-not-an-issue', planted.item)
    },
  ],
  'nested-epic': [
    (w) => {
      const inner = addEpic(w)
      const outer = addEpic(w)
      addChild(outer.epic, inner.item.ref)
      expect(w, 'nested-epic', outer.item, inner.item)
    },
    (w) => {
      const inner = addEpic(w, closed(20), [closed(25)])
      const outer = addEpic(w)
      addChild(outer.epic, inner.item.ref, true)
      expect(w, 'nested-epic', outer.item, inner.item)
    },
  ],
  'story-unowned': [
    (w) => {
      const { item, children } = addEpic(w, {}, [{ status: pick(w, ['Doing', 'Review', 'In progress', 'doing']), assignees: [] }, {}])
      expect(w, 'story-unowned', item, children[0] ?? null)
    },
    (w) => {
      const story = addIssue(w, { status: 'Doing', assignees: [] })
      expect(w, 'story-unowned', null, story)
      expect(w, 'story-without-epic', null, story)
    },
  ],
  'story-without-epic': [
    (w) => expect(w, 'story-without-epic', null, addIssue(w)),
    (w) => expect(w, 'story-without-epic', null, addIssue(w, { status: null })),
    (w) => expect(w, 'story-without-epic', null, addIssue(w, closed(30))),
  ],
  'story-not-on-board': [
    (w) => {
      const { item, children } = addEpic(w, {}, [{ itemId: null, databaseId: null, status: null }, {}])
      expect(w, 'story-not-on-board', item, children[0] ?? null)
    },
  ],
  'status-contradicts-state': [
    (w) => {
      const { item, children } = addEpic(w, {}, [{ ...closed(8), status: pick(w, ['Doing', 'Backlog', 'Review']) }, {}])
      expect(w, 'status-contradicts-state', item, children[0] ?? null)
    },
    (w) => {
      const { item, children } = addEpic(w, {}, [{ status: 'Done' }, {}])
      expect(w, 'status-contradicts-state', item, children[0] ?? null)
    },
    (w) => expect(w, 'status-contradicts-state', addEpic(w, { status: 'Done' }).item),
    (w) => {
      const story = addIssue(w, { status: 'Done' })
      expect(w, 'status-contradicts-state', null, story)
      expect(w, 'story-without-epic', null, story)
    },
  ],
  'story-carried-over': [
    (w) => {
      const { item, children } = addEpic(w)
      const story = children[0]
      if (!story) return
      story.observed.sprints = ['Sprint Essen', 'Sprint Faro', 'Sprint Genoa']
      expect(w, 'story-carried-over', item, story)
    },
  ],
  'needs-refinement': [
    (w) => {
      const { item, children } = addEpic(w, {}, [{ labels: ['needs refinement'] }, {}])
      const story = children[0]
      if (!story) return
      story.observed.labelsSince = { 'needs refinement': '2023-05-15T08:00:00Z' }
      expect(w, 'needs-refinement', item, story)
    },
  ],
  'story-without-user-story': [
    (w) => {
      const body = pick(w, [
        '',
        'Just do it.',
        'As a _______, I want ______ so that ____.\n\n## Definition of Ready:\n- [ ] sized',
        '<!-- As an operator, I want logs so that I see errors. -->\nLogs.',
        '```\nAs an operator, I want logs so that I see errors.\n```',
        'As an operator, I want logs.',
      ])
      const { item, children } = addEpic(w, {}, [{ body }, {}])
      expect(w, 'story-without-user-story', item, children[0] ?? null)
    },
  ],
  'story-too-large': [
    (w) => {
      const { item, children } = addEpic(w, {}, [{ status: 'Doing' }, {}])
      const story = children[0]
      if (!story) return
      story.observed.activeSince = daysAgo(15)
      expect(w, 'story-too-large', item, story)
    },
  ],
  'milestone-overdue': [
    (w) => expect(w, 'milestone-overdue', addEpic(w, { milestone: { title: 'R3 (v4.0.0)', dueOn: daysAgo(1) } }).item),
    (w) => {
      const { item, children } = addEpic(w, {}, [{ milestone: { title: 'R3 (v4.0.0)', dueOn: '2023-03-22T07:00:00Z' } }, {}])
      expect(w, 'milestone-overdue', item, children[0] ?? null)
    },
  ],
  'story-asked-for-in-notes': [
    (w) => {
      const { item } = addEpic(w, {}, [{ createdAt: daysAgo(90) }])
      w.asked.push({ epic: item.ref, text: 'User story for external connectivity missing?', date: '2023-05-31' })
      expect(w, 'story-asked-for-in-notes', item)
    },
  ],
}

/** Each looks like a fault of some rule, and is none. */
export const lookAlikes: readonly Plant[] = [
  // One who is still there is enough, and of whom nothing is known is not accused.
  (w) => addEpic(w, { assignees: [LEFT, 'mira'] }),
  (w) => addEpic(w, { assignees: [AWAY, 'somebody-new'] }),
  // Closed epics are looked at by one rule alone.
  (w) => {
    const { epic } = addEpic(w, { ...closed(40), status: 'Doing', assignees: [], lastHumanActivity: daysAgo(300) }, [closed(50)])
    epic.taskLines.push({ text: 'plain', ref: null, checked: false })
  },
  (w) => void addEpic(w, { ...closed(40), milestone: { title: 'R2', dueOn: daysAgo(200) } }, []),
  // Young ones are left alone about what is missing.
  (w) => void addEpic(w, { createdAt: daysAgo(13), status: 'Doing', assignees: [] }, []),
  (w) => {
    const planted = addEpic(w, { createdAt: daysAgo(2) })
    addTaskList(planted)
    planted.epic.taskLines.push({ text: 'still to be written', ref: null, checked: false })
    addChild(planted.epic, addIssue(w).ref)
  },
  (w) => {
    const { item } = addEpic(w, { createdAt: daysAgo(4) }, [{ createdAt: daysAgo(4) }])
    w.asked.push({ epic: item.ref, text: 'story missing', date: '2023-06-13' })
  },
  // Quiet, but not all of them, or not for longer.
  (w) => void addEpic(w, {}, [{ lastHumanActivity: daysAgo(400) }, { lastHumanActivity: daysAgo(30) }]),
  (w) => void addEpic(w, {}, [{ lastHumanActivity: daysAgo(400) }, closed(12)]),
  (w) => void addEpic(w, {}, [{ lastHumanActivity: daysAgo(400) }, { lastHumanActivity: null }]),
  (w) => void addEpic(w, { lastHumanActivity: daysAgo(60) }),
  // Somebody works on a story of the epic below.
  (w) => {
    const inner = addEpic(w, {}, [{ lastHumanActivity: daysAgo(3) }])
    const outer = addEpic(w, {}, [{ lastHumanActivity: daysAgo(90) }])
    inner.item.lastHumanActivity = daysAgo(120)
    addChild(outer.epic, inner.item.ref)
    expect(w, 'nested-epic', outer.item, inner.item)
    expect(w, 'epic-quiet', inner.item)
  },
  // A child that cannot be read is neither quiet nor done.
  (w) => addChild(addEpic(w, {}, [{ lastHumanActivity: daysAgo(100) }]).epic, 'SovereignCloudStack/secret#1', false, { readable: false }),
  (w) => addChild(addEpic(w, {}, [closed(3)]).epic, 'SovereignCloudStack/secret#2', false, { readable: false }),
  (w) => addChild(addEpic(w, {}, []).epic, 'SovereignCloudStack/secret#3', false, { readable: false }),
  (w) => addChild(addEpic(w, closed(9), [closed(10)]).epic, 'SovereignCloudStack/secret#4', false, { readable: false }),
  (w) => void addEpic(w, {}, [closed(3), {}]),
  // Nobody assigned, but not in progress.
  (w) => void addEpic(w, { status: pick(w, ['Backlog', 'Refined', null]), assignees: [] }, [{ status: 'Backlog', assignees: [] }, {}]),
  (w) => void addEpic(w, {}, [{ ...closed(4), assignees: [] }, {}]),
  // The body has no list of issues, or a right one.
  (w) => void addTaskList(addEpic(w, {}, [{}, closed(6), {}])),
  (w) => {
    const planted = addEpic(w)
    addTaskList(planted)
    for (const line of planted.epic.taskLines) line.ref = line.ref?.toUpperCase() ?? null
  },
  (w) => {
    const planted = addEpic(w)
    addTaskList(planted)
    planted.epic.taskLines.push({ text: 'a private one', ref: 'SovereignCloudStack/secret#9', checked: true })
    addChild(planted.epic, 'SovereignCloudStack/secret#9', false, { readable: false })
  },
  // Beside each other, not below each other.
  (w) => {
    addEpic(w)
    addEpic(w, { title: 'Follow-up of the epic before' })
  },
  (w) => void addEpic(w, {}, [{ title: 'Epic failure of the build', labels: ['epically-late'] }, {}]),
  // Off the board, but closed; or no story at all.
  (w) => void addEpic(w, {}, [{ itemId: null, databaseId: null, ...closed(3), status: null }, {}]),
  (w) => void addIssue(w, { kind: 'pull', assignees: [], status: 'Doing' }),
  (w) => void addIssue(w, { itemId: null, databaseId: null, status: null }),
  // A status that is not set says nothing; one in other letters says the same.
  (w) => void addEpic(w, { status: null }, [{ ...closed(4), status: null }, { ...closed(4), status: 'done' }, {}]),
  // One that the configuration does not name says nothing either, be it closed or open, old or without an owner.
  (w) => void addEpic(w, { ...closed(40), status: pick(w, unnamed) }, [{ ...closed(50), status: pick(w, unnamed) }]),
  (w) => {
    const story = { status: pick(w, unnamed), assignees: [] }
    const { children } = addEpic(w, { status: pick(w, unnamed), assignees: [] }, [story, { ...closed(9), status: pick(w, unnamed) }, {}])
    if (children[0]) children[0].observed.activeSince = daysAgo(90)
  },
  // As many sprints as allowed; the label stands as long as allowed; as long in progress as allowed.
  (w) => {
    const { children } = addEpic(w, {}, [{ labels: ['needs refinement'], status: 'Doing', createdAt: daysAgo(400) }, {}])
    const story = children[0]
    if (!story) return
    story.observed.sprints = ['Sprint Faro', 'Sprint Genoa']
    story.observed.labelsSince = { 'needs refinement': '2023-05-22T08:00:00Z' }
    story.observed.activeSince = daysAgo(14)
  },
  // Opened long ago, never seen in progress before today.
  (w) => void addEpic(w, {}, [{ status: 'Doing', createdAt: daysAgo(700) }, {}]),
  (w) => {
    const { children } = addEpic(w, {}, [{ ...closed(5) }, {}])
    if (children[0]) children[0].observed.sprints = ['Sprint Dublin', 'Sprint Essen', 'Sprint Faro', 'Sprint Genoa']
  },
  // Planned ahead, or seen in a sprint that has another name by now: no sprint that was current while it was in it.
  (w) => {
    const { children } = addEpic(w, {}, [{ sprint: 'Sprint Hobart' }, { sprint: 'Sprint Genoa' }])
    if (children[0]) children[0].observed.sprints = ['Sprint Faro', 'Sprint Genoa', 'Sprint Hobart']
    if (children[1]) children[1].observed.sprints = ['Sprint Faro', 'Genoa', 'Sprint Genoa']
  },
  (w) => void addEpic(w, {}, [{ ...closed(5), body: 'no story here' }, {}]),
  // Due today, due without a date, or done in time.
  (w) => void addEpic(w, { milestone: { title: 'R4', dueOn: '2023-06-14T07:00:00Z' } }, [{ milestone: { title: 'R4', dueOn: null } }]),
  (w) => void addEpic(w, {}, [{ ...closed(20), milestone: { title: 'R3', dueOn: daysAgo(30) } }, {}]),
  // Asked for, and made since; or asked for elsewhere.
  (w) => {
    const { item } = addEpic(w, {}, [{ createdAt: daysAgo(90) }, { createdAt: '2023-06-01T10:00:00Z' }])
    w.asked.push({ epic: item.ref, text: 'story missing', date: '2023-05-31' })
    w.asked.push({ epic: null, text: 'story missing', date: '2023-05-31' })
  },
  // People said: leave it alone.
  (w) => void addEpic(w, { labels: ['epic', 'On Hold'], status: 'Doing', assignees: [] }, [{ status: 'Doing', assignees: [] }]),
]
