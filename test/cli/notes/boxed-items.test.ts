/** Checkboxes with an owner are action items anywhere, as shown by `notes`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Notes } from '../../../src/domain/notes/notes.ts'
import { aFolder, scsSprint } from '../terminal.ts'

const notesOf = async (text: string): Promise<Notes> => {
  const folder = aFolder()
  const file = join(folder, '20230118.md')
  writeFileSync(file, text)
  const config = join(folder, 'sprint.yml')
  writeFileSync(config, 'organization: acme\nminutes: { repository: acme/minutes }\nteams: { core: { name: Core } }\n')
  return JSON.parse((await scsSprint(['notes', '--config', config, '--json', file])).out)
}

test('a checkbox with an owner is an explicit item, done if checked, outside of lists of people, issues and answers', async () => {
  const { actionItems, decisions, participants } = await notesOf(`# 2023-01-18

## Participants

- [x] @alba: Northwind GmbH
- [x] @bruno
- [x] Lina

## Budget

- [ ] @alba: numbers for March
- [x] Lina: send the form to the bank
- [ ] @bruno update the wiki
- [ ] everybody reads it
- Task: @bruno order the paper
- DECISION we pay the rent

## Epics

- [ ] @alba: acme/plan#7 Cables

## Who is for a second room?

- [x] @alba: yes
- [ ] @bruno: no
`)
  expect(actionItems.map(({ owners, ownersTyped = [], text, status, kind }) => [...owners, ...ownersTyped, text, status, kind])).toEqual([
    ['alba', 'numbers for March', 'open', 'explicit'],
    ['Lina', 'send the form to the bank', 'done', 'explicit'],
    ['bruno', 'update the wiki', 'open', 'explicit'],
    ['bruno', 'order the paper', 'open', 'explicit'],
  ])
  expect(decisions.map(({ text }) => text)).toEqual(['we pay the rent'])
  expect(participants).toEqual(['alba', 'bruno'])
})
