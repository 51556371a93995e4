/** Minutes from before markers: what the app added is recognized by its headings and left out; what people wrote stays. */
import { expect, test } from 'vitest'
import { stripUnmarked } from '../../../src/minutes/compose/unmarked-minutes.ts'

const MINUTES = `# 2023-01-18

## Agenda

### Sprint review

- said (board: in progress, @x)
- [a/b#4](https://github.com/a/b/issues/4) (board: [a/b#5](https://github.com/a/b/issues/5) "Five (5)": done; [#6](u): open) (minutes: open since 2023-01-04, carried twice)

Since 2023-01-11 on the board, not discussed:

- Done: [a/b#1](https://github.com/a/b/issues/1) One
- New in Sprint 3: [a/b#2](https://github.com/a/b/issues/2) Two
- added by hand

### Sprint planning

- Since 2023-01-11 nobody looked

## Summary

What stands in brackets.

### Action items

- @x: do it ([Topic](#sprint-review))
- @y: added by hand

### Decisions

- taken ([Topic](#sprint-review))

### Epics needing attention

- [a/b#3](https://github.com/a/b/issues/3) Three: to be split

## After the call

- AI @z: something
`

test('copies and news are removed, people’s words stay on their lines', () => {
  const left = stripUnmarked(MINUTES).split('\n')
  expect(left).toHaveLength(MINUTES.split('\n').length)
  const kept = left.filter((line) => line.startsWith('- '))
  expect(kept).toEqual([
    '- said',
    '- [a/b#4](https://github.com/a/b/issues/4)',
    '- added by hand',
    '- Since 2023-01-11 nobody looked',
    '- @y: added by hand',
    '- AI @z: something',
  ])
  expect(left.indexOf('- @y: added by hand')).toBe(MINUTES.split('\n').indexOf('- @y: added by hand'))
})

test('minutes written entirely by people are unchanged', () => {
  const text =
    '# 2023-01-18\n\n- elected (board: @x, @y)\n\n## Results\n\n- good meeting ([notes](https://pad.example.org))\n\n## Decisions\n\n- none ([see](#summary))\n'
  expect(stripUnmarked(text)).toBe(text)
})
