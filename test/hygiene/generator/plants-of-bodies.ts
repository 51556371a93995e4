/**
 * Faults and look-alikes in what people write: which stories an epic's body names, and what a story tells. The children
 * of an epic are written down here by hand, from the published definition of what a line names.
 */
import type { Plant } from './plants.ts'
import { addChild, addIssue, closed, type Epic, expect, type Item, pick, type World } from './world.ts'

type Written = { item: Item; epic: Epic }

/** An epic whose children are those its task lines name; the other lines of its body name none. */
function write(
  w: World,
  body: (epic: Item) => { lines: string[]; tasks?: { text: string; refs: Item[]; checked?: boolean }[] },
  change: Partial<Item> = {},
): Written {
  const item = addIssue(w, { labels: ['epic'], ...change })
  const { lines, tasks = [] } = body(item)
  item.body = lines.join('\n')
  const epic: Epic = { ref: item.ref, children: [], progress: { done: 0, all: 0 }, taskLines: [] }
  for (const { text, refs, checked = false } of tasks) {
    for (const child of refs) {
      addChild(epic, child.ref, child.state === 'closed', { sources: ['task-list'] })
      epic.taskLines.push({ text, ref: child.ref, checked })
    }
    if (refs.length === 0) epic.taskLines.push({ text, ref: null, checked })
  }
  w.epics.push(epic)
  return { item, epic }
}

/** The ways people write one reference. */
function named(w: World, epic: Item, story: Item): string {
  const [place = '', number = ''] = story.ref.split('#')
  const [owner, repo] = place.split('/')
  const isNear = epic.ref.startsWith(`${place}#`)
  const forms = [
    story.ref,
    `**${story.ref}**`,
    `https://github.com/${place}/issues/${number}`,
    `[${story.title}](https://github.com/${place}/issues/${number})`,
    `<https://github.com/${place}/issues/${number}#issuecomment-1>`,
    `https://github.com/orgs/SovereignCloudStack/projects/6/views/22?pane=issue&itemId=9${number}&issue=${owner}%7C${repo}%7C${number}`,
    ...(isNear ? [`#${number}`, `_#${number}_`, `GH-${number}`] : []),
  ]
  return `${pick(w, ['', '', '', 'Story: ', '**Story:** '])}${pick(w, forms)}`
}

const pair = (w: World, epic: Item, one: Item, other: Item) =>
  `${named(w, epic, one)}${pick(w, [' and ', ', ', ' und ', ' + ', ' & '])}${named(w, epic, other)}`

const CONDITIONS = [
  '## Definition of Done',
  '**Definition of Ready:**',
  '### Acceptance criteria',
  'Checklist:',
  '## Akzeptanzkriterien',
  '**DoD**',
  '## Epic Definition of Done',
  '## Wann ist das Epic fertig?',
  '**Acceptance criteria:** all of these',
  '<details><summary>Definition of Done</summary>\n',
]

