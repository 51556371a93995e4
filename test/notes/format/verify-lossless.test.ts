import { expect, test } from 'vitest'
import { wordsMissing } from '../../../src/notes/format/verify-lossless.ts'

const pad = '# 2023-01-18\n\n## Agenda\n\n* see acme/plan#7 soon\n* next\n\n## AOB\n\n* done\n'

test('a text is all in itself, and in itself with links, notes and lines added', () => {
  expect(wordsMissing(pad, pad)).toEqual([])
  const minutes = [
    ...['# 2023-01-18', '', '## Agenda', '', '- see [acme/plan#7](https://github.com/acme/plan/issues/7) soon (epic, done)', '- next'],
    ...['', 'Not discussed: nothing.', '', '## AOB', '', '- done', '', '## Summary', '', '- next'],
  ]
  expect(wordsMissing(pad, minutes.join('\n'))).toEqual([])
})

test('a lost word, a changed one and one out of order are told with their line', () => {
  for (const line of [
    '* see acme/plan#7',
    '* see acme/plan#8 soon',
    '* soon acme/plan#7 see',
    '* See acme/plan#7 soon',
    '* see acme/plan#7 very soon',
  ]) {
    expect(wordsMissing(pad, pad.replace('* see acme/plan#7 soon', line))).toEqual([
      { line: 5, text: '* see acme/plan#7 soon', problem: 'missing' },
    ])
  }
})

test('a line that stands before the one it followed, or twice in the input and once in the output, is missing', () => {
  expect(wordsMissing(pad, pad.replace('* see acme/plan#7 soon\n* next', '* next\n* see acme/plan#7 soon'))).toEqual([
    { line: 6, text: '* next', problem: 'missing' },
  ])
  expect(wordsMissing('* a\n* a\n', '- a\n')).toEqual([{ line: 2, text: '* a', problem: 'missing' }])
})

test('a line under another heading, a heading that became text, and the reverse', () => {
  expect(wordsMissing('# a\n* b\n* c\n', '# a\n\n- b\n\n## Added\n\n- c\n')).toEqual([{ line: 3, text: '* c', problem: 'other-heading' }])
  expect(wordsMissing('# a\n## b\n', '# a\n\n\\## b\n')).toEqual([{ line: 2, text: '## b', problem: 'lost-heading' }])
  expect(wordsMissing('# a\nb\n', '# a\n\n## b\n')).toEqual([{ line: 2, text: 'b', problem: 'became-heading' }])
})

test('words in the middle of an output line are no line of the input', () => {
  expect(wordsMissing('* one\n* two\n', '- one (two)\n')).toEqual([{ line: 2, text: '* two', problem: 'missing' }])
})

test('words in comments are not compared, code is', () => {
  expect(wordsMissing('<!-- hint\nmore --> said\n', '- said\n')).toEqual([])
  expect(wordsMissing('```\nrun it\n```\n', '```text\nrun\n```\n')).toEqual([{ line: 2, text: 'run it', problem: 'missing' }])
})

test('what only looks like a comment is words', () => {
  for (const sign of ['`<!--`', '\\\\<!--', '<!-->', '- <!--']) {
    expect(wordsMissing(`begin ${sign} so\n- lost\n- and --> kept\n`, `begin ${sign} so\n- and --> kept\n`)).toEqual([
      { line: 2, text: '- lost', problem: 'missing' },
    ])
  }
  expect(wordsMissing('```\n<!-- a\n```\nlost\n-->\n', '```text\n<!-- a\n```\n-->\n')).toHaveLength(1)
})

test('an address may get a label, a handle a proposal, a bracket an escape; not more', () => {
  expect(wordsMissing('ask @mfech at https://x.example/a, <b>', 'ask @mfech (matfech?) at [x](https://x.example/a), \\<b>')).toEqual([])
  expect(wordsMissing('see https://x.example/a now', 'see [x](https://x.example/b) now')).toHaveLength(1)
  expect(wordsMissing('see [the label](https://x.example)', 'see <https://x.example>')).toHaveLength(1)
})

test('many lost lines end the search', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `- a ${i}`).join('\n')
  expect(wordsMissing(lines, 'a b\n'.repeat(5000)).length).toBe(1000)
})
