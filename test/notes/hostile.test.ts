/** What a pad can hold that nobody meant: no crash, a clear warning, and cost that grows no faster than the text. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publishable } from '../../src/minutes/privacy/publishable-text.ts'
import { formatNotes } from '../../src/notes/format/house-format.ts'
import { readNotes } from '../../src/notes/read-notes.ts'
import { readStructure } from '../../src/notes/structure/read-structure.ts'
import { expectGrowsWithSize } from '../growth.ts'

const codes = (text: string) => readNotes(text).warnings.map(({ code }) => code)

test.each([
  ['an empty pad', '', 'empty-pad'],
  ['nothing but white space', ' \n\t\n', 'empty-pad'],
  ['a login page', '<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>', 'html-page'],
  ['NUL signs', '# 2024-01-10\n\0* text\0', 'nul-bytes'],
  ['bytes that are not UTF-8', `# 2024-01-10\n* caf\uFFFD`, 'invalid-utf8'],
  ['a binary file', `\u0001\u0002\0\uFFFD`.repeat(50), 'binary'],
  ['UTF-16 read as UTF-8', '\uFFFD\uFFFD#\0 \0a\0'.repeat(30), 'binary'],
  ['a template nobody has filled in', '# 2024-01-10\n\n## Participants\n\n*\n\n## Agenda\n\n* Who is presenting?\n', 'untouched-template'],
  ['too many lines', '* x\n'.repeat(20_001), 'too-long'],
  ['lists deeper than anybody means', Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'), 'too-deep'],
  ['10,000 quote signs', `${'>'.repeat(10_000)} x`, 'too-deep'],
])('%s is warned of', (_name, text, code) => {
  expect(codes(text)).toContain(code)
})

test('CRLF, BOM and no final newline read like plain text', () => {
  const text = '# 2024-01-10\n\n## Participants\n* @anna\n\n## Agenda\n* AI @anna: see org/tool#3'
  const plain = readNotes(text)
  expect(readNotes(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(plain)
  expect(plain).toMatchObject({ headingDate: '2024-01-10', participants: ['anna'], references: [{ number: 3 }], warnings: [] })
})

test('an unclosed fence hides the rest from no reader', () => {
  const notes = readNotes('# 2024-01-10\n```\nsome code\n\n## Agenda\n* AI @anna: write it\n')
  expect(notes.warnings.map(({ code }) => code)).not.toEqual([])
})

describe('what a text costs grows with the text', () => {
  test.each([
    ['stars', '*'],
    ['quotes', '>'],
    ['underscores', '_'],
    ['open brackets', '['],
    ['half links', '[a](b'],
    ['half targets', ']('],
    ['parentheses', '('],
    ['backticks', '` '],
    ['tildes', '~~'],
    ['comments', '<!--'],
    ['tags', '<a '],
    ['at signs', '@'],
    ['handles', '@a '],
    ['numbers', '#1 '],
    ['references', 'a/b#1 '],
    ['slashes', 'a/'],
    ['glued addresses', 'https://a,'],
    ['addresses', 'https://github.com/a/b/issues/1 '],
    ['marks', 'AI '],
    ['marks with people', '(AI @a '],
    ['promises', '. @a to do it'],
    ['arrows', '-> '],
    ['deadlines', 'by next week '],
    ['wishes', 'user story epic needs to be '],
    ['decisions', 'we have decided '],
    ['fences behind bullets', '- ```\n'],
    ['long fences behind bullets', '- ````\n```\n'],
    ['questions on lines', '* minutes transfer:\n'],
    ['items on lines', '- AI @a: do it\n'],
    ['labels on lines', 'Decision:\n'],
    ['marks on lines', 'AI:\n'],
    ['marks above lists', 'AI:\n\n* a\n'],
    ['participants', '* @abc\n'],
    ['headings', '# 2023-01-01\n'],
    ['setext headings', 'a\n=\n'],
    ['colons', ':a'],
    ['spaces', ' a'],
    ['handles that end a sentence', '@alice.'],
    ['handles of a list', '@a ', 'Participants: '],
    ['handles with dots of a list', '@alice.', 'Participants: '],
    ['names with handles of a list', 'Ada (@a), ', 'Teilnehmer: '],
    ['open brackets of a list', '(@a ', 'Participants: '],
    ['excuses', '@a excused ', 'Participants: '],
    ['excuses in a sentence', '@a excused '],
    ['reasons', '@a (sick), ', 'Excused: '],
    ['remarks', '(off the record) '],
    ['days', '18. Januar 2023 ', '# '],
    ['answers', '@a and ', 'Minutes transfer: '],
    ['references of a list', 'a/b#1 ', 'AI @a: '],
    ['emphasis', '*a_ '],
    ['code', '`a` '],
  ])(
    '%s',
    async (_name, piece, before = '') => {
      const read = (size: number) =>
        readNotes(publishable(before + piece.repeat(Math.ceil(size / piece.length)), { absences: 'without-reason' }).text)
      await expectGrowsWithSize(read, { from: 5_000 })
    },
    60_000,
  )
})

test('a line that lost many newlines is read to its end', () => {
  const text = `* a${'    - b'.repeat(30_000)}`
  expect(readStructure(text).lines).toHaveLength(30_001)
  expect(formatNotes(text).text.match(/- b/g)).toHaveLength(30_000)
})

test('empty comments by the thousand in one line are left out at the cost of the line', async () => {
  const format = (count: number) => expect(formatNotes(`# A\n\n${'<!-- --> b'.repeat(count)}\n`).text).not.toContain('<!--')
  await expectGrowsWithSize(format, { from: 5_000 })
})

test('a megabyte of stars in one line is read at a cost that grows with it', async () => {
  const read = (size: number) => expect(readNotes('*'.repeat(size)).references).toEqual([])
  await expectGrowsWithSize(read, { from: 128 * 1024 })
})

const pieces = fc.constantFrom(
  ...[
    '# ',
    '## Participants',
    '* ',
    '- ',
    '\t',
    '    ',
    '\n',
    '\n\n',
    '\r\n',
    '@anna',
    '@',
    '(',
    ')',
    '[',
    ']',
    '](',
    'https://github.com/org/tool/issues/1',
  ],
  ...[
    '#12',
    'org/tool#3',
    'AI',
    'AI: ',
    'TODO: ',
    '->',
    '=>',
    '~~',
    '**',
    '_',
    '`',
    '```',
    '<!--',
    '-->',
    '|',
    '> ',
    '2024-01-10',
    'Who presents in the community call?',
  ],
  ...[' to write', ' will do', 'Decision: ', 'TL;DR: ', 'user story missing', 'until Friday', '---', '\0', '\u00A0', '✅', 'ä'],
)

test('any text is read, and every mention points at what was typed', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
      ),
      (text) => {
        const notes = readNotes(text, { date: '2024-01-10', evidence: [{ owner: 'org', repo: 'tool', number: 12, kind: 'issue' }] })
        const lines = text.split(/\r\n|\n|\r/)
        for (const { line, column, length, text: typed } of notes.mentions)
          expect(lines[line - 1]?.slice(column, column + length)).toBe(typed)
        for (const { line } of [...notes.actionItems, ...notes.decisions, ...notes.wishes, ...notes.unresolved]) {
          expect(line).toBeGreaterThan(0)
          expect(line).toBeLessThanOrEqual(lines.length)
        }
        for (const handle of [...notes.participants, ...notes.presenters]) expect(handle).toBe(handle.toLowerCase())
      },
    ),
    { numRuns: 500 },
  )
})
