/** What a part of the soak is, and what it finds: rows for people, the same as JSON for the report. */
import { spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** `isMet` null: told, not a goal. */
export type Row = { readonly what: string; readonly found: string; readonly goal: string; readonly isMet: boolean | null }

export type Found = {
  /** One sentence: what was done, how often. */
  readonly did: string
  readonly rows: readonly Row[]
  /** What went wrong, one line each; the first ones. */
  readonly failures: readonly string[]
}

export type Part = {
  readonly name: string
  readonly title: string
  /** Ends soon after `until` (`performance.now`), whatever is left. */
  readonly run: (given: { readonly print: (line: string) => void; readonly until: number }) => Promise<Found>
}

/** As it is kept in JSON. */
export type Result = Found & {
  readonly name: string
  readonly title: string
  readonly at: string
  readonly seconds: number
  readonly on: Machine
}

export type Machine = {
  readonly node: string
  readonly system: string
  readonly processors: string
  readonly memoryGb: number
  readonly commit: string
}

export function thisMachine(): Machine {
  const [first] = cpus()
  return {
    node: process.version,
    system: `${process.platform} ${process.arch}`,
    processors: `${cpus().length} × ${first?.model.trim() || 'unnamed'}`,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    commit: commitHere(),
  }
}

let commit: string | undefined

/** What is checked out when the campaign begins. */
export function commitHere(): string {
  commit ??= spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout.trim() || 'unknown'
  return commit
}

/** A goal of which nothing may be missed. */
export function none(what: string, found: number): Row {
  return { what, found: String(found), goal: '0', isMet: found === 0 }
}

export function told(what: string, found: string | number): Row {
  return { what, found: String(found), goal: '', isMet: null }
}

/** The same order each time, in which any beginning is spread over the whole. */
export function spread<T>(things: readonly T[]): readonly T[] {
  const next = randomFrom(20230118)
  return things
    .map((thing) => ({ thing, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing)
}

/** Numbers from 0 to below 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Where two states part: the first line of each that differs; null: nowhere. */
export function firstDifference(found: unknown, expected: unknown): string | null {
  const [lines, wanted] = [found, expected].map((state) => JSON.stringify(state, null, 1).replaceAll('\\n', '\n').split('\n'))
  if (!lines || !wanted) return null
  const at = Array.from({ length: Math.max(lines.length, wanted.length) }, (_, index) => index).find(
    (index) => lines[index] !== wanted[index],
  )
  if (at === undefined) return null
  const [line = '', other = ''] = [lines[at], wanted[at]]
  const from = Math.max(0, [...line].findIndex((sign, index) => sign !== other[index]) - 30)
  return `expected ${other.slice(from, from + 150).trim()}, found ${line.slice(from, from + 150).trim()}`
}

export const RESULTS = join(import.meta.dirname, 'results')

/** Where a part keeps which of its cases were tried; on this machine alone. */
export const triedFile = (part: string) => join(RESULTS, `${part}.tried.jsonl`)

/** Of what went wrong, for the report. */
export function firstLines(failures: readonly string[]): readonly string[] {
  return failures.slice(0, 20).map((line) => line.replaceAll(/\s+/g, ' ').slice(0, 400))
}
