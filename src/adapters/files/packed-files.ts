/** Compressed files, as the server keeps and sends them. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { PackedFile } from '../../ports.ts'

/** Less than a packet of the network: nothing is gained. */
const WORTH_IT = 1200

export function packFile({ path, text }: { readonly path: string; readonly text: string }): PackedFile {
  const body = Buffer.from(text)
  const gzip = body.length < WORTH_IT ? null : gzipSync(body)
  return { path, body, gzip, digest: createHash('sha256').update(body).digest('base64url') }
}
