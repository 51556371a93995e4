/** Builds the server’s pages in a separate thread, so that webhooks never wait for them. */
import type { Calendar } from '../../domain/calendar/calendar.ts'
import { TryAgainError } from '../../errors.ts'
import type { WaitingPulls } from '../../ports/pulls.ts'
import type { Members, MinutesArchive, PackedFile, SiteMemory, SnapshotStore } from '../../ports.ts'
import type { Settings } from '../../settings/settings.ts'
import { runInThread } from './run-in-thread.ts'

export type SiteTask = {
  readonly settings: Settings
  /** The community's calendar, and what a reader has to know of it. */
  readonly meetings: { readonly calendar: Calendar | null; readonly told: string | null }
  /** ISO instant. */
  readonly now: string
  /** Of this program: what another version understood of minutes is read again. */
  readonly stamp: string
  /** The organization's own ones, by name. */
  readonly templates: ReadonlyMap<string, string>
}

/** What the thread may ask for. The archive comes as it is: it is screened in the thread. */
export type SiteThreadPorts = {
  readonly archive: Pick<MinutesArchive, 'list' | 'read'> & { readonly mark: (path: string) => Promise<string | null> }
  readonly snapshots: Pick<SnapshotStore, 'latest' | 'history'>
  readonly pulls: WaitingPulls
  readonly members: Members
  readonly memory: SiteMemory
  /** Where secrets stand that were left out. */
  readonly log: { readonly warn: (message: string) => Promise<void> }
}

export type SiteThreadOptions = { readonly worker: URL; readonly signal: AbortSignal; readonly limitMs?: number }

/** Ten times what the archive of five years takes on a small machine. */
const LIMIT_MS = 120_000

/** Throws what the ports throw, and TryAgainError when it takes longer than the limit. */
export async function makeSiteApart(task: SiteTask, ports: SiteThreadPorts, options: SiteThreadOptions): Promise<readonly PackedFile[]> {
  const { worker, signal, limitMs = LIMIT_MS } = options
  const late = () => new TryAgainError(`The pages were not built within ${limitMs / 1000} s.`)
  return (await runInThread(task, { worker, signal, limitMs, late, ports })) as readonly PackedFile[]
}

/** What was understood of minutes, for as long as this process lives. */
export function createSiteMemory(): SiteMemory {
  const kept = new Map<string, string>()
  return {
    recall: async (team) => kept.get(team) ?? null,
    keep: async (team, text) => void kept.set(team, text),
  }
}
