/** When a webhook has been worked on: by what can be seen on GitHub then, or by the server's own counters. */
import { DemoFailure, type Server, sentence } from './children.ts'

/** What a webhook starts is done when the server counts it as done: for looks that write nothing. */
export async function lookedAgain(server: Server, change: () => Promise<unknown>): Promise<void> {
  await counted(server, 'look-again', change)
}

export async function counted(server: Server, name: string, change: () => Promise<unknown>): Promise<void> {
  const before = await runs(server, name)
  const from = server.log.length
  await change()
  const deadline = Date.now() + 30_000
  for (;;) {
    const now = await runs(server, name)
    if (now.failed > before.failed)
      throw new DemoFailure(
        server.log
          .slice(from)
          .filter(({ level }) => level >= 40)
          .map(sentence)
          .join('\n') || `${name} failed.`,
      )
    if (now.done > before.done) return
    if (Date.now() > deadline)
      throw new DemoFailure(`The webhook was not worked on (${name}). The server's last words: ${server.log.at(-1)?.msg}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** For webhooks: resolves with what `found` finds on GitHub when the server has done its part; null: it has not yet. */
export async function seen<Found>(server: Server, what: string, found: () => Found | null): Promise<Found> {
  const from = server.log.length
  const deadline = Date.now() + 30_000
  for (;;) {
    const result = found()
    if (result !== null) return result
    if (Date.now() > deadline) {
      const told = server.log.slice(from).filter(({ level }) => level >= 40)
      throw new DemoFailure(
        `Expected ${what} after a webhook, found nothing within 30 s. The server's last words: ${told.map(sentence).join('\n') || (server.log.at(-1)?.msg ?? 'none')}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function runs({ url }: Server, name: string): Promise<{ readonly done: number; readonly failed: number }> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const count = (result: string) => {
    const line = text
      .split('\n')
      .find((one) => one.startsWith('scs_sprint_runs_total{') && one.includes(`name="${name}"`) && one.includes(`result="${result}"`))
    return Number(line?.split(' ').at(-1) ?? 0)
  }
  return { done: count('done'), failed: count('failed') }
}

export async function healthy({ url }: Server): Promise<void> {
  for (const page of ['health', 'ready', 'metrics']) {
    const { status } = await fetch(`${url}/${page}`)
    if (status !== 200) throw new DemoFailure(`/${page}: expected 200, found ${status}.`)
  }
}
