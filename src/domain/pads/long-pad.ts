/** Decides whether a pad is long enough to be read in a separate thread; shorter ones are fast, whatever they contain. Pure. */
export function isLongPad(text: string): boolean {
  return text.length > 20_000
}
