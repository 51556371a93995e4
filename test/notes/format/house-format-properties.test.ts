import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNotes } from '../../../src/notes/format/house-format.ts'
import { wordsMissing } from '../../../src/notes/format/verify-lossless.ts'
import { readNotes } from '../../../src/notes/read-notes.ts'
import { expectGrowsWithSize } from '../../growth.ts'
import { lintHouse } from '../../lint.ts'

const options = { aliases: { 'ACME/plan': 'acme/planning' } }

/** The same texts each time, so that a failure is the change's; other seeds look further. */
const SEED = { seed: 20230118 }

/** Signs that mean something to somebody, in any order: what no one types on purpose, and hostile text does. */
const SIGNS = [
  ...[
    'word',
    'other',
    'x',
    '1',
    ' ',
    ' ',
    '  ',
    '    ',
    '\t',
    '\n',
    '\n',
    '\n',
    '\n\n',
    '\r\n',
    '\0',
    '\u00A0',
    '\u200B',
    '\u2003',
    'é',
    '✅',
  ],
  ...[
    '- ',
    '* ',
    '+ ',
    '1. ',
    '2) ',
    '# ',
    '## ',
    '#',
    '##',
    '> ',
    '>',
    '---',
    '===',
    '|',
    '| --- | --- |',
    '=>',
    '-> ',
    ':',
    '.',
    '!',
    ',',
  ],
  ...[
    '`',
    '``',
    '```',
    '~~~',
    '~~',
    '*',
    '**',
    '_',
    '__',
    '[',
    ']',
    '](',
    '(',
    ')',
    '![',
    '<',
    '>',
    '<b>',
    '</b>',
    '\\',
    '&amp;',
    '$',
    '$$',
  ],
  ...['<!--', '-->', '<!-- hint -->', 'https://a.example/d_e', 'https://github.com/acme/plan/issues/5', 'www.a.example', 'me@a.example'],
  ...[
    'acme/plan#5 ',
    ' #5 ',
    '@joost',
    '@ana_lima',
    '[x](#word)',
    '[here](https://a.example)',
    '[a][b]',
    '[a]: b',
    '[^1]',
    ':::',
    ':tada:',
  ],
  ...['2023-01-18', 'AI ', 'TODO', '"', "'", '{', '}', '~', '=', '-', '=640x'],
]
const anySigns = fc.array(fc.constantFrom(...SIGNS), { maxLength: 40 }).map((parts) => parts.join(''))
const anyText = fc.oneof(anySigns, fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 80 }))

test('any text is formatted, and a second time changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = formatNotes(text, options).text
      expect(formatNotes(once, options).text).toBe(once)
    }),
    { ...SEED, numRuns: 1500 },
  )
})

test('every word of any text survives, in its order, under its heading', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(wordsMissing(text, formatNotes(text, options).text)).toEqual([])
    }),
    { ...SEED, numRuns: 1500 },
  )
})

test('any text comes out clean', () => {
  fc.assert(
    fc.property(anySigns, (text) => {
      expect(lintHouse(formatNotes(text, options).text)).toEqual([])
    }),
    { ...SEED, numRuns: 700 },
  )
})

const handle = fc.constantFrom('@joost', '@mira-k', '@pellworm', '@tove-s')
const said = fc.oneof(
  fc.constantFrom('https://github.com/acme/plan/issues/5', 'acme/images#12 is done', 'ACME/plan/#9', 'blocked by #5', 'plain words'),
  fc
    .tuple(
      fc.constantFrom('AI ', 'AI: ', '_AI_ ', 'TODO: ', '**AI** ', ''),
      handle,
      fc.constantFrom(': write it down', ' to ask upstream', ' will look'),
    )
    .map((p) => p.join('')),
  fc
    .tuple(fc.constantFrom('Decision: ', '-> ', 'TL;DR: '), fc.constantFrom('stay on *stable*', 'take the __new__ one'))
    .map((p) => p.join('')),
)
const bullet = fc.constantFrom('- ', '* ', '+ ', '  * ', '    - ', '\t* ')
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(bullet, said).map((p) => p.join('')) },
  { weight: 1, arbitrary: said },
  { weight: 1, arbitrary: fc.constant('') },
)
const pad = fc
  .record({
    people: fc.array(
      fc.tuple(fc.constantFrom('* ', '- ', ''), handle, fc.constantFrom('', ' (late)')).map((p) => p.join('')),
      { minLength: 1, maxLength: 4 },
    ),
    writer: handle,
    topics: fc.array(fc.record({ level: fc.constantFrom('## ', '### ', '##'), lines: fc.array(line, { maxLength: 6 }) }), { maxLength: 4 }),
  })
  .map(({ people, writer, topics }) =>
    [
      '# 2023-01-18',
      '## Participants',
      ...people,
      '## Recurring items',
      `* Who is presenting in weekly community call and transforming etherpad to minutes in GitHub?`,
      `    * ${writer}`,
      ...topics.flatMap(({ level, lines }, index) => [`${level}Topic ${index}`, ...lines]),
    ].join('\n'),
  )

test('after the format the same people, references and action items are found', () => {
  fc.assert(
    fc.property(pad, (text) => {
      const before = readNotes(text, options)
      const after = readNotes(formatNotes(text, options).text, options)
      const facts = ({ participants, reporters, scribes, references, unresolved, actionItems, decisions }: typeof before) => ({
        participants,
        reporters,
        scribes,
        references: references.map(({ owner, repo, number }) => `${owner}/${repo}#${number}`.toLowerCase()).sort(),
        unresolved: unresolved.map(({ number }) => number),
        actionItems: actionItems.map(({ owners, kind, status }) => ({ owners, kind, status })),
        decisions: decisions.length,
      })
      expect(facts(after)).toEqual(facts(before))
    }),
    { ...SEED, numRuns: 400 },
  )
})

test('hostile text takes time in proportion to its length', async () => {
  const hostile = [
    '*',
    '_',
    '[',
    '![',
    '](',
    '[a](',
    '`',
    '<!--',
    '<a',
    '> ',
    '>',
    '- ',
    '  - x\n',
    '\t* x\n',
    '#',
    '|a',
    '|a\n|-\n',
    'a@',
    'a@b.',
    'http://',
    'www.',
    '**a* ',
    '[a](b "',
    '[^1]: ',
    '~~~\n',
    '$',
    '\\',
    '&#',
    ':a[',
    '<!-- x --> ',
    '1. ',
    '=>\n',
    '(',
    ')[a]',
    ' #',
    '[x](#y)',
  ]
  for (const part of hostile)
    await expectGrowsWithSize((size) => formatNotes(part.repeat(Math.ceil(size / part.length))), { from: 5_000 }, JSON.stringify(part))
})

test('a megabyte of one sign, ten thousand quotes, a thousand levels: kept as text', () => {
  for (const text of [
    '*'.repeat(1024 * 1024),
    '>'.repeat(10_000),
    Array.from({ length: 1000 }, (_, i) => `${'  '.repeat(i)}- x${i}`).join('\n'),
  ]) {
    const out = formatNotes(text).text
    expect(wordsMissing(text, out)).toEqual([])
    expect(formatNotes(out).text).toBe(out)
  }
})
