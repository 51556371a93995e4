/**
 * The order of test files. A long one that began last would run alone at the end. Vitest knows from earlier runs how long each takes; on
 * a fresh clone, where it only knows their sizes, this list goes first.
 */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** More than five seconds of work each. One that is missing costs some seconds at the end, nothing else. */
const LONG = [
  'test/demo/demo.test.ts',
  'test/cli/start/server-memory.test.ts',
  'test/cli/start/start-endings.test.ts',
  'test/server/pages-made.test.ts',
  'test/adapters/threads/site-thread.test.ts',
  'test/cli/every-command/data-dir.test.ts',
  'test/cli/start/start.test.ts',
  'test/adapters/pads/reading-thread.test.ts',
  'test/browser/pages.test.ts',
  'test/usecases/hygiene/check-hygiene-quarter.test.ts',
  'test/service/replicas.test.ts',
  'test/cli/sync/board-unread.test.ts',
  'test/cli/site/site-truth.test.ts',
  'test/cli/every-command/faults.test.ts',
  'test/measure/corpus.test.ts',
  'test/cli/sync/board-doubts.test.ts',
  'test/cli/site/site-again.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/browser/hostile.test.ts',
  'test/minutes/compose/read-back.test.ts',
  'test/cli/minutes/minutes-kept.test.ts',
  'test/usecases/minutes/screen-text.test.ts',
  'test/quarter/quarter.test.ts',
  'test/site/hostile.test.ts',
  'test/notes/hostile.test.ts',
  'test/adapters/queue/jobs.test.ts',
  'test/cli/site/site.test.ts',
  'test/notes/format/house-format-properties.test.ts',
  'test/adapters/store/files/board-log.test.ts',
  'test/adapters/queue/times.test.ts',
  'test/cli/every-command/public-run.test.ts',
  'test/browser/call.test.ts',
  'test/site/archive.test.ts',
  'test/notes/format/rendering.test.ts',
  'test/cli/hygiene/comment-life.test.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const pathOf = ({ moduleId }: TestSpecification) => relative(this.ctx.config.root, moduleId)
    if (sorted.some((file) => this.ctx.cache.getFileTestResults(`${file.project.name}:${pathOf(file)}`) !== undefined)) return sorted
    // Within a project: files of one share the processes that have loaded its modules.
    const projects = [...new Set(sorted.map(({ project }) => project.name))]
    const place = (file: TestSpecification) => (LONG.includes(pathOf(file)) ? LONG.indexOf(pathOf(file)) : LONG.length)
    return sorted.toSorted((a, b) => projects.indexOf(a.project.name) - projects.indexOf(b.project.name) || place(a) - place(b))
  }
}
