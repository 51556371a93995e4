/** All hygiene rules, in the order shown to people. To add a rule, add a file in rules/ and a line here. */
import type { Rule } from './rule.ts'
import { epicAllStoriesDone } from './rules/epic-all-stories-done.ts'
import { epicBodyOutdated } from './rules/epic-body-outdated.ts'
import { epicClosedWithOpenStories } from './rules/epic-closed-with-open-stories.ts'
import { epicItemNotAnIssue } from './rules/epic-item-not-an-issue.ts'
import { epicQuiet } from './rules/epic-quiet.ts'
import { epicStoriesQuiet } from './rules/epic-stories-quiet.ts'
import { epicWithoutOwner } from './rules/epic-without-owner.ts'
import { epicWithoutStories } from './rules/epic-without-stories.ts'
import { milestoneOverdue } from './rules/milestone-overdue.ts'
import { needsRefinement } from './rules/needs-refinement.ts'
import { nestedEpic } from './rules/nested-epic.ts'
import { ownerLeft } from './rules/owner-left.ts'
import { statusContradictsState } from './rules/status-contradicts-state.ts'
import { storyAskedForInNotes } from './rules/story-asked-for-in-notes.ts'
import { storyCarriedOver } from './rules/story-carried-over.ts'
import { storyNotOnBoard } from './rules/story-not-on-board.ts'
import { storyTooLarge } from './rules/story-too-large.ts'
import { storyUnowned } from './rules/story-unowned.ts'
import { storyWithoutEpic } from './rules/story-without-epic.ts'
import { storyWithoutUserStory } from './rules/story-without-user-story.ts'

export const rules: readonly Rule[] = [
  epicWithoutStories,
  epicStoriesQuiet,
  epicQuiet,
  epicAllStoriesDone,
  epicClosedWithOpenStories,
  epicWithoutOwner,
  epicBodyOutdated,
  epicItemNotAnIssue,
  nestedEpic,
  storyUnowned,
  storyWithoutEpic,
  storyNotOnBoard,
  statusContradictsState,
  storyCarriedOver,
  needsRefinement,
  storyWithoutUserStory,
  storyTooLarge,
  milestoneOverdue,
  ownerLeft,
  storyAskedForInNotes,
]

export const ruleIds: readonly string[] = rules.map(({ id }) => id)

export const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))
