import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

/** Tests that start what is built, as a process of its own or in a thread. */
const processes = [
  'test/adapters/pads/reading-thread.test.ts',
  'test/adapters/site/site-folder.test.ts',
  'test/adapters/store/database/folder-lock.test.ts',
  'test/adapters/store/files/json-memory.test.ts',
  'test/adapters/threads/site-thread.test.ts',
  'test/answering-worker.test.ts',
  'test/cli/every-command/data-dir.test.ts',
  'test/cli/start/*.test.ts',
  'test/demo/demo.test.ts',
  'test/server/pages-made.test.ts',
  'test/soak/**/*.test.ts',
]

export default defineConfig({
  test: {
    // For what hangs; no measure of speed: the machine may be busy with other things.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One more than the two processors that there are at least: tests of processes and of GitHub wait a lot.
    maxWorkers: 3,
    // Most of the time would go into loading the same modules for each file again. No module of ours keeps what may change
    // between calls, and a file puts back what it changes (clock, folder, network).
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      // In this order, too: they wait a lot, and at the end nothing would be left to do meanwhile.
      { extends: true, test: { name: 'processes', include: processes, globalSetup: 'test/fresh-build.ts', testTimeout: 300_000 } },
      { extends: true, test: { name: 'sources', include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, ...processes] } },
    ],
  },
})