export const faultsOfBodies: Record<string, readonly Plant[]> = {
  'epic-without-stories': [
    (w) =>
      expect(
        w,
        'epic-without-stories',
        write(w, () => ({ lines: [pick(w, CONDITIONS), '- [ ] all tests are green', '- [x] docs are written'] })).item,
      ),
    (w) => {
      const other = addIssue(w)
      expect(w, 'story-without-epic', null, other)
      const { item } = write(w, (epic) => ({
        lines: [`We met this in ${named(w, epic, other)} and want to do better.`, '', `- see ${other.ref}`, '- nothing else'],
      }))
      expect(w, 'epic-without-stories', item)
    },
    (w) => {
      const other = addIssue(w)
      expect(w, 'story-without-epic', null, other)
      expect(w, 'epic-without-stories', write(w, () => ({ lines: ['```', `- ${other.ref}`, '```', `<!-- - [ ] ${other.ref} -->`] })).item)
    },
  ],
  'epic-item-not-an-issue': [
    (w) => {
      const [story, other] = [addIssue(w), addIssue(w)]
      const text = `Write the guide (needs ${other.ref} first)`
      const { item } = write(w, (epic) => {
        const line = named(w, epic, story)
        return {
          lines: [`- [ ] ${line}`, `- [ ] ${text}`],
          tasks: [
            { text: line, refs: [story] },
            { text, refs: [] },
          ],
        }
      })
      expect(w, 'epic-item-not-an-issue', item)
      expect(w, 'story-without-epic', null, other)
    },
    (w) => {
      const story = addIssue(w)
      const { item } = write(w, (epic) => {
        const line = named(w, epic, story)
        const lines = [pick(w, CONDITIONS.slice(0, 3)), '- [ ] green', '', '## Stories', `- [ ] ${line}`, '- [ ] tell the world']
        return {
          lines,
          tasks: [
            { text: line, refs: [story] },
            { text: 'tell the world', refs: [] },
          ],
        }
      })
      expect(w, 'epic-item-not-an-issue', item)
    },
  ],
  'epic-body-outdated': [
    // The second of two is closed, the box of both is open.
    (w) => {
      const [one, other] = [addIssue(w), addIssue(w, closed(4))]
      const { item } = write(w, (epic) => {
        const line = pair(w, epic, one, other)
        return { lines: [`- [ ] ${line}`], tasks: [{ text: line, refs: [one, other] }] }
      })
      expect(w, 'epic-body-outdated', item)
    },
  ],
  'story-without-epic': [
    (w) => {
      const [story, other] = [addIssue(w), addIssue(w)]
      write(w, (epic) => {
        const line = `${named(w, epic, story)} ${pick(w, ['blocks', 'comes before', 'was once'])} ${other.ref}`
        return { lines: [`- [ ] ${line}`], tasks: [{ text: line, refs: [story] }] }
      })
      expect(w, 'story-without-epic', null, other)
    },
    (w) => {
      const [story, other] = [addIssue(w), addIssue(w)]
      write(w, (epic) => {
        const line = named(w, epic, story)
        return {
          lines: [`- [ ] ${line}`, '', pick(w, CONDITIONS), `- [ ] ${named(w, epic, other)}`],
          tasks: [{ text: line, refs: [story] }],
        }
      })
      expect(w, 'story-without-epic', null, other)
    },
    (w) =>
      expect(
        w,
        'story-without-epic',
        null,
        addIssue(w, { body: `${goodStory(w)}\n\nIt is part of the work on SovereignCloudStack/issues#1.` }),
      ),
  ],
  'story-without-user-story': [
    (w) => {
      const body = pick(w, NOT_TOLD)
      const story = addIssue(w, { body, parent: elsewhere(w), title: pick(w, ['Bug in the login', 'Other things', 'Requests are slow']) })
      expect(w, 'story-without-user-story', null, story)
    },
  ],
}

const NOT_TOLD = [
  'As a {role}, I want {goal} so that {benefit}.',
  'As a <role>, I want <goal> so that <benefit>.',
  'As a **[type of user]**, I want **[an action]** so that **[a benefit]**.',
  'Role: ____\nGoal: ____\nBenefit: ____',
  'As a result I want to point out that the disk is full, so that nobody is surprised.',
  'As discussed, we want to drop the old image so that we save space.',
  'Als Ergebnis möchte ich festhalten, dass es geht, damit es niemand vergisst.',
  '## As a\n\n## I want\n\n## So that\n\n## Definition of Ready\n- [ ] sized',
]
const TOLD = [
  '__As__ a CSP, __I want__ one image list, __so that__ all clouds are alike.',
  'As operators, we need one image list, so that all clouds are alike.',
  'In order to save time, as Team IaaS, we want one image list.',
  '- **Role:** CSP\n- **Goal:** one image list\n- **Benefit:** all clouds are alike',
  '| Role | Goal | Benefit |\n|---|---|---|\n| CSP | one image list | all clouds are alike |',
  '## As a\nCSP\n## I want\none image list\n## So that\nall clouds are alike',
  '**Als** Betreiberin\n**möchte ich** ein Backup\n**damit** nichts verloren geht',
  'Als Betreiber möchten wir ein Backup, um ruhig zu schlafen.',
  'Rolle: Betreiber\nZiel: Backup\nNutzen: nichts geht verloren',
]

const goodStory = (w: World) => pick(w, TOLD)

/** An epic that nobody here sees. */
const elsewhere = (w: World) => pick(w, ['SovereignCloudStack/secret#77', 'another-organisation/plans#5', 'osism/internal#9'])

