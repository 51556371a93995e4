/** What `format` promises, checked from the outside: words kept in their order. */
/** Words of the input that do not come in the output, in the order of the input. */
export function missingWords(input: string, output: string): string[] {
  const places = new Map<string, number[]>()
  visibleWords(output).forEach((word, at) => {
    const list = places.get(word)
    if (list) list.push(at)
    else places.set(word, [at])
  })
  const missing: string[] = []
  let from = 0
  for (const word of visibleWords(input)) {
    const at = firstFrom(places.get(word) ?? [], from)
    if (at === -1) missing.push(word)
    else from = at + 1
  }
  return missing
}

/** Letters and digits that stand together, HTML comments and the numbers of list items apart: those are not read. */
function visibleWords(text: string): string[] {
  return (
    text
      .replace(/<!--[\s\S]*?-->/g, ' ')
      .replace(/^([ \t]*)\d{1,9}([.)])(?=\s)/gm, '$1$2')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function firstFrom(places: readonly number[], from: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return places[low] ?? -1
}
