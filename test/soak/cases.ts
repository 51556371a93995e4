/**
 * Cases of a part, tried side by side in an order in which any beginning is spread over all. Each is kept as soon as it is done: a
 * run that ends early loses nothing, and the next run goes on with the rest, and with what had failed.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import pLimit from 'p-limit'
import { commitHere, spread } from './part.ts'

/** `name` says which case it is, the same in each run. */
export type Case<Outcome> = { readonly name: string; readonly play: () => Promise<Outcome> }
/** `commit`: on which it was tried. */
export type Tried<Outcome> = { readonly name: string; readonly commit: string; readonly outcome: Outcome }

type Options<Outcome> = {
  /** A file with a line of JSON for each case that was tried. */
  readonly file: string
  readonly atOnce: number
  /** No case begins after this time of `performance.now`. */
  readonly until: number
  /** What went wrong with it; empty: nothing. */
  readonly problemsOf: (outcome: Outcome) => readonly string[]
  readonly print: (line: string) => void
}

/** What is known in the end of the cases there are, with those of earlier runs. */
export async function tryCases<Outcome>(
  cases: readonly Case<Outcome>[],
  { file, atOnce, until, problemsOf, print }: Options<Outcome>,
): Promise<readonly Tried<Outcome>[]> {
  const names = new Set(cases.map(({ name }) => name))
  const tried = new Map([...readTried<Outcome>(file)].filter(([name]) => names.has(name)))
  const isDone = (name: string) => {
    const known = tried.get(name)
    return known !== undefined && problemsOf(known.outcome).length === 0
  }
  const left = cases.filter(({ name }) => !isDone(name))
  if (left.length < cases.length) print(`${cases.length - left.length} of ${cases.length} cases were tried before.`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, [...tried.values()].map(lineOf).join(''))
  let done = 0
  const one = async ({ name, play }: Case<Outcome>) => {
    if (performance.now() > until) return
    const found: Tried<Outcome> = { name, commit: commitHere(), outcome: await play() }
    tried.set(name, found)
    appendFileSync(file, lineOf(found))
    for (const problem of problemsOf(found.outcome)) print(`failed: ${name}: ${problem}`)
    done++
    if (done % 20 === 0) print(`${done} of ${left.length} cases`)
  }
  const limited = pLimit(atOnce)
  await Promise.all(spread(left).map((place) => limited(one, place)))
  return [...tried.values()]
}

const lineOf = (tried: Tried<unknown>) => `${JSON.stringify(tried)}\n`

/** The last word on each case. A line that a killed run left half written is none. */
function readTried<Outcome>(file: string): ReadonlyMap<string, Tried<Outcome>> {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
  return new Map(lines.map((line) => JSON.parse(line) as Tried<Outcome>).map((one) => [one.name, one]))
}

/** For the report: how many of how many, and where they were tried. */
export function coverage(tried: readonly Tried<unknown>[], all: number): string {
  const commits = [...new Set(tried.map(({ commit }) => commit))]
  return `${tried.length} of ${all} cases tried${commits.length > 1 ? ` (at the commits ${commits.join(', ')})` : ''}`
}
