/** Texts that servers hand back: GitHub and pads may keep other line ends, and drop or add blanks at the ends. Pure. */
export function isSameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim()
  return plain(a) === plain(b)
}
