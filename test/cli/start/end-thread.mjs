/**
 * Loaded before the server (`node --import`), in each of its threads: ends one of them by an error that nobody catches.
 * END_THREAD: the file of the thread, without its ending; END_WHEN: it ends as soon as this file exists.
 */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { isMainThread } from 'node:worker_threads'

const { END_THREAD = '', END_WHEN = '' } = process.env
if (!isMainThread && basename(process.argv[1] ?? '').startsWith(`${END_THREAD}.`)) {
  setInterval(() => {
    if (existsSync(END_WHEN)) throw new Error('made by the test')
  }, 50).unref()
}
