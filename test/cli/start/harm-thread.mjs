/**
 * Loaded before the server (`node --import`), in each of its threads, and does harm as soon as the file HARM_WHEN exists:
 * HARM=end ends the thread HARM_THREAD (its file, without the ending) by an error that nobody catches; HARM=full has no
 * room for what the embedded database writes to its log.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { isMainThread } from 'node:worker_threads'

const { HARM, HARM_THREAD = '', HARM_WHEN = '' } = process.env
const isIts = !isMainThread && basename(process.argv[1] ?? '').startsWith(`${HARM_THREAD}.`)
if (isIts && HARM === 'end') {
  setInterval(() => {
    if (fs.existsSync(HARM_WHEN)) throw new Error('made by the test')
  }, 50).unref()
}
if (isIts && HARM === 'full') {
  const { openSync, writeSync } = fs
  const logs = new Set()
  fs.openSync = (path, ...more) => {
    const file = openSync(path, ...more)
    if (String(path).includes('pg_wal')) logs.add(file)
    else logs.delete(file)
    return file
  }
  fs.writeSync = (file, ...more) => {
    if (!logs.has(file) || !fs.existsSync(HARM_WHEN)) return writeSync(file, ...more)
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28, syscall: 'write' })
  }
  syncBuiltinESMExports()
}
