/** What the registration page answers to whom. One registration is made: whoever comes second is told so. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isSameSecret } from '../../domain/text/same-secret.ts'
import { TryAgainError, UserError } from '../../errors.ts'
import type { Clock, Log } from '../../ports.ts'
import { type CheckedWith, type Choices, readChoices, type Typed } from '../../registration/choices.ts'
import { NotKeptError, type Progress, type RegisteredApp } from '../../registration/registered-app.ts'
import { createStates, type Started, type States } from './states.ts'
import type { Visitor } from './visitor.ts'

export type RegistrationPages = {
  readonly form: (typed: Typed, more: { readonly token: string; readonly problems: readonly string[] }) => string
  /** What will be registered, with the button that sends it to GitHub. */
  readonly check: (choices: Choices, more: { readonly state: string; readonly redirectUrl: string }) => string
  readonly progress: (progress: Progress) => string
  readonly message: (title: string, told: string) => string
  readonly assets: ReadonlyMap<string, { readonly type: string; readonly text: string }>
}

export type RegistrationOptions = {
  readonly port: number
  readonly pages: RegistrationPages
  /** What the form shows at first. */
  readonly first: Typed
  readonly check: CheckedWith
  /** GitHub's site: where the form of the manifest is sent. */
  readonly site: string
  /** Exchanges the code and writes the key. */
  readonly register: (code: string, choices: Choices) => Promise<RegisteredApp>
  readonly clock: Clock
  readonly log: Pick<Log, 'warn'>
}

export type Reply = {
  readonly status: number
  readonly type?: string
  readonly body: string
  readonly location?: string
  /** Set in the browser; absent: it keeps what it has. */
  readonly cookie?: string
  /** Its form is sent to GitHub. */
  readonly leadsOut?: boolean
}

export type Desk = {
  readonly answer: (request: IncomingMessage) => Promise<Reply>
  readonly registered: Promise<RegisteredApp>
  readonly show: (progress: Progress) => void
  readonly beforeProgress: (look: () => Promise<void>) => void
}

const MOST_BYTES = 16 * 1024
/** So long a page waits for a look. */
const LOOK_MS = 3000

type Work = {
  readonly options: RegistrationOptions
  /** Of the page, without a slash at the end. */
  readonly url: string
  readonly visitor: Visitor
  readonly token: string
  readonly states: States<Choices>
  /** null until an app is registered. */
  progress: Progress | null
  look: () => Promise<void>
  /** GitHub is being asked for the key. */
  isBusy: boolean
  readonly done: (app: RegisteredApp) => void
  readonly failed: (error: unknown) => void
}

/** `visitor`: whose browser it answers to. */
export function createDesk(options: RegistrationOptions, url: string, visitor: Visitor): Desk {
  let done: Work['done'] = () => {}
  let failed: Work['failed'] = () => {}
  const registered = new Promise<RegisteredApp>((resolve, reject) => {
    done = resolve
    failed = reject
  })
  const [token, states] = [randomBytes(32).toString('base64url'), createStates<Choices>(options.clock)]
  const work: Work = { options, url, visitor, token, states, progress: null, look: async () => {}, isBusy: false, done, failed }
  return {
    answer: (request) => answer(work, request),
    registered,
    show: (progress) => {
      work.progress = progress
    },
    beforeProgress: (look) => {
      work.look = look
    },
  }
}

async function answer(work: Work, request: IncomingMessage): Promise<Reply> {
  const { pages, first } = work.options
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const key = path === '/' && request.method === 'GET' ? new URLSearchParams(query).get('key') : null
  if (key !== null && work.visitor.admit(key)) return { ...away, cookie: work.visitor.cookie }
  // GitHub's answer has the state, which no other browser knows.
  if (!work.visitor.isKnown(request) && path !== '/registered' && !pages.assets.has(path))
    return { status: 403, body: pages.message('This page is for one browser', STRANGER) }
  if (request.method === 'POST' && path === '/check') return submitted(work, request)
  if (request.method !== 'GET') return plain(405, 'This page is only to be read.')
  if (path === '/registered') return returned(work, new URLSearchParams(query))
  if (path === '/' || path === '/check') return work.progress === null ? form(work, 200, first, []) : progressNow(work, work.progress)
  const asset = pages.assets.get(path)
  if (asset === undefined) return { status: 404, body: pages.message('Page not found', 'There is only one page here.') }
  return { status: 200, type: asset.type, body: asset.text }
}

