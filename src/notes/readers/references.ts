/**
 * Issues, pull requests and discussions that the text names. A bare number counts only with proof: the same number with its
 * repository in the same notes, in the previous meeting's, or on the board. Nothing is guessed; the rest is `unresolved`.
 */

import { GITHUB_COM } from '../../domain/github-web.ts'
import type { Notes, NotesReference, NotesWarning, Via } from '../../domain/notes/notes.ts'
import { formatRef, type IssueRef, type ReferenceKind, refKey } from '../../domain/reference.ts'
import type { ReadOptions } from '../options.ts'
import type { Line } from '../structure/line-model.ts'
import type { ParsedPad } from './parsed-pad.ts'
import { formsIn, type GithubTarget, type Hint, type LineForms, lastSegment, type NumberForm, numbersIn } from './reference-forms.ts'

type References = Pick<Notes, 'references' | 'unresolved' | 'mentions'> & { readonly warnings: readonly NotesWarning[] }

type KnownReference = IssueRef & { readonly kind: ReferenceKind }

/** A place in the text; `ref` is null until there is proof. */
type Place = {
  readonly index: number
  /** In the searched text of the line. */
  readonly start: number
  readonly end: number
  readonly number: number
  readonly ref: IssueRef | null
  readonly kind: ReferenceKind
  readonly via: Via
  readonly hint: Hint | null
  /** Repository name that the typed form gives, when no alias tells its owner. */
  readonly repo: string | null
  /** false where a link would break what stands around it, or where nothing was typed for this number (inside of a range). */
  readonly linkable: boolean
}

/** Reads all references of the scope; columns and lines are those of the input. */
export function readReferences(reading: ParsedPad): References {
  const forms = new Map<number, LineForms>()
  for (let index = reading.scope.from; index < reading.scope.to; index++) {
    const inline = reading.inline[index]
    if (inline) forms.set(index, formsIn(inline, reading.options.github ?? GITHUB_COM))
  }
  const names = namesOf(reading, forms)
  const warnings: NotesWarning[] = []
  const places: Place[] = []
  for (const [index, found] of forms) {
    const line = reading.lines[index]
    if (line) for (const place of placesIn({ line, index, forms: found }, reading.options, names, warnings)) places.push(place)
  }
  const proof = proofOf(places, reading.options)
  const settled = places.map((place) => (place.ref ? place : proved(place, proof)))
  return { ...listed(reading, settled, proof), warnings }
}

/** What is known about owners and repositories before numbers are looked at. */
type Names = {
  /** Lower-case short form -> owner and repository. */
  readonly aliases: ReadonlyMap<string, { readonly owner: string; readonly repo: string }>
  /** First parts of aliases that are no account (`SCS/…`). */
  readonly nicknames: ReadonlySet<string>
  readonly owners: ReadonlySet<string>
  /** Lower-case repository name -> its owners, as far as the text and the evidence name them. */
  readonly repos: ReadonlyMap<string, ReadonlyMap<string, { readonly owner: string; readonly repo: string }>>
}

function namesOf(reading: ParsedPad, forms: ReadonlyMap<number, LineForms>): Names {
  const aliases = new Map<string, { owner: string; repo: string }>()
  const owners = new Set<string>()
  const repos = new Map<string, Map<string, { owner: string; repo: string }>>()
  const learn = (owner: string, repo: string) => {
    owners.add(owner.toLowerCase())
    const known = repos.get(repo.toLowerCase()) ?? new Map<string, { owner: string; repo: string }>()
    if (!known.has(owner.toLowerCase())) known.set(owner.toLowerCase(), { owner, repo })
    repos.set(repo.toLowerCase(), known)
  }
  for (const [typed, target] of Object.entries(reading.options.aliases ?? {})) {
    const [owner, repo] = target.split('/')
    if (!owner || !repo) continue
    aliases.set(aliasKey(typed), { owner, repo })
    owners.add(owner.toLowerCase())
  }
  for (const owner of reading.options.owners ?? []) owners.add(owner.toLowerCase())
  for (const { owner, repo } of reading.options.evidence ?? []) learn(owner, repo)
  for (const { links, urls } of forms.values()) {
    for (const { leadsTo } of [...links, ...urls]) if (leadsTo?.what === 'reference') learn(leadsTo.ref.owner, leadsTo.ref.repo)
  }
  const nicknames = new Set<string>()
  for (const alias of aliases.keys()) {
    const first = alias.split('/')[0] as string
    if (alias.includes('/') && !owners.has(first)) nicknames.add(first)
  }
  return { aliases, nicknames, owners, repos }
}

