/** Text of people who want something to happen: pieces that work somewhere, put together at random. */
import fc from 'fast-check'

const PIECES: readonly string[] = [
  ...[
    '@fkr',
    '@acme/iaas',
    '@a-b',
    '\uff20fkr',
    '@\u200bfkr',
    '\u202e@fkr\u202c',
    '\u2066@fkr\u2069',
    '&#64;fkr',
    '&commat;fkr',
    'x@fkr',
    '@@fkr',
    '@constructor',
    '__proto__',
  ],
  ...[
    '#1',
    '#123',
    'GH-1',
    'gh-22',
    'acme/issues#7',
    'acme#7',
    '&#35;7',
    'a1b2c3d',
    'acme/issues@a1b2c3d4e5f6',
    'Fixes #3',
    'closes acme/x#1',
  ],
  ...[
    'http://evil.example/x',
    'HTTPS://Evil.example',
    'www.evil.example',
    'WWW.x/@a',
    'ftp://evil.example',
    'mailto:a@b.example',
    'a@b.example',
  ],
  ...[
    'https://github.com/acme/issues/issues/5',
    'https://github.com/acme/issues/pull/5#issuecomment-1',
    'http://github.com/acme/x/commit/a1b2c3d',
  ],
  ...[
    '<svg onload=alert(1)>',
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '<iframe src=//evil>',
    '<b onclick=x>',
    '</details>',
  ],
  ...[
    '<details>',
    '<!--',
    '-->',
    '<!-->',
    '<!--->',
    '<![CDATA[',
    '<?x',
    '<a href="javascript:alert(1)">x</a>',
    '<',
    '>',
    '</',
    '<x',
    '&lt;svg&gt;',
  ],
  ...['<!-- scs-sprint:end -->', '<!-- scs-sprint:section x -->', '<!-- /scs-sprint:pull -->', '<!-- scs-sprint:state v1 e30 -->'],
  ...[`<!-- scs-sprint:hygiene v1 sha256=${'0'.repeat(64)} -->`, '<!--scs-sprint:end-->', '<!-- scs-sprint:agenda v1 sha256='],
  ...[
    '[x](javascript:alert(1))',
    '![x](http://evil.example/p.png)',
    '[x][y]',
    '[y]: http://evil.example',
    '[^1]',
    '[^1]: note',
    '<http://evil.example>',
  ],
  ...[
    '`',
    '``',
    '```',
    '````',
    '~~~',
    '```diff',
    '*',
    '**',
    '_',
    '__',
    '~',
    '~~',
    '$',
    '$$',
    '$`',
    '|',
    '| a | b |',
    '|---|---|',
    '\\',
    '\\\\',
    '[',
    ']',
    '](',
    ')',
  ],
  ...[
    '- ',
    '+ ',
    '* ',
    '1. ',
    '> ',
    '# ',
    '---',
    '===',
    '- [ ] ',
    '- [x] ',
    '    ',
    '\t',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\u2028',
    '\0',
    ' ',
    ' ',
    ' ',
    ' ',
  ],
  ...[
    '\u00ad',
    '\u200d',
    '\ufeff',
    '\u061c',
    '\u{e0041}',
    '\ud800',
    'e\u0301',
    '\u{1f600}',
    'word',
    'Story',
    'done',
    'is closed',
    ':tada:',
    '&amp;',
    '&',
    '&nbsp;',
  ],
]

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: 'binary' }) },
)

export const hostileText: fc.Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 9 })
  .chain((pieces) => fc.constantFrom('', ' ').map((between) => pieces.join(between)))

/** Without line ends: titles, names, single lines. */
export const hostileLine: fc.Arbitrary<string> = hostileText.map((text) => text.replace(/[\r\n]+/g, ' '))

const command = fc.oneof(
  fc.constantFrom(
    '/epic snooze 2 weeks',
    '/epic ignore epic-without-owner',
    '/epic ignore',
    '/epic snooze',
    '/epic check',
    '/epic unsnooze',
    '/epic',
  ),
  fc.constantFrom(
    '/epic snooze until 2023-99-99',
    '/epic snooze 1e9 days',
    '/epic snooze constructor weeks',
    '/epic __proto__',
    '/EPIC Snooze 1w',
  ),
)

/** A comment with commands in it, more or less. */
export const hostileComment: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.tuple(command, hostileText).map(([word, rest]) => `${word} ${rest}`),
      hostileText,
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((lines) => lines.join('\n'))

const line = fc
  .tuple(
    fc.constantFrom(
      '- ',
      '- ',
      '  - ',
      '',
      '## ',
      '### ',
      '- AI @ada-l: ',
      '- Decision: ',
      '- TL;DR: ',
      '| ',
      '> ',
      '    ',
      '1. ',
      '- [ ] ',
      '- acme/issues#9 ',
    ),
    hostileText,
    fc.constantFrom('', '', ' is done', ' @ada-l', ' |', '  '),
  )
  .map(([before, text, after]) => before + text + after)

/** Notes of a meeting on 2023-01-18, as a team would have them, with hostile lines everywhere. */
export const hostilePad: fc.Arbitrary<string> = fc
  .record({
    people: fc.array(hostileLine, { maxLength: 2 }),
    presenter: hostileLine,
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    topic: hostileLine,
  })
  .map(({ people, presenter, lines, topic }) =>
    [
      '# 2023-01-18',
      '## Participants',
      ...['@ada-l', '@grace-h', ...people].map((who) => `- ${who}`),
      '## Recurring items',
      '- Who will present in the community call?',
      `  - ${presenter}`,
      `## ${topic}`,
      ...lines,
      '- we talked about acme/issues#9',
      '',
    ].join('\n'),
  )
