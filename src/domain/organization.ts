/** What can be seen of an organization on GitHub before there is a configuration. */

export type FieldKind = 'single-select' | 'iteration' | 'date' | 'text' | 'number' | 'other'

export type FoundField = {
  readonly name: string
  readonly kind: FieldKind
  /** Of a single select its options, of an iteration field its titles; else empty. */
  readonly options: readonly string[]
}

/** An open board. */
export type FoundBoard = {
  readonly owner: string
  readonly number: number
  readonly title: string
  /** Cards that are not archived. */
  readonly items: number
  /** Instant of its last change. */
  readonly updatedAt: string
  readonly fields: readonly FoundField[]
}

/** A card that stands for an issue, as far as it tells how an organization works. */
export type FoundCard = {
  readonly title: string
  readonly repository: string
  readonly labels: readonly string[]
  /** Issue type. */
  readonly type: string | null
}

/** A repository in use: not archived. */
export type FoundRepository = {
  /** `owner/repo`. */
  readonly name: string
  readonly description: string | null
  /** The default one; empty for a repository without commits. */
  readonly branch: string
  readonly hasIssues: boolean
  readonly pushedAt: string
}

export type FoundLabel = {
  readonly name: string
  readonly description: string | null
  /** `owner/repo`. */
  readonly repository: string
}