function aliasKey(typed: string): string {
  return typed.toLowerCase().replace(/[/#]{1,3}$/, '')
}

type NamingLine = { readonly line: Line; readonly index: number; readonly forms: LineForms }

function placesIn({ line, index, forms }: NamingLine, options: ReadOptions, names: Names, warnings: NotesWarning[]): Place[] {
  const places: Place[] = []
  const add = (start: number, end: number, target: KnownReference, linkable: boolean) =>
    places.push({ index, start, end, number: target.number, ref: target, kind: target.kind, via: 'url', hint: null, repo: null, linkable })
  for (const link of forms.links) {
    const target = targetOf(link.leadsTo, options, line.number, warnings)
    if (!target) continue
    add(link.start, link.end, target, !link.image)
    const warning = labelWarning(link.label, target, names)
    if (warning !== null) warnings.push({ code: 'label-disagrees', line: line.number, message: warning })
  }
  for (const url of forms.urls) {
    const target = targetOf(url.leadsTo, options, line.number, warnings)
    if (target) add(url.start, url.end, target, !url.fixed)
  }
  const html = line.kind === 'html'
  for (const form of forms.numbers) places.push(...placesOf(form, index, names, !html))
  return places.sort((a, b) => a.start - b.start)
}

function targetOf(target: GithubTarget | null, options: ReadOptions, line: number, warnings: NotesWarning[]): KnownReference | null {
  if (!target) return null
  if (target.what === 'reference') return { ...target.ref, kind: target.kind }
  const ref = options.boardItems?.get(target.itemId)
  if (ref) return { ...ref, kind: 'unknown' }
  warnings.push({
    code: 'card-not-known',
    line,
    message: `The link shows card ${target.itemId} of a board, and the board is not available. Read the board, or use the link of the issue.`,
  })
  return null
}

/** The URL is what a reader follows; a label that says something else is worth a look. */
function labelWarning(label: string, target: KnownReference, names: Names): string | null {
  const forms = numbersIn(label)
  if (forms.length === 0) return null
  const same = forms.filter(({ number }) => number === target.number)
  const resolved = same.map((form) => repositoryOf(form.prefix, names)).filter((repo) => repo !== null)
  const otherRepository = resolved.length > 0 && !resolved.some((repo) => isSame(repo, target))
  if (same.length > 0 && !otherRepository) return null
  return `The link is labeled \`${label.slice(0, 80)}\`, but leads to ${formatRef(target)}; the link's target counts. Correct the label or the link.`
}

function isSame(a: { readonly owner: string; readonly repo: string }, b: { readonly owner: string; readonly repo: string }): boolean {
  return a.owner.toLowerCase() === b.owner.toLowerCase() && a.repo.toLowerCase() === b.repo.toLowerCase()
}

function placesOf(form: NumberForm, index: number, names: Names, linkable: boolean): Place[] {
  const { start, end, number, prefix, hint, range } = form
  const repository = repositoryOf(prefix, names)
  const canonical = repository?.via === 'short'
  const kind: ReferenceKind = hint ?? (repository?.repo.toLowerCase() === 'issues' ? 'issue' : 'unknown')
  const base = { index, start, end, hint, linkable }
  const repo = repository || prefix === '' ? null : repositoryName(prefix)
  const place = (n: number, typed: boolean): Place => ({
    ...base,
    end: typed || !range ? end : range.end,
    number: n,
    ref: repository ? { owner: repository.owner, repo: repository.repo, number: n } : null,
    kind: repository ? kind : (hint ?? 'unknown'),
    via: repository ? (canonical ? 'short' : 'alias') : 'context',
    repo,
    linkable: linkable && typed,
  })
  const between = range ? Array.from({ length: range.to - number - 1 }, (_, i) => number + 1 + i) : []
  return [place(number, true), ...between.map((n) => place(n, false))]
}

type Repository = { readonly owner: string; readonly repo: string; readonly via: 'short' | 'alias' }

/** Which repository a glued prefix names; null when that is not certain. */
function repositoryOf(prefix: string, names: Names): Repository | null {
  if (prefix === '') return null
  const alias = names.aliases.get(aliasKey(prefix))
  if (alias) return { ...alias, via: 'alias' }
  const slashed = prefix.endsWith('/')
  const parts = prefix.split('/').filter((part) => part !== '')
  if (parts.length === 0 || parts.length > 3) return null
  // `standards/PR#5`, `k8s-capi/issues/#3`: the last word is the kind, what is before it the repository.
  const last = lastSegment(prefix)
  if (parts.length > 1 && isKindWord(last)) {
    const before = names.aliases.get(parts.slice(0, -1).join('/').toLowerCase())
    if (before) return { ...before, via: 'alias' }
    if (parts.length === 3) return ownerAndRepo(parts[0] as string, parts[1] as string, names, true)
    // `osism/issues#1` is an account's repository, `website/issues#1` a repository's issue where a website is known.
    if (last !== 'issues') return null
    const first = (parts[0] as string).toLowerCase()
    if (!names.owners.has(first) && (slashed || names.repos.has(first) || mayBeNickname(parts[0] as string))) return null
  }
  return parts.length === 2 ? ownerAndRepo(parts[0] as string, parts[1] as string, names, slashed) : null
}

function isKindWord(word: string): boolean {
  return ['issue', 'issues', 'pr', 'prs', 'pull', 'pulls', 'discussions'].includes(word)
}

/** `owner/repo#1` is GitHub's own form; an owner that nobody names, in another form or before a repository of somebody else, may be a nickname. */
function ownerAndRepo(owner: string, repo: string, names: Names, slashed: boolean): Repository | null {
  const key = owner.toLowerCase()
  if (!/^[A-Za-z\d][A-Za-z\d-]{0,38}$/.test(owner) || names.nicknames.has(key) || /^\d+$/.test(owner) || /^\d+$/.test(repo)) return null
  if (names.owners.has(key)) return { owner, repo, via: slashed ? 'alias' : 'short' }
  const elsewhere = names.repos.has(repo.toLowerCase())
  return slashed || (elsewhere && mayBeNickname(owner)) ? null : { owner, repo, via: 'short' }
}

/** `SCS` for an account with a long name: people shorten to few letters, or write capitals. */
function mayBeNickname(owner: string): boolean {
  return owner.length <= 4 || owner === owner.toUpperCase()
}

/** The repository's own name in a prefix without owner; words for the kind of thing name none. */
function repositoryName(prefix: string): string | null {
  const parts = prefix
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '' && !isKindWord(part))
  return parts.length === 1 ? (parts[0] as string) : null
}

type Proof = {
  readonly here: ReadonlyMap<number, readonly KnownReference[]>
  readonly elsewhere: ReadonlyMap<number, readonly KnownReference[]>
  readonly repos: ReadonlyMap<string, ReadonlyMap<string, { readonly owner: string; readonly repo: string }>>
}

function proofOf(places: readonly Place[], options: ReadOptions): Proof {
  const here = new Map<number, KnownReference[]>()
  const elsewhere = new Map<number, KnownReference[]>()
  const repos = new Map<string, Map<string, { owner: string; repo: string }>>()
  const add = (map: Map<number, KnownReference[]>, known: KnownReference) => {
    const list = map.get(known.number) ?? []
    const at = list.findIndex((other) => isSame(other, known))
    if (at === -1) list.push(known)
    else if ((list[at] as KnownReference).kind === 'unknown') list[at] = known
    map.set(known.number, list)
    const owners = repos.get(known.repo.toLowerCase()) ?? new Map<string, { owner: string; repo: string }>()
    if (!owners.has(known.owner.toLowerCase())) owners.set(known.owner.toLowerCase(), { owner: known.owner, repo: known.repo })
    repos.set(known.repo.toLowerCase(), owners)
  }
  for (const { ref, kind } of places) if (ref) add(here, { ...ref, kind })
  for (const known of options.evidence ?? []) add(elsewhere, known)
  return { here, elsewhere, repos }
}

/** The notes themselves come first; two repositories with that number prove nothing, unless the words say which kind is meant. */
function proved(place: Place, proof: Proof): Place {
  const known =
    only(proof.here.get(place.number), place) ?? (proof.here.has(place.number) ? null : only(proof.elsewhere.get(place.number), place))
  if (known) return { ...place, ref: known, kind: known.kind }
  const owners = place.repo === null ? undefined : proof.repos.get(place.repo)
  const [first, ...others] = owners ? [...owners.values()] : []
  if (!first || others.length > 0) return place
  return { ...place, ref: { ...first, number: place.number }, kind: place.hint ?? 'unknown' }
}

function only(candidates: readonly KnownReference[] | undefined, { hint, repo }: Place): KnownReference | null {
  if (!candidates) return null
  const named = repo === null ? candidates : candidates.filter((known) => known.repo.toLowerCase() === repo)
  if (named.length === 1) return named[0] as KnownReference
  const meant = hint === null ? [] : named.filter(({ kind }) => kind === hint)
  return meant.length === 1 ? (meant[0] as KnownReference) : null
}

function listed(reading: ParsedPad, places: readonly Place[], proof: Proof): Pick<References, 'references' | 'unresolved' | 'mentions'> {
  const references = new Map<string, NotesReference>()
  const mentions: Notes['mentions'][number][] = []
  const unresolved: Notes['unresolved'][number][] = []
  for (const place of places) {
    const line = reading.lines[place.index]
    if (!line) continue
    const text = line.text.slice(place.start, place.end)
    if (!place.ref) {
      unresolved.push({ text, number: place.number, line: line.number })
      continue
    }
    const { owner, repo, number } = place.ref
    const reference: NotesReference = { text, owner, repo, number, kind: bestKind(place, proof), via: place.via, line: line.number }
    const key = refKey(place.ref)
    if (!references.has(key)) references.set(key, reference)
    if (place.linkable) mentions.push({ ...reference, column: line.offset + place.start, length: place.end - place.start })
  }
  return { references: [...references.values()], mentions, unresolved }
}

/** A short form does not say what it is; another place of the notes, or the board, may. */
function bestKind({ ref, kind, via }: Place, proof: Proof): ReferenceKind {
  if (kind !== 'unknown' || !ref) return kind
  const places = [...(proof.here.get(ref.number) ?? []), ...(proof.elsewhere.get(ref.number) ?? [])]
  const statedKind = places.find((other) => isSame(other, ref) && other.kind !== 'unknown')?.kind
  // GitHub's own form stands for an issue first, and leads to a pull request of that number all the same.
  return statedKind ?? (via === 'short' ? 'issue' : 'unknown')
}
