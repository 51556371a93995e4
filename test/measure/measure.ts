/** How well the notes engine reads an archive of minutes: the table of goals, measured. */
import type { ActionItem, Notes } from '../../src/domain/notes/notes.ts'
import { readNotes } from '../../src/notes/read-notes.ts'
import { communityTexts } from '../notes/community-texts.ts'
import type { Archive, Ref, TrueItem, Truth } from './archive.ts'
import { misread } from './community.ts'
import { formattedArchive } from './formatted.ts'
import { missingWords } from './house-style.ts'
import { similarity } from './similar.ts'

export type Row = {
  readonly measure: string
  readonly wanted: string
  readonly measured: string
  readonly ok: boolean
  readonly misses: readonly string[]
}

/** Texts at least so alike are one action item. */
const ALIKE = 0.6

export function measureNotes(archive: Archive): Row[] {
  const texts = new Map(archive.files.map(({ file, text }) => [file, text]))
  const read = archive.truth
    .filter(({ verified, file }) => verified && texts.has(file))
    .map((truth) => ({
      truth,
      notes: readNotes(texts.get(truth.file) as string, { date: truth.date, wholeText: true, aliases: archive.aliases }),
    }))
  return [
    sameSets(
      'participants',
      0.97,
      read,
      (truth) => truth.participants,
      (notes) => notes.participants,
    ),
    sameSets(
      'reporters',
      0.95,
      read,
      (truth) => truth.reporters,
      (notes) => notes.reporters,
    ),
    sameSets(
      'scribes',
      0.95,
      read,
      (truth) => truth.scribes,
      (notes) => notes.scribes,
    ),
    ...references(read),
    ...bareNumbers(read),
    ...actionItems(read, 'explicit', 0.95),
    ...actionItems(read, 'implicit', 0.85),
    ...wholeCorpus(archive),
    ...otherCommunities(),
  ]
}

/** Texts in the habits of other communities: wrong or missing entries, of all texts. */
function otherCommunities(): Row[] {
  const wrong = communityTexts.flatMap(misread)
  return (['people', 'items', 'decisions'] as const).map((what) =>
    count(
      `${what} misread in ${communityTexts.length} texts of other communities`,
      wrong.filter(({ of }) => of === what).map(({ habit, message }) => `${habit}: ${message}`),
    ),
  )
}

type Read = readonly { readonly truth: Truth; readonly notes: Notes }[]

function sameSets(
  measure: string,
  goal: number,
  read: Read,
  wanted: (truth: Truth) => readonly string[],
  found: (notes: Notes) => readonly string[],
): Row {
  const misses = read.flatMap(({ truth, notes }) => {
    const want = [...wanted(truth)].sort().join(' ')
    const got = [...found(notes)].sort().join(' ')
    return want === got ? [] : [`${truth.file}: wanted ${want || '-'}, got ${got || '-'}`]
  })
  const share = read.length === 0 ? 1 : (read.length - misses.length) / read.length
  return {
    measure: `${measure}: files right`,
    wanted: `>= ${goal}, or one file`,
    measured: `${share.toFixed(3)} (${read.length - misses.length} of ${read.length})`,
    ok: share >= goal || misses.length <= 1,
    misses,
  }
}

function key({ owner, repo, number }: Ref): string {
  return `${owner}/${repo}#${number}`.toLowerCase()
}

function references(read: Read): Row[] {
  let found = 0
  let wanted = 0
  const wrong: string[] = []
  const missed: string[] = []
  for (const { truth, notes } of read) {
    const want = new Set(truth.issue_refs.map(key))
    const short = new Set(truth.alias_refs.map(key))
    const got = new Set(notes.references.map(key))
    found += got.size
    wanted += want.size
    for (const ref of got) if (!want.has(ref) && !short.has(ref)) wrong.push(`${truth.file}: ${ref}`)
    for (const ref of want) if (!got.has(ref)) missed.push(`${truth.file}: ${ref}`)
  }
  return [
    ratio('references: precision', 0.995, found - wrong.length, found, wrong),
    ratio('references: recall', 0.995, wanted - missed.length, wanted, missed),
  ]
}

