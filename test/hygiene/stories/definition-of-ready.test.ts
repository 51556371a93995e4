import { expect, test } from 'vitest'
import { unmetDefinitionOfReady } from '../../../src/hygiene/stories/definition-of-ready.ts'

const DONE = '\n\n## Definition of Done:\n- [ ] merged'

test.each([
  '## Definition of Ready:\n- [x] sized',
  '### Definition of Ready (DoR)\n\n* [X] sized\n* [x] understood',
  '**Definition of Ready**\n\n- [x] sized',
  '**Definition of Ready:**\n1. [x] sized\n2. [x] understood',
  '## Definition of Ready\n1. [x] sized\n2) [x] understood',
  '__DoR__\n- [x] sized\n  - [x] by three people',
  '## DoR\n- [x] sized',
  '## Ready?\n- [x] sized',
  '## Ready for the sprint\n- [x] sized',
  'Ready when:\n- [x] sized',
  '**Ready, when**\n- [x] sized',
  '## ✅ Definition of Ready\n- [x] sized',
  '## Checklist\n### Definition of Ready\n- [x] sized\n### Definition of Done\n- [ ] merged',
  '- Definition of Ready\n  - [x] sized\n- Definition of Done\n  - [ ] merged',
  '<details><summary>Definition of Ready</summary>\n\n- [x] sized\n\n</details>\n\n- [ ] merged',
  'Definition of Ready\n-------\n- [x] sized',
  '## Definition of Ready\n- [x] sized\n- [ ] ~~waits for nothing~~',
  '## Definition of Ready\n- ✅ sized\n- ✅ understood',
  '## Definition of Ready\n- [x] sized\n\n**Acceptance criteria**\n- [ ] it works',
  '## Bereit, wenn\n- [x] geschätzt',
  '**Bereit wenn:**\n- [x] geschätzt\n\n**Akzeptanzkriterien:**\n- [ ] es geht',
  '## Unsere Definition of Ready\n- [x] geschätzt',
  '## Definition-of-Ready\n- [x] sized',
  'h3. Definition of Ready\n- [x] sized',
  '## Definition von bereit\n- [x] geschätzt',
])('met: %j', (body) => {
  expect(unmetDefinitionOfReady(`A story.\n\n${body}${DONE}`)).toBeNull()
})

test.each([
  ['no such thing', 'no section "Definition of Ready"'],
  ['## Definition of Done\n- [x] merged', 'no section "Definition of Ready"'],
  ['## Acceptance criteria\n- [x] it works', 'no section "Definition of Ready"'],
  ['## Akzeptanzkriterien\n- [x] es geht', 'no section "Definition of Ready"'],
  ['We are ready.\n- [x] sized', 'no section "Definition of Ready"'],
  ['<!-- ## Definition of Ready -->\n- [x] sized', 'no section "Definition of Ready"'],
  ['```\n## Definition of Ready\n- [x] sized\n```', 'no section "Definition of Ready"'],
  ['## Definition of Ready', 'its Definition of Ready has no checkboxes'],
  ['## Definition of Ready\n\n## Definition of Done\n- [x] merged', 'its Definition of Ready has no checkboxes'],
  [
    '## Definition of Ready:\n- [x] sized\n- [ ] understood\n## Definition of Done:\n- [ ] merged',
    '1 of 2 boxes of its Definition of Ready are not checked',
  ],
  ['**Definition of Ready**\n1. [ ] sized\n2. [ ] understood', '2 of 2 boxes of its Definition of Ready are not checked'],
  ['**Bereit, wenn**\n- [ ] geschätzt', '1 of 1 boxes of its Definition of Ready are not checked'],
  ['DoR:\n- ☐ sized\n- ✅ understood', '1 of 2 boxes of its Definition of Ready are not checked'],
])('not met: %j', (body, told) => {
  expect(unmetDefinitionOfReady(body)).toBe(told)
})
