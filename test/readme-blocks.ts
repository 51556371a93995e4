/** Blocks of the README that are copied from elsewhere: `<!-- from: PLACE -->` stands before the fence. */

/** Lines of the blocks copied from `place`, in order; `…` on a line of its own stands for what was left out. */
export function shownFrom(readme: string, place: string): readonly string[] {
  return blocks(readme)
    .filter(({ from }) => from === place)
    .flatMap(({ lines }) => lines)
}

export function blocks(readme: string): readonly { readonly from: string; readonly lines: readonly string[] }[] {
  return [...readme.matchAll(/^<!-- from: (.+) -->\n(`{3,})\w*\n([\s\S]*?)\n\2$/gm)].map(([, from = '', , text = '']) => ({
    from,
    lines: text.split('\n'),
  }))
}