/** Evidence is what the truth, not the engine, knows to stand in the same notes. */
function bareNumbers(read: Read): Row[] {
  const guessed: string[] = []
  const open: string[] = []
  let provable = 0
  for (const { truth, notes } of read) {
    const named = [...truth.issue_refs, ...truth.alias_refs]
    const known = new Set(named.map(key))
    for (const mention of notes.mentions) {
      if (mention.via === 'context' && !known.has(key(mention))) guessed.push(`${truth.file}:${mention.line}: ${mention.text}`)
    }
    for (const number of truth.bare_refs) {
      const proof = [...new Set(named.filter((ref) => ref.number === number).map(key))]
      if (proof.length !== 1) continue
      provable++
      if (!notes.mentions.some((mention) => mention.via === 'context' && key(mention) === proof[0])) open.push(`${truth.file}: #${number}`)
    }
  }
  return [
    count('bare numbers guessed without evidence', guessed),
    ratio('bare numbers with evidence in the same notes, resolved', 0.9, provable - open.length, provable, open),
  ]
}

function actionItems(read: Read, kind: ActionItem['kind'], goal: number): Row[] {
  let wanted = 0
  let found = 0
  const missed: string[] = []
  const wrong: string[] = []
  for (const { truth, notes } of read) {
    const want = truth.action_items.filter((item) => item.kind === kind)
    const got = notes.actionItems.filter((item) => item.kind === kind)
    const used = pair(want, got)
    wanted += want.length
    found += got.length
    want.forEach((item, index) => {
      if (!used.has(index)) missed.push(`${truth.file}:${item.line}: ${item.text.slice(0, 80)}`)
    })
    const taken = new Set(used.values())
    got.forEach((item, index) => {
      if (!taken.has(index)) wrong.push(`${truth.file}:${item.line}: ${item.text.slice(0, 80)}`)
    })
  }
  return [
    ratio(`${kind} action items: precision`, goal, found - wrong.length, found, wrong),
    ratio(`${kind} action items: recall`, goal, wanted - missed.length, wanted, missed),
  ]
}

/** Each wanted item with at most one found: same owners, the most alike text first. */
function pair(want: readonly TrueItem[], got: readonly ActionItem[]): Map<number, number> {
  const candidates = want.flatMap((item, w) =>
    got.flatMap((other, g) => {
      const same = [...item.owners].sort().join() === [...other.owners].sort().join()
      const alike = same ? similarity(item.text, other.text) : 0
      return alike >= ALIKE ? [{ w, g, alike: alike + (item.line === other.line ? 1 : 0) }] : []
    }),
  )
  const used = new Map<number, number>()
  const taken = new Set<number>()
  for (const { w, g } of candidates.sort((a, b) => b.alike - a.alike)) {
    if (used.has(w) || taken.has(g)) continue
    used.set(w, g)
    taken.add(g)
  }
  return used
}

function wholeCorpus(archive: Archive): Row[] {
  const { done, broken } = formattedArchive(archive)
  const missing = done.flatMap(({ file, text, once }) => {
    const words = missingWords(text, once)
    return words.length > 0 ? [`${file}: ${words.slice(0, 5).join(' ')}`] : []
  })
  const changed = done.flatMap(({ file, once, twice }) => (twice === once ? [] : [file]))
  const seen = done.flatMap((one) => one.seen.map(({ aspect }) => `${one.file}: ${aspect}`))
  const findings = done.flatMap((one) => one.findings)
  return [
    count('words missing in format output, whole corpus (files)', missing),
    count('files changed by a second format', changed),
    count('rendering differences after format, listed repairs apart', seen),
    count('markdownlint findings after format, slides apart', findings),
    count('crashes, hangs', broken),
  ]
}

function ratio(measure: string, goal: number, good: number, all: number, misses: readonly string[]): Row {
  const share = all === 0 ? 1 : good / all
  return { measure, wanted: `>= ${goal}`, measured: `${share.toFixed(3)} (${good} of ${all})`, ok: share >= goal, misses }
}

function count(measure: string, misses: readonly string[]): Row {
  return { measure, wanted: '0', measured: String(misses.length), ok: misses.length === 0, misses }
}
