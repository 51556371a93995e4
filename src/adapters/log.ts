/** The pino logger. It removes payloads, signatures, headers and tokens. */
import type { LoggerOptions, pino } from 'pino'
import { httpStatus } from '../errors.ts'
import type { Log } from '../ports.ts'

const secrets = [
  '*.authorization',
  '*.cookie',
  '*["x-hub-signature"]',
  '*["x-hub-signature-256"]',
  'req.headers',
  'res.headers',
  'event',
  '*.payload',
  '*.signature',
]

export function safeLogOptions(level = 'info'): LoggerOptions {
  return {
    level,
    redact: { paths: secrets, remove: true },
    serializers: { err: safeError, error: safeError },
    // Probot passes errors as the first argument too: those become `err`.
    errorKey: 'err',
  }
}

/** Errors of webhooks hold the event (payload and signature), those of requests hold headers: only words and status are kept. */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error))
    return typeof error === 'object' && error !== null && 'message' in error ? error : String(error).slice(0, 500)
  const status = httpStatus(error)
  return {
    type: error.name,
    message: error.message.slice(0, 500),
    ...(status === null ? {} : { status }),
    stack: error.stack?.split('\n').slice(1, 6).join('\n'),
  }
}

/** The app's own log on top of a pino logger. */
export function asLog(logger: Pick<ReturnType<typeof pino>, 'info' | 'warn'>): Log {
  return {
    info: (message, facts) => logger.info(facts ?? {}, message),
    warn: (message, facts) => logger.warn(facts ?? {}, message),
  }
}
