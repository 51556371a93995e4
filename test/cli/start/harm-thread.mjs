/**
 * Loaded before the server (`node --import`), in each of its threads: does harm to the thread HARM_THREAD (its file, without the
 * ending) while the file HARM_WHEN says so. `end`: it ends by an error that nobody catches. `full`: no file can grow. `log full`:
 * nothing can be written to the log of the embedded database.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { isMainThread } from 'node:worker_threads'

const { HARM_THREAD = '', HARM_WHEN = '' } = process.env
const { existsSync, readFileSync, fstatSync, openSync, writeSync } = fs
const harm = () => (existsSync(HARM_WHEN) ? readFileSync(HARM_WHEN, 'utf8') : '')

if (!isMainThread && basename(process.argv[1] ?? '').startsWith(`${HARM_THREAD}.`)) {
  setInterval(() => {
    if (harm() === 'end') throw new Error('made by the test')
  }, 50).unref()
  const logs = new Set()
  fs.openSync = (path, ...more) => {
    const file = openSync(path, ...more)
    if (String(path).includes('pg_wal')) logs.add(file)
    else logs.delete(file)
    return file
  }
  fs.writeSync = (file, bytes, offset, length, position) => {
    const kind = harm()
    const grows = () => typeof position === 'number' && position + length > fstatSync(file).size
    if ((kind === 'log full' && logs.has(file)) || (kind === 'full' && grows()))
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28, syscall: 'write' })
    return writeSync(file, bytes, offset, length, position)
  }
  syncBuiltinESMExports()
}
