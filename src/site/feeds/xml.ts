/** Writes XML as text, escaped, without characters that XML does not allow. */

/** `attributes` and text children are data; elements among `children` come from here. */
export type Element = {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly children?: readonly (Element | string)[]
}

/** A whole document, with its declaration and a line end. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${written(root, '')}\n`
}

function written({ name, attributes = {}, children = [] }: Element, indent: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const open = `${indent}<${name}${pairs.join('')}`
  if (children.length === 0) return `${open}/>`
  if (children.some((child) => typeof child === 'string')) {
    return `${open}>${children.map((child) => (typeof child === 'string' ? escaped(child) : written(child, ''))).join('')}</${name}>`
  }
  const inside = children.map((child) => (typeof child === 'string' ? child : written(child, `${indent}  `)))
  return `${open}>\n${inside.join('\n')}\n${indent}</${name}>`
}

/** XML 1.0 has no form for these, not even an escaped one. */
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escaped(text: string): string {
  return text.replace(NO_XML, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
