/** The forms in docs/writing-notes.md are understood as documented. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, scsSprint } from '../terminal.ts'

const page = readFileSync('docs/writing-notes.md', 'utf8')
const exampleIn = (language: string): string => {
  const found = new RegExp(`<!-- example: ${language} -->\\n\`\`\`markdown\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1]
  if (found === undefined) throw new Error(`The page has no example: ${language}.`)
  return found
}
const folder = aFolder()
const config = join(folder, 'sprint.yml')
writeFileSync(config, 'organization: acme\nminutes: { repository: acme/minutes }\nteams: { core: { name: Core } }\n')
const TEXTS = {
  en: ['publish the numbers by 2023-01-25', 'we stay with the stable release', 'the upgrade took four hours', 'who can test on ARM?'],
  de: [
    'veröffentlicht die Zahlen bis 2023-01-25',
    'wir bleiben beim stabilen Release',
    'das Update hat vier Stunden gedauert',
    'wer kann auf ARM testen?',
  ],
} as const

test.each(['en', 'de'] as const)('all forms in the example in "%s" are understood', async (language) => {
  const file = join(folder, `${language}.md`)
  writeFileSync(file, exampleIn(language))
  const { code, out } = await scsSprint(['notes', '--config', config, '--json', '--date', '2023-01-18', file])
  const [item, decision, tldr, wanted] = TEXTS[language]
  expect(code).toBe(0)
  const notes = JSON.parse(out)
  expect(notes).toMatchObject({
    headingDate: '2023-01-18',
    participants: ['alba'],
    excused: ['bruno'],
    reporters: ['alba'],
    scribes: ['alba'],
    references: [{ owner: 'acme', repo: 'cloud', number: 116 }],
    unresolved: [],
    actionItems: [{ owners: ['alba'], text: item, due: '2023-01-25', status: 'open', kind: 'explicit' }],
    decisions: [{ text: decision }],
    headlines: [
      { kind: 'tl;dr', text: tldr },
      { kind: 'help-wanted', text: wanted },
    ],
  })
  expect(notes.warnings.map((warning: { code: string }) => warning.code).sort()).toEqual(['off-record', 'other-meetings'])
})

test.each(['No meeting today', 'Das Meeting fällt aus'])('"%s": there are no minutes to publish', async (line) => {
  expect(page).toContain(`\`${line}\``)
  const argv = ['minutes', '--config', config, '--team', 'core', '--date', '2023-01-18', '--pad', '-']
  const { code, err } = await scsSprint(argv, {}, `# 2023-01-18\n\n${line}\n`)
  expect([code, err]).toEqual([0, expect.stringContaining('did not take place')])
})

test('the page is linked from the README, and fits on one screen', () => {
  expect(readFileSync('README.md', 'utf8')).toContain('(docs/writing-notes.md)')
  expect(page.split('\n').length).toBeLessThan(75)
})
