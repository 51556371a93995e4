/**
 * Several connections to one embedded database, each a port that carries the bytes of PostgreSQL’s protocol. The database has a
 * single session: who begins a transaction has it until the end, the others wait.
 */
import { Duplex } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import { panicIn } from './lite-panic.ts'

/** Asked: messages of the protocol. Answered: messages as well, or why the database cannot answer any more. */
type Answer = Uint8Array | { readonly failed: string }
type Session = { readonly port: MessagePort; readonly isFirst: boolean; readonly waiting: Uint8Array[] }

/** Takes a port; `isFirst`: whenever the session is free, what is asked there goes before what others ask. */
export type Connect = (port: MessagePort, options: { readonly isFirst: boolean }) => void

const TERMINATE = 'X'.charCodeAt(0)
const READY = 'Z'.charCodeAt(0)
const IDLE = 'I'.charCodeAt(0)
const READY_BYTES = 6

/** `panicked` is told why the database answers no more: nothing is asked of it afterwards. */
export function createSessions(lite: Pick<PGlite, 'execProtocolRawStream' | 'exec'>, panicked: (why: string) => void = () => {}): Connect {
  /** The one that was served longest ago comes first. */
  const sessions = new Set<Session>()
  let holder: Session | null = null
  let isServing = false
  let isBroken = false

  const next = (): Session | undefined => {
    if (holder !== null) return holder.waiting.length > 0 ? holder : undefined
    const asking = [...sessions].filter(({ waiting }) => waiting.length > 0)
    return asking.find(({ isFirst }) => isFirst) ?? asking[0]
  }

  const serve = async (session: Session): Promise<void> => {
    sessions.delete(session)
    sessions.add(session)
    const answer = await answerOf(lite, session.waiting.shift() as Uint8Array)
    const panic = answer instanceof Uint8Array ? panicIn(answer) : null
    if (panic !== null) {
      isBroken = true
      return panicked(panic)
    }
    if (!sessions.has(session)) {
      // It left meanwhile: nobody would end its transaction, and all others would wait for it.
      if (!isTransactionOver(answer)) await lite.exec('rollback').catch(() => {})
      holder = null
      return
    }
    holder = isTransactionOver(answer) ? null : session
    if (answer instanceof Uint8Array) session.port.postMessage(answer, [answer.buffer as ArrayBuffer])
    else session.port.postMessage(answer)
  }

  const serveAll = async (): Promise<void> => {
    if (isServing) return
    isServing = true
    for (let session = next(); session !== undefined && !isBroken; session = next()) {
      await serve(session)
      // What others asked meanwhile arrives now.
      await turn()
    }
    isServing = false
  }

  /** What it began and did not end is undone. */
  const leave = async (session: Session): Promise<void> => {
    sessions.delete(session)
    session.port.close()
    if (holder !== session || isBroken) return
    await lite.exec('rollback').catch(() => {})
    holder = null
    await serveAll()
  }

  return (port, { isFirst }) => {
    const session: Session = { port, isFirst, waiting: [] }
    sessions.add(session)
    port.on('close', () => void leave(session))
    port.on('message', (asked: Uint8Array) => {
      if (asked[0] === TERMINATE) return void leave(session)
      session.waiting.push(asked)
      void serveAll()
    })
  }
}

/** As a stream: `execProtocolRaw` reads each row a second time, and keeps what it read for as long as the database is open. */
async function answerOf(lite: Pick<PGlite, 'execProtocolRawStream'>, asked: Uint8Array): Promise<Answer> {
  const parts: Uint8Array[] = []
  try {
    // Each part is memory of the database, which it writes to again.
    await lite.execProtocolRawStream(asked, { onRawData: (part) => parts.push(part.slice()) })
    return joined(parts)
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

/** The last message says so: ready for the next query, in no transaction. */
function isTransactionOver(answer: Answer): boolean {
  if (!(answer instanceof Uint8Array)) return true
  const at = answer.length - READY_BYTES
  return answer.length === 0 || (answer[at] === READY && answer[answer.length - 1] === IDLE)
}

/** For the `stream` of a connection of pg: `connect` is given the other end. */
export function liteStream(connect: (port: MessagePort) => void): Duplex {
  const { port1: port, port2 } = new MessageChannel()
  const send = (bytes: Uint8Array) => port.postMessage(bytes, [bytes.buffer as ArrayBuffer])
  const stream = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, sent) => {
      send(joined([chunk]))
      sent()
    },
    writev: (chunks, sent) => {
      send(joined(chunks.map(({ chunk }) => chunk as Buffer)))
      sent()
    },
    final: (ended) => {
      stream.push(null)
      ended()
    },
    destroy: (error, destroyed) => {
      port.close()
      destroyed(error)
    },
  })
  port.on('message', (answer: Answer) => {
    if (answer instanceof Uint8Array) stream.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength))
    else stream.destroy(new Error(answer.failed))
  })
  port.on('close', () => stream.destroy())
  // What pg calls of a socket.
  return Object.assign(stream, {
    connect: () => {
      connect(port2)
      process.nextTick(() => stream.emit('connect'))
      return stream
    },
    setNoDelay: () => stream,
    setKeepAlive: () => stream,
    ref: () => stream,
    unref: () => stream,
  })
}

/** In memory of their own, which can be given to another thread: small buffers share theirs. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
