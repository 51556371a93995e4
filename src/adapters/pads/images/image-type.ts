/** What an image is, by its bytes: names and types that servers give are not reliable. */
import type { ImageType } from '../../../domain/pads/pad-image.ts'

const SIGNATURES: readonly (readonly [ImageType, RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
]

/** null: none of the kinds that are stored. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return SIGNATURES.find(([, signature]) => signature.test(head))?.[0] ?? (isSvg(bytes) ? 'svg' : null)
}

/** What something that is no image seems to be, for people. */
export function kindInWords(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file'
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  if (/^\s*<(?:!doctype\s+html|html)\b/i.test(head)) return 'a web page'
  if (head.startsWith('%PDF-')) return 'a PDF file'
  return 'another kind of file'
}

/** Where the first element of an XML text begins, behind white space, comments, declaration and document type. */
function isSvg(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16_384))
    .toString('utf8')
    .replace(/^\ufeff/, '')
  let at = 0
  for (;;) {
    while (/\s/.test(head.charAt(at))) at++
    const end = head.startsWith('<!--', at)
      ? '-->'
      : head.startsWith('<?', at)
        ? '?>'
        : head.startsWith('<!', at)
          ? doctypeEnd(head, at)
          : null
    if (end === null) return /^<svg[\s/>]/.test(head.slice(at, at + 5))
    const found = head.indexOf(end, at + 2)
    if (found === -1) return false
    at = found + end.length
  }
}

/** Declarations of its own stand between brackets. */
function doctypeEnd(head: string, at: number): string {
  const close = head.indexOf('>', at)
  const open = head.indexOf('[', at)
  return open !== -1 && open < close ? ']>' : '>'
}
