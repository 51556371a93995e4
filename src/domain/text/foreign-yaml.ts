/** YAML that other people wrote, read within bounds: a text of any size and depth must not stop the app. */
import { type Document, parseDocument } from 'yaml'

/** As long as an issue may be. Longer ones cost seconds. */
export const MAX_YAML = 65_536

/** null: it is no valid YAML, it is too long, or it is nested too deep to be read. */
export function parseForeignYaml(text: string): Document.Parsed | null {
  if (text.length > MAX_YAML) return null
  try {
    const document = parseDocument(text, { logLevel: 'silent' })
    return document.errors.length === 0 ? document : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The same as plain values. Aliases without a target, or too many of them, show only here. */
export function foreignYamlValue(text: string): unknown {
  try {
    return parseForeignYaml(text)?.toJS({ maxAliasCount: 100 }) ?? null
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return null
    throw error
  }
}
