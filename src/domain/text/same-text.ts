/** Compares texts returned by servers: GitHub and pads may change line endings, and add or drop whitespace at the ends. Pure. */
export function isSameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim()
  return plain(a) === plain(b)
}
