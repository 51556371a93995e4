/** `site` from outside: people’s words are shown as GitHub shows them; comments are on no page, in no feed and not in the index. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aPlace } from './place.ts'

const MINUTES = `# 2023-01-18

## Roof

- Decision: 2*3 nodes and 4 * 5 disks for the roof
- Decision: ~~thatch~~ slate, a|b is fine
- Decision: run \`a*b "$HOME/*"\` &copy; us
- Decision: می‌خواهم 👩‍🚀 goes
- Decision: ok <!-- HIDDENINLINE --> visible
- Decision: first <!-- HIDDENBEGIN
  Decision: HIDDENINSIDE
  HIDDENEND --> last
- Decision: GitHub shows this <!-- because the next item
- Decision: begins before its end --> as text
- AI @ada: buy tiles <!-- HIDDENITEM -->, see scs/issues#1 <!-- HIDDENMENTION -->
<!--
### HIDDENTOPIC
- Decision: HIDDENDECISION
-->
- TL;DR: the roof is tight <!-- HIDDENHEADLINE -->
`

/** Of all that is published: what is remembered for the next run begins with a dot. */
function everyText(out: string): string {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('.') && statSync(join(out, path)).isFile(),
  )
  return files.map((path) => readFileSync(join(out, path), 'utf8')).join('\n')
}

test('pages, feeds and index show words as GitHub shows them', async () => {
  const place = aPlace({ 'minutes/iaas/20230118.md': MINUTES })
  const ran = await place.site()
  expect(ran.code, ran.err).toBe(0)
  for (const path of ['decisions/index.html', 'teams/iaas/decisions/index.html', 'search-index.json', 'feed.xml']) {
    const page = place.page(path)
    expect(page, path).toContain('2*3 nodes and 4 * 5 disks')
    expect(page, path).toContain('~~thatch~~ slate, a|b is fine')
    expect(page, path).toMatch(/run a\*b .{1,7}\$HOME\/\*.{1,7} © us/)
    expect(page, path).toContain('می‌خواهم 👩‍🚀 goes')
    expect(page, path).toContain('ok visible')
  }
  expect(place.page('decisions/index.html')).toMatch(/>first</)
  expect(place.page('decisions/index.html')).toContain('begins before its end')
  const pages = everyText(place.out)
  expect(pages.match(/HIDDEN[A-Z]{1,20}/g)).toBe(null)
  expect(pages).toMatch(/buy tiles ?, see scs\/issues#1</)
})

test('a decision without a heading has no topic, least of all itself', async () => {
  const place = aPlace({ 'minutes/iaas/20230118.md': '# 2023-01-18\n\n- Decision: FIRST18 of all\n' })
  const ran = await place.site()
  expect(ran.code, ran.err).toBe(0)
  const lines = place
    .page('decisions/index.html')
    .split('\n')
    .filter((line) => line.includes('FIRST18'))
  expect(lines.map((line) => line.match(/FIRST18/g)?.length)).toEqual([1])
})
