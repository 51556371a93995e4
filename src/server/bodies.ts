/**
 * Reads request bodies. Until the signature is verified, the sender may not be GitHub, so all bodies together get a limited amount
 * of memory, and each a limited time. When the memory is used up, the oldest request is dropped: GitHub sends a body within moments,
 * so it is never GitHub’s.
 */
import type { IncomingMessage } from 'node:http'

export type BodyLimits = {
  /** Of one body. */
  readonly mostBytes: number
  /** Of all together, until their signatures are checked. */
  readonly mostBytesAtOnce: number
  readonly mostMs: number
}

/** GitHub sends no payload above 25 MB, and waits 10 s for its answer. */
export const usualLimits: BodyLimits = { mostBytes: 25 * 1024 * 1024, mostBytesAtOnce: 64 * 1024 * 1024, mostMs: 10_000 }

/** Why a body was not read to its end; 0: the sender went away, nobody is left to be answered. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused'
  readonly status: 0 | 408 | 413 | 503
  constructor(status: 0 | 408 | 413 | 503) {
    super(`The body was not read (${status}).`)
    this.status = status
  }
}

export type Bodies = {
  /** Reads a body and hands it to `check`; it counts as held until that has answered. Throws BodyRefused. */
  readonly read: <Value>(request: IncomingMessage, check: (body: string) => Promise<Value>) => Promise<Value>
  readonly bytesHeld: () => number
}

type Reading = { chunks: Buffer[]; size: number; readonly end: (status: BodyRefused['status']) => void }

export function createBodies({ mostBytes, mostBytesAtOnce, mostMs }: BodyLimits): Bodies {
  /** In the order in which they came. */
  const reading = new Set<Reading>()
  let held = 0

  const letGo = (body: Reading) => {
    reading.delete(body)
    held -= body.size
    body.size = 0
    body.chunks = []
  }

  const received = (request: IncomingMessage): Promise<Reading> =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        request.off('data', take).off('end', complete).off('close', gone).off('error', gone)
        reading.delete(body)
      }
      const end = (status: BodyRefused['status']) => {
        stop()
        letGo(body)
        reject(new BodyRefused(status))
      }
      const take = (chunk: Buffer) => {
        body.chunks.push(chunk)
        body.size += chunk.length
        held += chunk.length
        if (body.size > mostBytes) end(413)
        for (const oldest of reading) {
          if (held <= mostBytesAtOnce) break
          oldest.end(503)
        }
      }
      const complete = () => {
        stop()
        resolve(body)
      }
      const gone = () => end(0)
      const body: Reading = { chunks: [], size: 0, end }
      const timer = setTimeout(() => end(408), mostMs)
      reading.add(body)
      request.on('data', take).on('end', complete).on('close', gone).on('error', gone)
    })

  return {
    read: async (request, check) => {
      if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw new BodyRefused(413)
      const body = await received(request)
      try {
        return await check(Buffer.concat(body.chunks).toString('utf8'))
      } finally {
        letGo(body)
      }
    },
    bytesHeld: () => held,
  }
}
