/** Published rules are stable: their IDs, which are on, and their options with defaults. */
import { expect, test } from 'vitest'
import { ruleIds } from '../../src/hygiene/registry.ts'
import { describeRules } from '../../src/hygiene/rules-page.ts'

test('published rules, defaults and options stay; other rules may be added between them', () => {
  const facts = describeRules().map(({ id, on, options }) => [
    id,
    on,
    Object.fromEntries(options.map((option) => [option.name, option.default])),
  ])
  const published: (typeof facts)[number][] = [
    ['epic-without-stories', true, {}],
    ['epic-stories-quiet', true, { maxQuietDays: 30 }],
    ['epic-quiet', false, { maxQuietDays: 60 }],
    ['epic-all-stories-done', true, {}],
    ['epic-closed-with-open-stories', true, {}],
    ['epic-without-owner', true, {}],
    ['epic-body-outdated', true, {}],
    ['epic-item-not-an-issue', true, {}],
    ['nested-epic', true, {}],
    ['story-unowned', true, {}],
    ['story-without-epic', true, {}],
    ['story-not-on-board', false, {}],
    ['status-contradicts-state', true, {}],
    ['story-carried-over', true, { maxSprints: 2 }],
    ['needs-refinement', false, { maxSprints: 2, label: 'needs refinement' }],
    [
      'story-without-user-story',
      true,
      {
        requireDefinitionOfReady: false,
        exemptLabels: ['spike'],
        exemptTitles: ['[Bug]', '[Feature Request]', '[Other]', '[Zuul Request]'],
      },
    ],
    ['story-too-large', true, { maxDaysActive: 14 }],
    ['milestone-overdue', true, {}],
    ['owner-left', false, { maxAwayDays: 365 }],
    ['story-asked-for-in-notes', true, {}],
  ]
  const ids = new Set(published.map(([id]) => id))
  expect(facts.filter(([id]) => ids.has(id))).toEqual(published)
  expect(new Set(ruleIds).size).toBe(ruleIds.length)
})