/** Where GitHub takes long, what was known before is shown. */
async function progressNow(work: Work, before: Progress): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LOOK_MS)
  })
  await Promise.race([work.look(), late]).finally(() => clearTimeout(timer))
  return { status: 200, body: work.options.pages.progress(work.progress ?? before) }
}

function form({ options, token }: Work, status: number, typed: Typed, problems: readonly string[]): Reply {
  return { status, body: options.pages.form(typed, { token, problems }) }
}

async function submitted(work: Work, request: IncomingMessage): Promise<Reply> {
  const { options, url, token, states } = work
  if (!isOwnForm(request, url)) return plain(403, 'This form was sent from another page.')
  const body = await bodyOf(request)
  if (body === null) return plain(413, 'This is too long.')
  const given = new URLSearchParams(body)
  if (!isSameSecret(given.get('token') ?? '', token)) return plain(403, 'This form is from an earlier start. Open the page again.')
  if (work.progress !== null) return away
  const field = (name: string) => (given.get(name) ?? '').slice(0, 500)
  const typed: Typed = { organization: field('organization'), name: field('name'), use: field('use'), url: field('url') }
  const read = readChoices(typed, options.check)
  if (!('organization' in read))
    return form(
      work,
      422,
      typed,
      read.map(({ told }) => told),
    )
  const page = options.pages.check(read, { state: states.issue(read), redirectUrl: `${url}/registered` })
  return { status: 200, leadsOut: true, body: page }
}

/** GitHub sends the browser here. Whoever does not know the state is not answered with a conversion. */
async function returned(work: Work, query: URLSearchParams): Promise<Reply> {
  const { options, states } = work
  const [state, code] = [query.get('state') ?? '', query.get('code') ?? '']
  const told = (status: number, title: string, more: string): Reply => ({ status, body: options.pages.message(title, more) })
  if (work.isBusy) return told(409, 'GitHub is being asked', BUSY)
  if (work.progress !== null) return told(409, 'This server already has an app', SECOND)
  if (!/^[\w-]{1,200}$/.test(code)) return told(400, 'GitHub sent no code', AGAIN)
  const started = states.take(state)
  if (started === null) return told(400, 'This is not an answer to a form of this page', STRANGE)
  work.isBusy = true
  try {
    const app = await options.register(code, started.about)
    states.clear()
    work.progress = { app, installedIn: [], missingConfiguration: null }
    work.done(app)
    return { ...away, cookie: work.visitor.cookie }
  } catch (error) {
    return refused(work, error, { state, started })
  } finally {
    work.isBusy = false
  }
}

function refused(
  { options, states, failed }: Work,
  error: unknown,
  { state, started }: { state: string; started: Started<Choices> },
): Reply {
  const { log, pages } = options
  if (error instanceof TryAgainError) {
    states.putBack(state, started)
    log.warn(`${error.problem} Reload the page in the browser to try again.`)
    return { status: 503, body: pages.message('GitHub did not answer', `${error.problem} Reload this page to try again.`) }
  }
  if (!(error instanceof UserError)) throw error
  if (error instanceof NotKeptError) failed(error)
  else log.warn(error.message)
  return { status: 502, body: pages.message('The app could not be set up', error.message) }
}

const STRANGER =
  'Open the address that the terminal shows. It works once, in one browser, so that nobody else on this machine can use it. If it was used, stop the program in the terminal with Ctrl+C and start it again.'
const AGAIN = 'Start again from the first page.'
const DELETE = 'delete it on GitHub (in the settings of the organization, Developer settings, GitHub Apps)'
const STRANGE = `The state is unknown, was used before, or is more than an hour old. Nothing was written. If you have just registered an app, ${DELETE}, and start again from the first page.`
const BUSY = `GitHub is being asked for the key of the app. Open the first page in a few seconds. If you have just registered a second app, ${DELETE}.`
const SECOND = `A registration came first, and nothing of this one was written. If you have just registered a second app, ${DELETE}.`

/** In place of the address with the code: the browser then keeps none in its history. */
const away: Reply = { status: 303, location: '/', body: '' }

export function plain(status: number, body: string): Reply {
  return { status, type: 'text/plain; charset=utf-8', body: `${body}\n` }
}

/** Browsers say where a form comes from. */
function isOwnForm({ headers }: IncomingMessage, url: string): boolean {
  const site = headers['sec-fetch-site']
  const origins = [url, url.replace('127.0.0.1', 'localhost')]
  return (headers.origin === undefined || origins.includes(headers.origin)) && (site === undefined || site === 'same-origin')
}

/** null: too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MOST_BYTES) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}
