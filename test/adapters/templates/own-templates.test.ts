/** An organization’s own templates: their precedence, and their former folder name. */
import { expect, test } from 'vitest'
import { ownTemplates, templatesFor } from '../../../src/adapters/templates/own-templates.ts'
import type { MinutesArchive } from '../../../src/ports.ts'

function archiveOf(files: Readonly<Record<string, string>>): MinutesArchive {
  return { list: async () => Object.keys(files), read: async (path) => files[path] ?? null }
}

test('a team’s templates take precedence over the organization’s', async () => {
  const archive = archiveOf({
    'templates/minutes/planned.hbs': 'all',
    'templates/iaas/minutes/planned.hbs': 'iaas',
    'templates/README.md': '',
  })
  expect([...(await ownTemplates(archive, 'iaas'))]).toEqual([
    ['minutes/planned', 'iaas'],
    ['iaas/minutes/planned', 'iaas'],
  ])
  expect((await templatesFor(archive, 'iaas')).render('minutes/planned', {})).toBe('iaas')
  expect((await templatesFor(archive)).render('minutes/planned', {})).toBe('all')
})

test('templates of the community call in the former folder `digest` are used unless there are new ones', async () => {
  const former = {
    'templates/digest/notes.hbs': 'former',
    'templates/iaas/digest/slides.hbs': 'slides',
    'templates/hygiene/digest.hbs': 'team',
  }
  const own = await ownTemplates(archiveOf(former), 'iaas')
  expect(own.get('community-call/notes')).toBe('former')
  expect(own.get('community-call/slides')).toBe('slides')
  expect(own.get('hygiene/digest')).toBe('team')
  for (const files of [
    { ...former, 'templates/community-call/notes.hbs': 'new' },
    { 'templates/community-call/notes.hbs': 'new', ...former },
  ])
    expect((await ownTemplates(archiveOf(files), 'iaas')).get('community-call/notes')).toBe('new')
})
