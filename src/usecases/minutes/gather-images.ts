/** Reads the images of a meeting, and finds those again that were stored before and cannot be read any more. */

import { minutesBranch, minutesPath, ofMeeting } from '../../domain/notes/minutes-path.ts'
import type { MeetingImage, StoredImage } from '../../domain/pads/pad-image.ts'
import type { MeetingInput } from '../../minutes/compose/meeting-text.ts'
import { imagesOfMeeting, pathBeside, storedName, type WantedImage } from '../../minutes/images/meeting-images.ts'
import { imagesInCommits } from '../../minutes/pull-request/commit-message.ts'
import type { ImageRead, ImageSource } from '../../ports/images.ts'
import type { MinutesRepository } from '../../ports.ts'

export type ImagePorts = {
  /** null: images are not read. */
  readonly images: ImageSource | null
  /** Where they were stored before; null: nobody knows. */
  readonly minutes: Pick<MinutesRepository, 'commits' | 'head'> | null
}

export type GatheredImages = {
  readonly images: readonly MeetingImage[]
  readonly files: readonly StoredImage[]
}

/** Throws UserError like `readMeeting`, never because of an image. `meeting`: which of the day. */
export async function gatherImages(ports: ImagePorts, input: MeetingInput & { readonly meeting?: number }): Promise<GatheredImages> {
  const wanted = ports.images === null ? [] : imagesOfMeeting(input)
  const addresses = wanted.flatMap(({ address }) => address ?? [])
  const read: ReadonlyMap<string, ImageRead> =
    addresses.length === 0 ? new Map() : ((await ports.images?.readImages(addresses)) ?? new Map())
  const minutes = ofMeeting(minutesPath(input.team.path, input.team.id, input.date), input.meeting ?? 1)
  const isLost = addresses.some((address) => isGone(read.get(address)))
  const before = isLost ? await storedBefore(ports, input, minutes) : new Map<string, string>()
  const found = wanted.map((image) => imageOf(image, read, { minutes, before }))
  const files = new Map(found.flatMap(({ file }) => (file === null ? [] : [[file.path, file] as const])))
  return { images: found.map(({ image }) => image), files: [...files.values()] }
}

/** It may have been there at an earlier look. */
function isGone(read: ImageRead | undefined): boolean {
  return read?.kind === 'none' && read.problem !== 'other-host'
}

async function storedBefore(
  { minutes: repository }: ImagePorts,
  { settings, team, date, meeting = 1 }: MeetingInput & { readonly meeting?: number },
  path: string,
): Promise<ReadonlyMap<string, string>> {
  if (repository === null) return new Map()
  const branch = minutesBranch(team.id, date, meeting)
  if ((await repository.head(branch)) === null) return new Map()
  const commits = await repository.commits(branch, settings.minutes.branch, path)
  return imagesInCommits([...commits].reverse())
}

type Around = { readonly minutes: string; readonly before: ReadonlyMap<string, string> }

function imageOf(
  { target, address, problem }: WantedImage,
  read: ReadonlyMap<string, ImageRead>,
  { minutes, before }: Around,
): { readonly image: MeetingImage; readonly file: StoredImage | null } {
  const none = { target, path: null, found: null, removed: [], problem }
  const result = address === null ? undefined : read.get(address)
  if (address === null || result === undefined) return { image: none, file: null }
  if (result.kind === 'image') {
    const { type, bytes, removed } = result
    const name = storedName(bytes, type)
    return { image: { ...none, path: name, removed }, file: { path: pathBeside(minutes, name), type, bytes, from: address } }
  }
  const folder = pathBeside(minutes, '')
  const stored = before.get(address)
  if (stored?.startsWith(folder)) return { image: { ...none, path: stored.slice(folder.length) }, file: null }
  return { image: { ...none, problem: result.problem, found: result.found }, file: null }
}
