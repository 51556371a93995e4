import { expect, test } from 'vitest'
import { renderDeck } from '../../../src/adapters/deck/render-deck.ts'

const SLIDES = `---
type: slide
slideOptions:
  theme: white
---

# Weekly 2023-01-19

---

## Team IaaS

Minutes: <https://github.com/acme/minutes/blob/main/iaas/20230118.md>

----

### In short

- a \`b\` <script>alert(1)</script> :smile:
- ![t](https://evil.example/t.png) [c](javascript:alert(1))
`

test('each slide is one, in order, and links stay', async () => {
  const deck = await renderDeck(SLIDES, 'Weekly <1>')
  expect(deck.match(/<section\b/g)).toHaveLength(3)
  expect(deck).toMatch(/<h1[^>]*>Weekly 2023-01-19<\/h1>[\s\S]*<h2[^>]*>Team IaaS<\/h2>[\s\S]*<h3[^>]*>In short<\/h3>/)
  expect(deck).toContain('<a href="https://github.com/acme/minutes/blob/main/iaas/20230118.md">')
  expect(deck).toContain('<title>Weekly &lt;1&gt;</title>')
  expect(deck).not.toContain('slideOptions')
})

test('slides of a team that follow its first one name it', async () => {
  const deck = await renderDeck(SLIDES.replace('Team IaaS', 'Team "IaaS" -- & <b>'), 'Weekly')
  expect(deck.match(/<header[^>]*>[^\n]*?<\/header>/g)).toEqual([expect.stringContaining('Team &quot;IaaS&quot; – &amp; &lt;b&gt;')])
})

test('nothing of it is loaded, and nothing that people typed runs', async () => {
  const deck = await renderDeck(SLIDES, 'Weekly')
  expect(deck).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-`)
  expect(deck.match(/<script\b/g)).toHaveLength(1)
  expect(deck).not.toMatch(/<link\b|@import|href="javascript:|<script[^>]+src=/)
  expect(deck).toContain('&lt;script&gt;alert(1)&lt;/script&gt; :smile:')
})
