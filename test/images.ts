/** Small images, as pads hold them. */
import { crc32, deflateSync } from 'node:zlib'

/** A square of one color. */
export function pngImage(red: number, size = 8): Uint8Array {
  const rows = Buffer.concat(
    Array.from({ length: size }, () => Buffer.from([0, ...Array.from({ length: size }, () => [red, 120, 160]).flat()])),
  )
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body) >>> 0, body.length + 4)
  return framed
}

export const GIF_IMAGE: Uint8Array = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
/** Their first bytes: more nobody looks at. */
export const JPG_IMAGE: Uint8Array = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1])
export const WEBP_IMAGE: Uint8Array = Buffer.from('RIFF\x1a\0\0\0WEBPVP8L', 'latin1')

export const SVG_IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="4"><rect width="4" height="4" fill="teal"/></svg>'
