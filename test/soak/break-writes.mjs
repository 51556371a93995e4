/**
 * Loaded before the app (`node --import`): breaks its n-th write below a folder. SOAK_BELOW: the folder. SOAK_BREAK: how
 * and which, from 1: `crash-before:3`, `crash-after:3`, `torn:3` (half of the bytes, then a crash), or the code of an
 * error, `ENOSPC:3`, for this write and all that follow. SOAK_COUNT: a file that gets the number of writes at the end.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { resolve, sep } from 'node:path'

const below = `${resolve(process.env.SOAK_BELOW ?? '/nowhere')}${sep}`
const [kind = '', place = '0'] = (process.env.SOAK_BREAK ?? '').split(':')
const { writeFileSync } = fs
const countFile = process.env.SOAK_COUNT
/** Handles of files below the folder. */
const watched = new WeakSet()
let count = 0

const crash = () => process.kill(process.pid, 'SIGKILL')
const isBelow = (path) => typeof path === 'string' && resolve(path).startsWith(below)

function failure(code) {
  const errno = { ENOSPC: -28, EROFS: -30, EIO: -5 }[code] ?? -1
  return Object.assign(new Error(`${code}: made by the soak`), { code, errno, syscall: 'write' })
}

/** `half`: writes the first half of what was to be written; null where nothing can be half done. */
async function broken(write, half) {
  count++
  const isError = /^E[A-Z]+$/.test(kind)
  if (isError && count >= Number(place)) throw failure(kind)
  if (isError || count !== Number(place)) return write()
  if (kind === 'torn' && half !== null) await half()
  // A write that fails by itself ends there, too.
  if (kind === 'crash-after') await write().catch(() => {})
  crash()
  // Until the signal arrives.
  return new Promise(() => {})
}

const halfOf = (data) => {
  const bytes = Buffer.from(data)
  return bytes.subarray(0, bytes.length >> 1)
}

const original = { ...fs.promises }
fs.promises.writeFile = (path, data, ...more) =>
  isBelow(path)
    ? broken(
        () => original.writeFile(path, data, ...more),
        () => original.writeFile(path, halfOf(data), ...more),
      )
    : original.writeFile(path, data, ...more)
for (const name of ['rename', 'mkdir', 'rm', 'unlink', 'truncate']) {
  fs.promises[name] = (path, ...more) => (isBelow(path) ? broken(() => original[name](path, ...more), null) : original[name](path, ...more))
}
fs.promises.open = async (path, ...more) => {
  const handle = await original.open(path, ...more)
  if (isBelow(path)) watched.add(handle)
  return handle
}
const probe = await original.open('/dev/null')
const prototype = Object.getPrototypeOf(probe)
await probe.close()
for (const name of ['writeFile', 'write', 'appendFile']) {
  const inner = prototype[name]
  prototype[name] = function (data, ...more) {
    if (!watched.has(this)) return inner.call(this, data, ...more)
    return broken(
      () => inner.call(this, data, ...more),
      () => inner.call(this, halfOf(data), ...more),
    )
  }
}
syncBuiltinESMExports()
if (countFile) process.on('exit', () => writeFileSync(countFile, String(count)))
