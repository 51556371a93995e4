import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatNotes } from '../../../src/notes/format/house-format.ts'
import { wordsMissing } from '../../../src/notes/format/verify-lossless.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'
import { lintHouse } from '../../lint.ts'

const folder = process.env.SCS_CORPUS ?? ''

describe.skipIf(folder === '')('the archive that SCS_CORPUS names (corpus)', () => {
  const files = folder === '' ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
  const results = files.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    return { file, text, once: formatNotes(text).text }
  })

  test('loses no word', () => {
    expect(results.flatMap(({ file, text, once }) => wordsMissing(text, once).map((lost) => ({ file, ...lost })))).toEqual([])
  })

  test('is changed by no second format', () => {
    expect(results.filter(({ once }) => formatNotes(once).text !== once).map(({ file }) => file)).toEqual([])
  })

  test('comes out clean, slides apart', () => {
    const pages = results.filter(({ text }) => !readStructure(text).slides)
    expect(pages.flatMap(({ file, once }) => lintHouse(once).map((finding) => `${file}: ${finding}`))).toEqual([])
  }, 60_000)
})
