/** app.yml, as the registration page shows and sends it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMap, isScalar, isSeq, type Pair, parseDocument } from 'yaml'
import type { AppDescription } from '../../registration/manifest.ts'

/** Beside `src` in a clone, beside `dist` in the package. */
const PATH = fileURLToPath(new URL('../../../app.yml', import.meta.url))

export function readAppDescription(): AppDescription {
  const document = parseDocument(readFileSync(PATH, 'utf8'))
  const permissions = document.get('default_permissions')
  const events = document.get('default_events')
  return {
    description: String(document.get('description')),
    url: String(document.get('url')),
    permissions: isMap(permissions) ? permissions.items.map((pair) => permissionOf(pair)) : [],
    events: isSeq(events) ? events.items.map((item) => String(isScalar(item) ? item.value : item)) : [],
  }
}

function permissionOf({ key, value }: Pair) {
  const [name, access] = [key, value].map((node) => String(isScalar(node) ? node.value : node))
  const reason = isScalar(value) ? (value.comment ?? '').trim() : ''
  return { name: name ?? '', access: access ?? '', reason }
}
