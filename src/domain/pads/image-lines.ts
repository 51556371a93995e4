/** Images as a dry run lists them. Pure. */
import type { StoredImage } from './pad-image.ts'

/** A line each: where it goes, what it is, where it comes from. */
export function imageLines(images: readonly StoredImage[]): string {
  return images
    .map(({ path, type, bytes, from }) => `${path} (${type.toUpperCase()}, ${sizeInWords(bytes.length)}) from ${from}`)
    .join('\n')
}

/** `812 bytes`, `12 KiB`, `4.2 MiB`. */
function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  const kib = bytes / 1024
  return kib < 1000 ? `${Math.round(kib)} KiB` : `${(kib / 1024).toFixed(1)} MiB`
}
