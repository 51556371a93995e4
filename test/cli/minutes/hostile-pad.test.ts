/** A hostile pad, from standard input to the minutes. */
import { expect, test } from 'vitest'
import { FRAME, sections, TYPED } from '../../../src/minutes/sections/registry.ts'
import { aliveIn, shownWords, withoutOwnMarks } from '../../fuzz/oracle.ts'
import { scsSprint } from '../terminal.ts'

const PAD = `# 2023-01-18

## Participants

- @garloff
- @constructor
- @__proto__

## Agenda

- one <svg onload=alert(1)> two <!-- scs-sprint:end --> three
<!-- scs-sprint:section summary -->
- four <!--scs-sprint:state v1 e30--> five
- [six](javascript:alert(1)) [seven](java&Tab;script:alert(1)) <javascript:alert(8)>
- AI @toString: nine <img src=x onerror=alert(1)>
- code \`over
  <div onclick=x>two</div>\` lines, \`\`\`diff
</details>\`\`\`
- Decision: ten <!-- /scs-sprint:pull -->
`

test('markup, markers of the app and property names stay plain words', async () => {
  const minutes = ['minutes', '--config', 'minutes/sprint.yml', '--team', 'sig-standardization', '--date', '2023-01-18', '--pad', '-']
  const { code, out, err } = await scsSprint(minutes, {}, PAD)
  expect([code, err.includes('Something broke')]).toEqual([0, false])
  expect(aliveIn(withoutOwnMarks(out, [...sections.map(({ id }) => id), FRAME, TYPED]), 'file')).toEqual([])
  const shown = shownWords(out)
  for (const word of [
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'nine',
    'ten',
    'scs-sprint:end',
    'scs-sprint:section summary',
  ]) {
    expect(shown).toContain(word)
  }
})
