/** Generated boards: pages show the given findings and progress for every epic. */
import { describe, expect, test } from 'vitest'
import { createAudience, showableBoard } from '../../../../src/domain/audience.ts'
import type { Snapshot } from '../../../../src/domain/board/board.ts'
import { isNotPlanned } from '../../../../src/domain/board/progress.ts'
import { messageOf, publishedFinding } from '../../../../src/domain/finding.ts'
import { refKey } from '../../../../src/domain/reference.ts'
import { assessBoard, evaluateHygiene, type HygieneInput, sentenceOf } from '../../../../src/hygiene/evaluate.ts'
import { rules } from '../../../../src/hygiene/registry.ts'
import type { RuleResult } from '../../../../src/site/facts/facts.ts'
import { epicPages } from '../../../../src/site/pages/epics/epic-pages.ts'
import { epicsPage } from '../../../../src/site/pages/epics/epics-page.ts'
import { generateBoard } from '../../../hygiene/generator/generate.ts'
import { NOW, standings } from '../../../hygiene/generator/world.ts'
import { boardFacts, siteFacts, teamFacts } from '../../facts.ts'
import { elements, pagesOf, parseHtml, rowsOf, sectionOf, wordsOf } from '../../html.ts'

const status = { backlog: ['Backlog', 'Refined'], active: ['Doing', 'In progress', 'Review'], done: ['Done'] }

function factsOfBoard(seed: number) {
  const { snapshot: raw, asked } = generateBoard(seed, 60)
  const snapshot = raw as unknown as Snapshot
  const input: HygieneInput = {
    snapshot,
    asked,
    now: new Date(NOW),
    timezone: 'Europe/Berlin',
    team: { id: 'core', label: null },
    marks: { labels: ['epic'], types: [], titlePrefix: null },
    status,
    rules: Object.fromEntries(rules.map(({ id }) => [id, 'on' as const])),
    graceDays: 14,
    exempt: { labels: ['on hold'], milestones: [], epics: [] },
    standings,
  }
  const explained = new Map<string, RuleResult[]>()
  for (const { rule, epic, looked, outcome, saw, found } of assessBoard(input)) {
    const looks = explained.get(refKey(epic ?? '')) ?? []
    explained.set(refKey(epic ?? ''), [
      ...looks,
      { rule: rule.id, at: looked, outcome, saw, messages: found.map((one) => messageOf(sentenceOf(one))) },
    ])
  }
  const findings = evaluateHygiene(input).map(publishedFinding)
  const facts = siteFacts({
    now: new Date(NOW).toISOString(),
    today: '2023-06-14',
    teams: [teamFacts({ id: 'core' })],
    board: boardFacts({ snapshot, findings, explained, status }),
  })
  return { facts, snapshot, findings, explained }
}

describe.each([1, 2, 3])('board %i of 60 epics', (seed) => {
  const { facts, snapshot, findings, explained } = factsOfBoard(seed)
  const pages = pagesOf(facts, epicsPage, epicPages)
  const pageOf = (ref: string) => pages.get(`epics/${ref.replace('#', '/')}/`) ?? ''
  const itemOf = new Map(snapshot.items.map((item) => [refKey(item.ref ?? ''), item]))
  const isPublic = (ref: string) => itemOf.get(refKey(ref))?.private === false

  test('the findings of each epic are the given ones, in their order', () => {
    const told = findings.filter(({ epic }) => epic !== null && isPublic(epic))
    expect(told.length).toBeGreaterThan(25)
    for (const { ref } of snapshot.epics.filter((epic) => isPublic(epic.ref))) {
      const section = sectionOf(pageOf(ref), 'Needs attention')
      const messages = elements(section, 'strong').map(wordsOf)
      expect(messages, ref).toEqual(told.filter(({ epic }) => refKey(epic ?? '') === refKey(ref)).map(({ message }) => message))
    }
  })

  test('the result of each rule is there, except for rules that are off', () => {
    for (const { ref } of snapshot.epics.filter((epic) => isPublic(epic.ref)).slice(0, 20)) {
      const looks = (explained.get(refKey(ref)) ?? []).filter(({ outcome }) => outcome !== 'off')
      const rows = looks.length === 0 ? [] : rowsOf(pageOf(ref), 'All checks')
      expect(rows.map(([rule]) => rule)).toEqual(looks.map(({ rule }) => rule))
    }
  })

  test('the progress is that of the snapshot: on the page of the epic, on its last day, in the table', () => {
    const bars = elements(parseHtml(pages.get('epics/') ?? ''), 'tr').flatMap((row) => {
      const [link] = elements(row, 'a')
      const [bar] = elements(row, 'progress')
      return link && bar ? [[String(link.properties.href).replace('../', ''), bar.properties] as const] : []
    })
    const inTable = new Map(bars)
    const caption = 'Stories and how many are done'
    let drawn = 0
    for (const { ref, children, progress } of snapshot.epics.filter((epic) => isPublic(epic.ref) && epic.children.length > 0)) {
      const read = children.flatMap((child) => (child.readable ? (itemOf.get(refKey(child.ref)) ?? []) : []))
      const dropped = Math.min(progress.done, read.filter(isNotPlanned).length)
      const expected = { max: String(progress.all), value: String(progress.done - dropped) }
      expect(elements(parseHtml(pageOf(ref)), 'progress')[0]?.properties, ref).toMatchObject(expected)
      if (!itemOf.get(refKey(ref))?.archived) expect(inTable.get(`epics/${ref.replace('#', '/')}/`), ref).toMatchObject(expected)
      // What never moved has no drawing, and so no numbers beside it.
      if (!pageOf(ref).includes(caption)) continue
      drawn += 1
      expect(rowsOf(pageOf(ref), caption).at(-1)?.slice(1, 3), ref).toEqual([expected.max, expected.value])
    }
    expect(drawn).toBeGreaterThan(0)
  })

  test('private stories are counted and not named', () => {
    const items = snapshot.items.map((item, index) => ({ ...item, private: item.private || index % 5 === 0 }))
    const audience = createAudience(true)
    audience.learn({ items })
    const seen = showableBoard({ ...snapshot, items }, audience)
    const open = pagesOf(siteFacts({ ...facts, board: boardFacts({ snapshot: seen, status }) }), epicsPage, epicPages)
    const all = [...open.values()].join('\n')
    const hidden = items.filter((item) => item.private)
    expect(hidden.length).toBeGreaterThan(20)
    for (const { title, ref } of hidden) {
      expect(all).not.toContain(title)
      expect(all).not.toContain(`${ref?.replace('#', '/issues/')}"`)
    }
    expect(all).not.toContain('/hidden-')
    expect(all).toMatch(/\d+ stor(?:y|ies) that cannot be shown/)
  })
})
