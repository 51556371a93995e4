/**
 * Reads images of pads, with the same protection as pads: allowed hosts only, no private networks, limits on size and time. One that
 * cannot be read is no error: the others have nothing to do with it.
 */
import pLimit from 'p-limit'
import { type ImageProblem, type ImageType, MAX_IMAGE_BYTES } from '../../../domain/pads/pad-image.ts'
import { TryAgainError, UserError } from '../../../errors.ts'
import type { ImageRead, ImageSource } from '../../../ports/images.ts'
import type { Screen } from '../../../ports.ts'
import { IMAGE_WORDS } from '../fetching/fetch-words.ts'
import type { DoorOptions } from '../fetching/pad-endpoint.ts'
import { checkAddress, type Fetched, type FetchRules, safeFetch } from '../fetching/safe-fetch.ts'
import type { CleanSvg } from './clean-svg.ts'
import { imageTypeOf, kindInWords } from './image-type.ts'

export type ImageSourceOptions = Pick<DoorOptions, 'hosts' | 'allowLoopback' | 'resolve'> & {
  /** For one image; 10 s. */
  readonly timeoutMs?: number
  /** For all of a pad; 60 s. */
  readonly totalMs?: number
  /** null: no image that a browser shows. */
  readonly cleanSvg: (text: string, where: string) => Promise<CleanSvg | null>
  /** An SVG is text: what it says is screened as pads are. */
  readonly screen: Screen
}

const TIMEOUT_MS = 10_000
const TOTAL_MS = 60_000
const AT_ONCE = 4
/** After so many failures a host is asked no more. */
const HOST_FAILURES = 2

export function createImageSource(options: ImageSourceOptions): ImageSource {
  return {
    async readImages(addresses) {
      const end = Date.now() + (options.totalMs ?? TOTAL_MS)
      const failures = new Map<string, number>()
      const limit = pLimit(AT_ONCE)
      const read = async (address: string): Promise<ImageRead> => {
        const { host } = new URL(address)
        if ((failures.get(host) ?? 0) >= HOST_FAILURES || Date.now() >= end) return none('unreachable')
        const image = await readImage(address, options)
        if (image.kind === 'none' && image.problem === 'unreachable') failures.set(host, (failures.get(host) ?? 0) + 1)
        return image
      }
      const wanted = [...new Set(addresses)]
      const images = await Promise.all(wanted.map((address) => limit(() => read(address))))
      return new Map(wanted.map((address, index) => [address, images[index] ?? none('refused')]))
    },
  }
}

function none(problem: ImageProblem, found: string | null = null): ImageRead {
  return { kind: 'none', problem, found }
}

async function readImage(address: string, options: ImageSourceOptions): Promise<ImageRead> {
  const { hosts, allowLoopback = false, resolve, timeoutMs = TIMEOUT_MS } = options
  const signal = AbortSignal.timeout(timeoutMs)
  const rules: FetchRules = { hosts, allowLoopback, timeoutMs, signal, words: IMAGE_WORDS, ...(resolve ? { resolve } : {}) }
  const url = new URL(address)
  try {
    checkAddress(url, rules)
  } catch (error) {
    if (error instanceof UserError) return none('other-host')
    throw error
  }
  try {
    return await imageIn(await safeFetch(url, rules, { limit: MAX_IMAGE_BYTES, what: 'an image' }), options)
  } catch (error) {
    if (error instanceof TryAgainError) return none('unreachable')
    if (error instanceof UserError) return none(error.problem === 'pad-too-large' ? 'too-large' : 'refused')
    throw error
  }
}

async function imageIn({ status, bytes, url }: Fetched, { cleanSvg, screen }: ImageSourceOptions): Promise<ImageRead> {
  if (status === 404 || status === 410) return none('gone')
  if (status === 401 || status === 403) return none('not-public')
  if (status !== 200) return none('refused', `${status}`)
  const type: ImageType | null = imageTypeOf(bytes)
  if (type === null) return none('no-image', kindInWords(bytes))
  // A Buffer would become a list of numbers wherever a plan becomes JSON.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (type !== 'svg') return { kind: 'image', type, bytes: plain, removed: [] }
  const where = `${url.host}${url.pathname}`
  const clean = await cleanSvg(new TextDecoder().decode(bytes), where)
  if (clean === null) return none('no-image', 'an SVG that browsers do not show')
  if ((await screen(clean.text, where)) !== clean.text) return none('secret')
  return { kind: 'image', type, bytes: new TextEncoder().encode(clean.text), removed: clean.removed }
}
