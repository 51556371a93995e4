/** The visible text of a body, without code and comments. */
import { describe, expect, test } from 'vitest'
import { commandLines } from '../../../src/domain/body/command-lines.ts'
import { visibleLines } from '../../../src/domain/body/visible-lines.ts'

const seen = (body: string) => visibleLines(body).map(({ text }) => text)

describe('hidden', () => {
  test.each([
    ['fenced code', '```\nx\n```'],
    ['a shorter fence in a longer one', '````\n```\nx\n```\n````'],
    ['a fence of the other sign in it', '~~~\n```\nx\n~~~'],
    ['code that nothing closes', '```\nx\n\nx'],
    ['code in a list item', '- ```\n  x\n  ```'],
    ['code in a quotation', '> ```\n> x\n> ```'],
    ['indented code below a blank line', '\n    x'],
    ['preformatted HTML', '<pre>\nx\n</pre>'],
    ['a comment over lines', '<!-- x\nx -->'],
    ['a comment that nothing closes, at the start of a line', '<!-- x\nx'],
  ])('%s', (_what, hidden) => {
    expect(seen(`before\n${hidden}`).join('\n')).not.toContain('x')
    expect(seen(`before\n${hidden}`)[0]).toBe('before')
  })
})

describe('seen', () => {
  test.each([
    ['behind code', '```\ny\n```\nx'],
    ['behind a comment on its line', '<!-- y -->x'],
    ['below a comment that code holds', '```\n<!--\n```\nx'],
    ['behind a comment in inline code', '`<!--` x'],
    ['behind an opening of a comment that nothing closes', 'a <!-- x'],
    ['below code of an item that ended without its fence', '- ```\n  y\nx'],
    ['below code of a quotation that ended without its fence', '> ```\n> y\n\nx'],
    ['four columns deep in a paragraph of an item', '- a\n    x'],
    ['behind three backticks that are inline code', '```y``` x'],
  ])('%s', (_what, body) => {
    expect(seen(body).at(-1)).toMatch(/x$/)
  })

  test('a comment that ends an item with code in it is hidden, even if a fence was open above', () => {
    expect(seen('- ```\n  y\n# T <!-- z -->\nx')).toEqual(['# T', 'x'])
  })

  test('a line has its indent, its place, whether a blank line is above, and whether it is quoted', () => {
    expect(visibleLines('- a\n\n  b\n > c')).toEqual([
      { text: '- a', indent: 0, afterBlank: true, isQuoted: false, line: 0 },
      { text: 'b', indent: 2, afterBlank: true, isQuoted: false, line: 2 },
      { text: 'c', indent: 0, afterBlank: false, isQuoted: true, line: 3 },
    ])
  })
})

test('what GitHub shows is no comment: behind words one ends with its paragraph, and a backslash makes it text', () => {
  expect(seen('- a <!-- b\n- [ ] x\n- c -->')).toEqual(['- a <!-- b', '- [ ] x', '- c -->'])
  expect(seen('a \\<!-- b\n\n- [ ] x\n\nc -->')).toEqual(['a \\<!-- b', '- [ ] x', 'c -->'])
  expect(seen('a <!-- b\nc --> x')).toEqual(['a', 'x'])
})

describe('commands of a comment', () => {
  test.each([
    ['on a line of its own', 'Thanks!\n/epic snooze 2 weeks  \n', ['snooze 2 weeks']],
    ['without words behind it', '/EPIC', ['']],
    ['more than one, in order', '/epic check\n/epic ignore epic-quiet', ['check', 'ignore epic-quiet']],
    ['up to three columns deep', '   /epic check', ['check']],
    ['signs without width before it', '\u200b\ufeff/epic check', ['check']],
    ['a separator of lines that only some editors show', '/epic check\u2028soon', ['check\u2028soon']],
    ['a comment behind it is not a part of it', '/epic check <!-- hint -->', ['check']],
  ])('%s', (_what, body, commands) => {
    expect(commandLines(body, 'epic')).toEqual(commands)
  })

  test.each([
    ['of another word', '/minutes again'],
    ['in a sentence', 'say /epic check'],
    ['glued to more', '/epics check'],
    ['in fenced code', '```\n/epic check\n```'],
    ['in code of an item', '- ```\n  /epic check\n  ```'],
    ['in preformatted HTML', '<pre>\n/epic check\n</pre>'],
    ['in indented code', '    /epic check'],
    ['in a comment', '<!--\n/epic check\n-->'],
    ['quoted', '> /epic check'],
    ['quoted behind a blank', ' > /epic check'],
  ])('none %s', (_what, body) => {
    expect(commandLines(body, 'epic')).toEqual([])
  })
})
