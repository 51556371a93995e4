/** The images of a meeting: which of its pad are wanted, and where they are stored. Pure. */
import { createHash } from 'node:crypto'
import { type ImageProblem, type ImageType, MAX_IMAGES } from '../../domain/pads/pad-image.ts'
import { padOfDay } from '../../domain/pads/pad-of-day.ts'
import { isWithheld, marksIn } from '../../domain/text/withheld.ts'
import { imagesIn, mayHaveImages } from '../../notes/text/images.ts'
import { type MeetingInput, readMeetingText } from '../compose/meeting-text.ts'

export type WantedImage = {
  /** As it stands in the pad. */
  readonly target: string
  /** The URL to read; null where `problem` says why not. */
  readonly address: string | null
  readonly problem: ImageProblem | null
}

/** Each once, in order; none of a meeting that did not take place. Throws UserError like `readMeeting`. */
export function imagesOfMeeting(input: MeetingInput): readonly WantedImage[] {
  if (!mayHaveImages(input.pad.text)) return []
  const { meeting } = readMeetingText(input)
  // Minutes with a secret are stopped: nothing is asked for until it is out of the pad.
  if (meeting.cancelled !== null || marksIn(meeting.text).length > 0) return []
  const targets = [...new Set(imagesIn(meeting.structure).map(({ target }) => target))]
  const addresses = new Set<string>()
  return targets.flatMap((target): readonly WantedImage[] => {
    if (isStored(target) || /^data:/i.test(target)) return []
    if (isWithheld(target)) return [{ target, address: null, problem: 'secret-address' }]
    const address = addressOf(target, [input.pad.source, padOfDay(input.team, input.date)])
    if (address === null) return [{ target, address: null, problem: 'no-address' }]
    if (addresses.size === MAX_IMAGES && !addresses.has(address)) return [{ target, address: null, problem: 'too-many' }]
    addresses.add(address)
    return [{ target, address, problem: null }]
  })
}

/** A path from the top of a server is one of the pad's, or where that is a file, of the team's pad. Other paths mean nothing here. */
function addressOf(target: string, pads: readonly (string | null)[]): string | null {
  const base = pads.find((pad) => pad !== null && /^https?:\/\//i.test(pad) && URL.canParse(pad)) ?? undefined
  const isWhole = /^https?:\/\//i.test(target)
  if (!isWhole && (!target.startsWith('/') || base === undefined)) return null
  return URL.canParse(target, base) ? new URL(target, base).href : null
}

const FOLDER = 'assets'
const STORED = /^(?:\.\/)?assets\/[\da-f]{16}\.(?:gif|jpg|png|svg|webp)$/

/** Already the name of a stored image. */
function isStored(target: string): boolean {
  return STORED.test(target)
}

/** Where an image is, from the folder of the minutes: the same bytes, the same name. */
export function storedName(bytes: Uint8Array, type: ImageType): string {
  return `${FOLDER}/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${type}`
}

/** The same in the repository, beside the minutes. */
export function pathBeside(minutes: string, name: string): string {
  return `${minutes.slice(0, minutes.lastIndexOf('/') + 1)}${name}`
}
