/** What a person is asked about the images of minutes: those that are not stored, and those without a text. Pure. */
import { MAX_IMAGES, type MeetingImage } from '../../domain/pads/pad-image.ts'
import { countOf } from '../../domain/text/count-of.ts'
import { asCode } from '../../domain/text/escape.ts'
import { type ImageLink, imagesIn } from '../../notes/text/images.ts'
import type { MeetingInput } from '../compose/meeting-text.ts'
import type { MeetingText } from '../compose/select-meeting.ts'

/** `line`: of the meeting's text. `text` and `answer` are Markdown for the pull request. */
export type ImageQuestion = {
  readonly line: number
  readonly text: string
  readonly answer: string
  readonly asks: readonly (string | number)[]
}

type Context = Pick<MeetingInput, 'images'> & { readonly meeting: Pick<MeetingText, 'structure'> }

/** So many are asked about one by one. */
const MOST_TEXTS = 5

export function imageQuestions({ images = [], meeting }: Context): readonly ImageQuestion[] {
  const shown = imagesIn(meeting.structure)
  return [...problemQuestions(images, shown), ...cleanedQuestions(images, shown), ...textQuestions(shown)]
}

/** Hosts whose images keep their links, because the app may not ask them. */
export function otherImageHosts(images: readonly MeetingImage[]): readonly string[] {
  const hosts = images.flatMap(({ problem, target }) => (problem === 'other-host' && URL.canParse(target) ? [new URL(target).host] : []))
  return [...new Set(hosts)].sort()
}

/** How many files the images of the minutes are. */
export function storedCount(images: readonly MeetingImage[]): number {
  return new Set(images.flatMap(({ path }) => path ?? [])).size
}

function problemQuestions(images: readonly MeetingImage[], shown: readonly ImageLink[]): readonly ImageQuestion[] {
  const many = images.filter(({ problem }) => problem === 'too-many')
  const first = many[0]
  return [
    ...images.flatMap((image): readonly ImageQuestion[] => {
      const why = whyNotStored(image)
      if (why === null) return []
      const text = `the image ${asCode(nameOf(image.target))} ${why}, so its link stays`
      return [{ line: lineOf(image.target, shown), text, answer: BY_HAND, asks: ['image', image.problem ?? '', image.target] }]
    }),
    ...(first === undefined
      ? []
      : [
          {
            line: lineOf(first.target, shown),
            text: `${countOf(many.length, 'image')} from here on ${many.length === 1 ? 'keeps its link' : 'keep their links'}, because at most ${MAX_IMAGES} of a pad are stored`,
            answer: BY_HAND,
            asks: ['image', 'too-many', many.length],
          },
        ]),
  ]
}

const BY_HAND = 'Add the file to `assets/` beside the minutes and correct the link, or leave it.'

function whyNotStored({ problem, found }: MeetingImage): string | null {
  switch (problem) {
    case 'gone':
      return 'no longer exists'
    case 'not-public':
      return 'cannot be read without a login'
    case 'too-large':
      return 'is larger than 5 MiB'
    case 'no-image':
      return `is ${found ?? 'another kind of file'}, expected PNG, JPEG, GIF, SVG or WebP`
    case 'unreachable':
      return 'could not be read, because its server did not answer'
    case 'refused':
      return `could not be read${found === null ? '' : ` (${found})`}`
    case 'no-address':
      return 'has a path without a server'
    case 'secret':
      return 'has text that looks like a secret or an e-mail address'
    case 'secret-address':
      return 'has an address that looks like a secret or an e-mail address'
    default:
      return null
  }
}

function cleanedQuestions(images: readonly MeetingImage[], shown: readonly ImageLink[]): readonly ImageQuestion[] {
  return images.flatMap(({ path, target, removed }) => {
    if (path === null || removed.length === 0) return []
    const text = `${removed.map(asCode).join(', ')} was taken out of the image ${asCode(nameOf(target))}: does it still show everything?`
    return [{ line: lineOf(path, shown), text, answer: 'If not, store it as PNG.', asks: ['image-cleaned', path] }]
  })
}

function textQuestions(shown: readonly ImageLink[]): readonly ImageQuestion[] {
  const without = [...new Map(shown.filter(({ alt }) => alt === '').map((image) => [image.target, image])).values()]
  const single = without.length > MOST_TEXTS ? [] : without
  const [first] = without
  if (first === undefined || single.length > 0) {
    return single.map(({ line, target }) => ({
      line,
      text: 'what does the image show?',
      answer: `Write it between ${asCode('![')} and ${asCode(']')} (in HTML: ${asCode('alt="…"')}), for readers who cannot see it.`,
      asks: ['image-text', target],
    }))
  }
  return [
    {
      line: first.line,
      text: `${countOf(without.length, 'image')} from here on have no text for readers who cannot see them`,
      answer: `Write between ${asCode('![')} and ${asCode(']')} what each shows.`,
      asks: ['image-texts', without.length],
    },
  ]
}

function lineOf(target: string, shown: readonly ImageLink[]): number {
  return shown.find((image) => image.target === target)?.line ?? 0
}

/** The end of its address: most are long. */
function nameOf(target: string): string {
  return (/[^/?#]{1,80}(?=[?#]|$)/.exec(target)?.[0] ?? target).slice(0, 80)
}
