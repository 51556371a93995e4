/**
 * Reads all pages of a list. Octokit’s pagination plugins are not used: they merge pages without checking them, follow URLs from the
 * response, and have no upper bound. Here the caller validates each page, the next page is requested only by cursor or number, and a
 * list that is too long is reported.
 */
import { LATER, TryAgainError } from '../../../errors.ts'

/** GitHub's largest page. */
export const PAGE_SIZE = 100

export type PageInfo = { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined }

export type Bounds = {
  readonly maxPages: number
  /** The error for a list with more pages than that; absent where the first ones (GitHub's newest) are enough. */
  readonly tooMany?: () => Error
}

/** GraphQL: `read` asks for the page after a cursor (null: the first) and checks it. */
export async function allNodes<Node>(
  read: (after: string | null) => Promise<{ readonly nodes: readonly Node[]; readonly pageInfo: PageInfo }>,
  { maxPages, tooMany }: Bounds,
): Promise<readonly Node[]> {
  const all: Node[] = []
  let after: string | null = null
  for (let page = 0; page < maxPages; page += 1) {
    const { nodes, pageInfo }: { readonly nodes: readonly Node[]; readonly pageInfo: PageInfo } = await read(after)
    all.push(...nodes)
    after = cursorAfter(pageInfo)
    if (after === null) return all
  }
  if (tooMany) throw tooMany()
  return all
}

/** REST: `read` asks for a page by its number (from 1) and checks it; `isLast` where it is not the short page that ends the list. */
export async function allEntries<Entry>(
  read: (page: number) => Promise<readonly Entry[]>,
  {
    maxPages,
    tooMany,
    isLast = (entries) => entries.length < PAGE_SIZE,
  }: Bounds & { readonly isLast?: (entries: readonly Entry[]) => boolean },
): Promise<readonly Entry[]> {
  const all: Entry[] = []
  for (let page = 1; page <= maxPages; page += 1) {
    const entries = await read(page)
    all.push(...entries)
    if (isLast(entries)) return all
  }
  if (tooMany) throw tooMany()
  return all
}

/** Where the next page begins; null after the last one. */
function cursorAfter({ hasNextPage, endCursor }: PageInfo): string | null {
  if (!hasNextPage) return null
  // From the start again would double what was read, and end never.
  if (!endCursor) throw new TryAgainError('Unexpected response from GitHub: a page without the cursor of the next page.', { advice: LATER })
  return endCursor
}
