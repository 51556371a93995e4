/** Front matter: YAML between two lines of hyphens, or TOML between `+++`, at the start of a text. */

import { parseForeignYaml } from '../../../domain/text/foreign-yaml.ts'
import type { RawLine } from '../split-lines.ts'
import { mark, type RegionCursor, type RegionSearch, rawAt } from './region.ts'

/** More lines are notes between two rules. */
const MAX_FRONT_MATTER = 300

export function findFrontMatter(search: RegionSearch, { i }: RegionCursor): number | null {
  if (i !== 0) return null
  const end = frontMatterEnd(search.lines)
  if (end === 0) return null
  search.slides = search.lines.slice(0, end).some(({ raw }) => SLIDES.test(raw))
  return mark(search, 0, end, { kind: 'front-matter', indent: 0 })
}

/** A key that makes the text a slide deck. */
const SLIDES = /^type:\s{0,4}slide\b|^slideOptions:/

/** Index of the first line after it; 0 when there is none. */
function frontMatterEnd(lines: readonly RawLine[]): number {
  const opening = rawAt(lines, 0)
    .replace(/^\uFEFF/, '')
    .trimEnd()
  if (opening !== '---' && opening !== '+++') return 0
  const closings = opening === '---' ? ['---', '...'] : ['+++']
  for (let i = 1; i < Math.min(lines.length, MAX_FRONT_MATTER); i++) {
    if (!closings.includes(rawAt(lines, i).trimEnd())) continue
    const inside = lines.slice(1, i).map(({ raw }) => raw)
    return (opening === '---' ? isYamlMapping(inside) : isToml(inside)) ? i + 1 : 0
  }
  return 0
}

function isYamlMapping(lines: readonly string[]): boolean {
  // Headings of notes are comments to YAML.
  if (lines.some((line) => /^#{2,6} /.test(line)) || !lines.some((line) => /^(?:["'\w][^:]{0,200}:(?:\s|$)|\s*\{.*:)/.test(line)))
    return false
  const contents = parseForeignYaml(lines.join('\n'))?.contents ?? null
  return typeof contents === 'object' && contents !== null && 'items' in contents
}

function isToml(lines: readonly string[]): boolean {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '')
  return said.length > 0 && said.every((line) => /^(?:#|\[|\]|["'\w][\w."' -]{0,80}=|["'{}])/.test(line))
}
