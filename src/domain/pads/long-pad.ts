/** A pad that is read and composed in a thread of its own; shorter ones cost little, whatever stands in them. Pure. */
export function isLongPad(text: string): boolean {
  return text.length > 20_000
}
