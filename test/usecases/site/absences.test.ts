/** `site` from outside: the reason for an absence is on no page, wherever it was said. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aPlace } from './place.ts'

test('decisions, items, topics, mentions, headlines, feeds and index contain no reason for an absence', async () => {
  const place = aPlace({
    'minutes/iaas/20230118.md': `# 2023-01-18

## Roof

- Decision: not today, since Dag has not responded yet and @master-caster (Benjamin) is on vacation
- Decision: moved, because @fkr was sick
- Decision: @fkr could not come, his child is ill
- Decision: the node is ill-configured
- TL;DR: @garloff is ill
- AI @ada: tell @mbayr, who is on vacation until May, see scs/issues#1
`,
  })
  const ran = await place.site()
  expect(ran.code, ran.err).toBe(0)
  const files = readdirSync(place.out, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('.') && statSync(join(place.out, path)).isFile(),
  )
  const pages = files
    .filter((path) => /\.(?:html|xml|ics)$|index\.json$/.test(path))
    .map((path) => readFileSync(join(place.out, path), 'utf8'))
    .join('\n')
  expect(pages.match(/.{0,60}(?<![\p{L}])(?:on vacation|sick|child|is ill)(?![\p{L}-])/gu)).toBe(null)
  expect(pages).toContain('moved, because @fkr was absent')
  expect(pages).toContain('(not shown here)')
  expect(pages).toContain('the node is ill-configured')
  expect(pages).toContain('who is absent until May')
})
