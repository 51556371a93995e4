/** Which `*` and `_` of a paragraph are emphasis, by the rules of CommonMark; linear in their number. */

export type Delimiter = {
  readonly sign: '*' | '_'
  readonly count: number
  readonly canOpen: boolean
  readonly canClose: boolean
  /** A space stands beside it: read as emphasis only by mistake. */
  readonly loose: boolean
  /** Signs that close emphasis to the left, and signs that open some to the right. */
  closing: number
  opening: number
}

const SPACE = /\s/
const PUNCTUATION = /[\p{P}\p{S}]/u

export function delimiterAt(text: string, at: number, count: number): Delimiter {
  const sign = text[at] as '*' | '_'
  const before = at === 0 ? ' ' : signBefore(text, at)
  const after = at + count >= text.length ? ' ' : String.fromCodePoint(text.codePointAt(at + count) as number)
  const spaceBefore = SPACE.test(before)
  const spaceAfter = SPACE.test(after)
  const left = !spaceAfter && (!PUNCTUATION.test(after) || spaceBefore || PUNCTUATION.test(before))
  const right = !spaceBefore && (!PUNCTUATION.test(before) || spaceAfter || PUNCTUATION.test(after))
  const canOpen = sign === '*' ? left : left && (!right || PUNCTUATION.test(before))
  const canClose = sign === '*' ? right : right && (!left || PUNCTUATION.test(after))
  return { sign, count, canOpen, canClose, loose: spaceBefore || spaceAfter, closing: 0, opening: 0 }
}

/** The whole sign that ends at `at`, `at` > 0. */
export function signBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1)
  return low >= 0xdc00 && low <= 0xdfff && at > 1 ? text.slice(at - 2, at) : (text[at - 1] as string)
}

/** Fills `closing` and `opening`. */
export function matchDelimiters(delimiters: readonly Delimiter[]): void {
  const stack: { readonly id: number; readonly delimiter: Delimiter }[] = []
  // Below these ids no opener of the kind is left: keeps repeated failures from searching again.
  const bottoms = new Map<string, number>()
  delimiters.forEach((closer, id) => {
    const key = `${closer.sign}${closer.canOpen ? 1 : 0}${closer.count % 3}`
    while (closer.canClose && free(closer) > 0) {
      const found = findOpener(stack, closer, bottoms.get(key) ?? -1)
      if (found === -1) {
        bottoms.set(key, id)
        break
      }
      stack.length = found + 1
      const opener = (stack[found] as { delimiter: Delimiter }).delimiter
      const used = free(opener) >= 2 && free(closer) >= 2 ? 2 : 1
      opener.opening += used
      closer.closing += used
      if (free(opener) === 0) stack.pop()
    }
    if (closer.canOpen && free(closer) > 0) stack.push({ id, delimiter: closer })
  })
}

export function free({ count, closing, opening }: Delimiter): number {
  return count - closing - opening
}

function findOpener(stack: readonly { readonly id: number; readonly delimiter: Delimiter }[], closer: Delimiter, bottom: number): number {
  for (let i = stack.length - 1; i >= 0; i--) {
    const { id, delimiter } = stack[i] as { id: number; delimiter: Delimiter }
    if (id < bottom) return -1
    if (delimiter.sign !== closer.sign) continue
    const both = delimiter.canClose || closer.canOpen
    const odd = (delimiter.count + closer.count) % 3 === 0 && !(delimiter.count % 3 === 0 && closer.count % 3 === 0)
    if (!both || !odd) return i
  }
  return -1
}