export const lookAlikesOfBodies: readonly Plant[] = [
  // Named in plain lists and tables: neither is the epic without stories, nor are they without an epic.
  (w) => {
    const stories = [addIssue(w), addIssue(w), addIssue(w, closed(5))]
    write(w, (epic) => ({
      lines: ['## Stories', '', ...stories.map((story) => `${pick(w, ['-', '*', '1.'])} ${named(w, epic, story)} as planned`)],
    }))
  },
  (w) => {
    const stories = [addIssue(w), addIssue(w)]
    write(w, (epic) => ({
      lines: ['| Story | Who |', '| --- | --- |', ...stories.map((story) => `| ${named(w, epic, story).replaceAll('|', '\\|')} | all |`)],
    }))
  },
  (w) => {
    const [one, other] = [addIssue(w), addIssue(w)]
    write(w, (epic) => ({ lines: [`- ${pair(w, epic, one, other)}`] }), pick(w, [{}, closed(40), { archived: true }]))
  },
  // Two in one task line are two children.
  (w) => {
    const [one, other] = [addIssue(w), addIssue(w)]
    write(w, (epic) => {
      const line = pair(w, epic, one, other)
      return { lines: [`- [ ] ${line}`], tasks: [{ text: line, refs: [one, other] }] }
    })
  },
  // Conditions are no stories and no missing issues.
  (w) => {
    const story = addIssue(w)
    write(w, (epic) => {
      const line = named(w, epic, story)
      return {
        lines: [`- [ ] ${line}`, '', pick(w, CONDITIONS), '- [ ] all tests are green', '- [x] docs'],
        tasks: [{ text: line, refs: [story] }],
      }
    })
  },
  (w) => {
    const story = addIssue(w)
    write(w, (epic) => {
      const line = named(w, epic, story)
      return {
        lines: ['**Definition of Done**', '- [ ] green', '', '**Stories**', `- [ ] ${line}`],
        tasks: [{ text: line, refs: [story] }],
      }
    })
  },
  // The line ends with its issue: nobody says that it is none.
  (w) => {
    const [story, other] = [addIssue(w), addIssue(w, { parent: elsewhere(w) })]
    const text = `Rename the images (${other.ref})`
    write(w, (epic) => {
      const line = named(w, epic, story)
      return {
        lines: [`- [ ] ${line}`, `- [ ] ${text}`],
        tasks: [
          { text: line, refs: [story] },
          { text, refs: [] },
        ],
      }
    })
  },
  // All linked stories are done, but the body names one that is open.
  (w) => {
    const [done, open] = [addIssue(w, closed(6)), addIssue(w)]
    write(w, (epic) => {
      const line = named(w, epic, done)
      return { lines: [`- [x] ${line}`, '', '## Later', `- ${named(w, epic, open)}`], tasks: [{ text: line, refs: [done], checked: true }] }
    })
  },
  // The epic is not on this board, or is no epic at all: the story has a place.
  (w) => void addIssue(w, pick(w, [{ parent: elsewhere(w) }, { trackedIn: [elsewhere(w)] }])),
  (w) => {
    const parent = elsewhere(w)
    void addIssue(w, { body: `Epic: ${parent}\n\n${goodStory(w)}`, namedParents: [parent] })
  },
  (w) => {
    const story = addIssue(w, { parent: elsewhere(w) })
    void addIssue(w, { parent: story.ref })
  },
  (w) => {
    const [story] = [addIssue(w)]
    write(
      w,
      (epic) => {
        const line = named(w, epic, story)
        return { lines: [`- [ ] ${line}`], tasks: [{ text: line, refs: [story] }] }
      },
      { archived: true },
    )
  },
  // A saved board that holds the card of an epic, and not what belongs to it.
  (w) => {
    const story = addIssue(w)
    const epic = addIssue(w, { labels: ['epic'], archived: true })
    epic.body = `- [ ] ${named(w, epic, story)}`
  },
  // Told in every form.
  (w) => void addIssue(w, { body: goodStory(w), parent: elsewhere(w) }),
  // No stories by kind.
  (w) => void addIssue(w, { body: 'It is broken.', parent: elsewhere(w), ...pick(w, KINDS) }),
]

const KINDS: readonly Partial<Item>[] = [
  { labels: ['Spike'] },
  { labels: ['bug'] },
  { title: '[Bug]: the login fails' },
  { title: '[BUG] the login fails' },
  { title: 'Bug: the login fails' },
  { title: '[Feature Request] dark mode' },
  { title: '[Zuul Request]: add a repository' },
  { title: '[Other]: a question' },
]
