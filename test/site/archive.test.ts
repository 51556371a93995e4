/** The pages of a whole archive of real minutes: every decision once, and nothing too large to load. */

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { GITHUB_COM } from '../../src/domain/github-web.ts'
import { rules } from '../../src/hygiene/registry.ts'
import { readNotes } from '../../src/notes/read-notes.ts'
import { withoutOffRecord } from '../../src/notes/readers/off-record/off-record.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import type { MeetingFacts, SiteFacts } from '../../src/site/facts/facts.ts'
import { readMeeting } from '../../src/site/facts/read-meeting.ts'
import { makers } from '../../src/site/site.ts'
import { siteFacts, teamFacts } from './facts.ts'
import { filesOf } from './rendered.ts'

const folder = process.env.SCS_CORPUS
if (folder === undefined) console.log('Set SCS_CORPUS to a folder of minutes to test the pages of a whole archive.')

const settings = parseSettings(readFileSync(new URL('../../minutes/sprint.yml', import.meta.url), 'utf8'), 'sprint.yml', rules)
const KB = 1024

type Minutes = { readonly path: string; readonly date: string; readonly text: string }

function minutesOf(root: string): readonly Minutes[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    const [, year, month, day] = /\/(\d{4})(\d\d)(\d\d)\.md$/.exec(path) ?? []
    return year === undefined ? [] : [{ path, date: `${year}-${month}-${day}`, text: readFileSync(join(root, path), 'utf8') }]
  })
}

function factsOf(minutes: readonly Minutes[]): SiteFacts {
  const byTeam = new Map<string, MeetingFacts[]>()
  for (const one of minutes) {
    const team = dirname(one.path).replaceAll('/', '-')
    byTeam.set(team, [...(byTeam.get(team) ?? []), readMeeting({ team, ...one }, settings).facts])
  }
  const teams = [...byTeam].map(([id, meetings]) => teamFacts({ id, meetings: meetings.sort((a, b) => (a.date < b.date ? 1 : -1)) }))
  return siteFacts({ minutes: { github: GITHUB_COM, repository: 'scs/minutes', branch: 'main' }, teams })
}

describe.skipIf(folder === undefined)('the pages of an archive', () => {
  const minutes = folder === undefined ? [] : minutesOf(folder)
  const facts = factsOf(minutes)
  const files = filesOf(facts, makers)

  test('every decision read by `notes` is on one page of its year and one of its team', () => {
    const places = (pages: RegExp) =>
      [...files]
        .filter(([path]) => pages.test(path))
        .flatMap(([, html]) => [...html.matchAll(/blob\/main\/([^"?]*)\?plain&#x3D;1#L(\d+)"/g)].map(([, path, line]) => `${path}:${line}`))
        .sort()
    const expected = minutes
      .flatMap(({ path, date, text }) => {
        const onRecord = withoutOffRecord(text).text
        return readNotes(onRecord, { date, aliases: settings.aliases }).decisions.map(({ line }) => `${encodeURI(path)}:${line}`)
      })
      .sort()
    expect(expected.length).toBeGreaterThan(50)
    expect(places(/^decisions\//)).toEqual(expected)
    expect(places(/^teams\/[^/]+\/decisions\//)).toEqual(expected)
  }, 300_000)

  test('the index is at most 400 KB compressed, the home page 100 KB, every other 500 KB', () => {
    const index = files.get('search-index.json') ?? ''
    expect(JSON.parse(index).found.length).toBeGreaterThan(1000)
    const weights = [...files].filter(([path]) => path.endsWith('.html')).map(([path, text]) => [path, Buffer.byteLength(text)] as const)
    const heaviest = weights.reduce((most, one) => (one[1] > most[1] ? one : most))
    console.log(
      `Index: ${gzipSync(index).length} bytes compressed. First page: ${Buffer.byteLength(files.get('index.html') ?? '')}. Heaviest: ${heaviest.join(' ')}.`,
    )
    expect(gzipSync(index).length).toBeLessThanOrEqual(400 * KB)
    expect(Buffer.byteLength(files.get('index.html') ?? '')).toBeLessThanOrEqual(100 * KB)
    expect(heaviest[1]).toBeLessThanOrEqual(500 * KB)
  })

  test('every feed is well-formed', () => {
    const feeds = [...files].filter(([path]) => path.endsWith('.xml'))
    expect(feeds.length).toBeGreaterThan(10)
    for (const [path, text] of feeds) {
      const parser = new SaxesParser({ xmlns: true })
      parser.on('error', (error) => {
        throw new Error(`${path}: ${error.message}`)
      })
      parser.write(text).close()
    }
  })
})
