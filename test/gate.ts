/** Order without clocks: what a test waits for is something that happened. */

/** A gate that opens when so many stand before it, for all of them and whoever comes later. Each waits with what it will do then. */
export function gateOf(size: number): (then: () => void) => void {
  const waiting: (() => void)[] = []
  let isOpen = false
  return (then) => {
    waiting.push(then)
    isOpen ||= waiting.length >= size
    if (isOpen) for (const one of waiting.splice(0)) one()
  }
}
