/** The thread that answers requests; see `adapters/threads/answering-thread.ts`. It stores webhooks itself, and asks the main thread for the rest. */
import { type MessagePort, parentPort } from 'node:worker_threads'
import { webhookVerifier } from './adapters/github/webhook-signature.ts'
import { openIntake } from './adapters/store/database/intake.ts'
import type { MessageFromAnswering, MessageToAnswering } from './adapters/threads/answering-thread.ts'
import { createCaller } from './adapters/threads/thread-ports.ts'
import { errnoCode } from './errors.ts'
import type { Answering, RestOfServer } from './ports/answering.ts'
import { startAnswering } from './server/answering.ts'
import { createSitePages } from './server/pages.ts'

if (parentPort) serve(parentPort)

function serve(port: MessagePort): void {
  const rest = restBy(port)
  const site = createSitePages()
  const say = (said: MessageFromAnswering) => port.postMessage(said)
  let started: Promise<Started> | undefined
  port.on('message', async (told: MessageToAnswering) => {
    if ('start' in told) {
      started = start(told.start, { ...rest, site })
      await started.then(
        ({ answering }) => say({ listening: answering.port }),
        (error: NodeJS.ErrnoException) => say({ cannotListen: { message: error.message, code: errnoCode(error), syscall: error.syscall } }),
      )
    } else if ('pages' in told) site.replace(told.pages)
    else if ('without' in told) site.without(told.without)
    else if ('refuse' in told) (await started)?.answering.refuse()
    else if ('close' in told) {
      const { answering, intake } = (await started) ?? {}
      await answering?.close()
      await intake?.close()
      say({ closed: true })
    }
  })
}

type Started = { readonly answering: Answering; readonly intake: ReturnType<typeof openIntake> }
type SetUp = Extract<MessageToAnswering, { start: unknown }>['start']

async function start({ listen, webhookSecret, database, now }: SetUp, rest: RestOfServer & { site: ReturnType<typeof createSitePages> }) {
  const clock = { now: () => (now === null ? new Date() : new Date(now)) }
  const intake = openIntake(database, { log: rest.log, clock })
  return { intake, answering: await startAnswering({ ...rest, verify: webhookVerifier(webhookSecret), deliveries: intake }, listen) }
}

function restBy(port: MessagePort): RestOfServer {
  const call = createCaller(port)
  const say = (said: MessageFromAnswering) => port.postMessage(said)
  return {
    log: { warn: (warning, facts) => say({ warning, facts: facts as Readonly<Record<string, unknown>> | undefined }) },
    isReady: () => call('server', 'isReady') as Promise<boolean>,
    metrics: (now) => call('server', 'metrics', now) as Promise<string>,
    received: (received) => say({ received }),
  }
}
