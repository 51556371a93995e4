/** The page of a call shows what `digest` writes from the same minutes: same teams, same lines, same order. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Element, Root } from 'hast'
import { micromark } from 'micromark'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { beforeAll, describe, expect, test } from 'vitest'
import { aFolder, scsSprint } from '../../../cli/terminal.ts'

const SETTINGS = `organization: scs
timezone: Europe/Berlin
minutes: { repository: scs/minutes }
communityCall: { weekday: thursday, time: "15:05" }
pads: { hosts: [pad.example] }
teams:
  iaas: { name: "Team IaaS & friends", meeting: { weekday: wednesday, time: "10:05" } }
  container: { name: Team Container }
  late: { name: Team Late, pad: "https://pad.example/late", meeting: { weekday: wednesday, time: "10:05" } }
  rare: { name: Team Rare, meeting: { weekday: wednesday, time: "10:05", everyWeeks: 2, startsOn: 2023-01-11 } }
  quiet: { name: Team Quiet, communityCall: false }
`

const pad = (topics: string) => `# 2023-01-16\n\n## Participants\n\n- @fkr\n- @berendt\n\n## Agenda\n\n${topics}\n`
const MINUTES: Readonly<Record<string, string>> = {
  'container/20230116.md': pad(
    '- Who presents? @fkr\n- _Flavor_ names & <sizes>\n  - Decision: names\\_with\\_underscores stay, `a*b` too\n- Images [1] of *Rocky*\n- TL;DR: *all* is well\n- Help wanted: who knows Ceph?\n- AI @berendt: order the hardware',
  ),
  'container/20230118.md': pad('- A second meeting of the week'),
  'quiet/20230118.md': pad('- Never told in the call'),
}

type Told = { readonly team: string; readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[] }

let slides: readonly Told[]
let page: readonly Told[]
let notes: string
let html: Root

beforeAll(async () => {
  const folder = aFolder()
  writeFileSync(join(folder, 'sprint.yml'), SETTINGS)
  const minutes = join(folder, 'minutes')
  for (const [path, text] of Object.entries(MINUTES)) {
    mkdirSync(join(minutes, path, '..'), { recursive: true })
    writeFileSync(join(minutes, path), text)
  }
  mkdirSync(join(minutes, 'iaas'), { recursive: true })
  cpSync('minutes/iaas/20230118.md', join(minutes, 'iaas/20230118.md'))
  const env = { SPRINT_NOW: '2023-01-19T09:00:00Z', DATA_DIR: join(folder, 'data') }
  const command = (name: string, ...more: readonly string[]) =>
    scsSprint([name, '--config', join(folder, 'sprint.yml'), '--minutes', minutes, ...more], env)
  slides = toldBySlides((await command('digest', '--date', '2023-01-19', '--slides')).out)
  notes = (await command('digest', '--date', '2023-01-19')).out
  const out = join(folder, 'out')
  expect(await command('site', '--out', out)).toMatchObject({ code: 0 })
  html = unified()
    .use(rehypeParse)
    .parse(readFileSync(join(out, 'call/2023-01-19/index.html'), 'utf8'))
  page = toldByPage(html)
})

/** A slide has its team's name, or a part of what the team tells. */
function toldBySlides(markdown: string): readonly Told[] {
  const told: { team: string; parts: { title: string; lines: string[] }[] }[] = []
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) told.push({ team: words(line.slice(3)), parts: [] })
    else if (line.startsWith('### ')) told.at(-1)?.parts.push({ title: words(line.slice(4)), lines: [] })
    else if (line.startsWith('- '))
      told
        .at(-1)
        ?.parts.at(-1)
        ?.lines.push(words(line.slice(2)))
  }
  return told
}

/** What a reader of Markdown sees. */
const words = (markdown: string) => textOf(unified().use(rehypeParse, { fragment: true }).parse(micromark(markdown)))

function toldByPage(root: Root): readonly Told[] {
  return teamSections(root).map((section) => {
    const parts: { title: string; lines: string[] }[] = []
    for (const element of elements(section)) {
      if (element.tagName === 'h3') parts.push({ title: textOf(element), lines: [] })
      else if (element.tagName === 'li') parts.at(-1)?.lines.push(textOf(element))
    }
    return { team: textOf(elements(section).find(({ tagName }) => tagName === 'h2') ?? section), parts }
  })
}

const teamSections = (root: Root) => elements(root).filter(({ properties }) => [properties.className].flat().includes('team'))

function elements(node: Root | Element): readonly Element[] {
  return node.children.flatMap((child) => (child.type === 'element' ? [child, ...elements(child)] : []))
}

function textOf(node: Root | Element): string {
  const parts = node.children.map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
  return parts.join('').replace(/\s+/g, ' ').trim()
}

describe('the page of a call', () => {
  test('has the lines of the slides, in their order', () => {
    expect(page.flatMap(({ parts }) => parts.flatMap(({ lines }) => lines)).length).toBeGreaterThan(10)
    expect(page).toEqual(slides.filter(({ parts }) => parts.length > 0))
  })

  test('has the teams of the notes, in their order, and nobody else; those without minutes share a line', () => {
    const silent = ['Team Late', 'Team Rare']
    expect([...page.map(({ team }) => team), ...silent]).toEqual([...notes.matchAll(/^### (.+)$/gm)].map(([, name = '']) => words(name)))
    expect(page.map(({ team }) => team)).not.toContain('Team Quiet')
  })

  test('links the minutes that the notes link', () => {
    const linked = teamSections(html)
      .flatMap(elements)
      .flatMap(({ properties: { href } }) => (String(href).includes('/minutes/blob/') ? [String(href)] : []))
    expect(linked).toEqual([...notes.matchAll(/<(https:[^>]*\/blob\/[^>]*)>/g)].map(([, url]) => url))
    expect(linked.length).toBe(3)
  })

  test('reports missing minutes as the notes do', () => {
    const opening = textOf(elements(html).find(({ properties }) => properties.id === 'teams') ?? html)
    expect(notes).toContain('none present yet ([pad](https://pad.example/late), waiting since 2023-01-18)')
    expect(opening).toMatch(/Unknown whether there are minutes: Team Late: open pull requests were not checked \(pad ?of Team Late\)\./)
    expect(notes).toContain('none, the team did not meet this week')
    expect(opening).toContain('Did not meet: Team Rare.')
  })
})
