/** `--serve`: the pages of the demo's teams, made by the command as anybody would, and what was written beside them. */
import { type FolderServer, serveFolder } from '../browser/folder-server.ts'
import type { Stage } from './stage.ts'
import { writtenPage } from './written-page.ts'

/** The morning of the call, of which the board and the first team tell. */
const CALL_MORNING = '2023-01-19T09:00:00Z'

/** `files`: where they lie -> what they are called. `url` is the address of the first page. */
export async function servePages(stage: Stage, files: ReadonlyMap<string, string>): Promise<FolderServer> {
  const folder = stage.scratch('pages')
  await stage.launcher.run(['site', '--out', folder], stage.setClock(CALL_MORNING))
  return serveFolder(folder, { 'written/': () => writtenPage(stage, files) })
}
