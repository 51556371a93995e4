/** Lists made with Etherpad’s buttons, as its text export writes them. */

/**
 * true where a list begins one tab deep: only lists made with buttons look so. There each line is a line of its own, and one
 * without a tab ends the list.
 */
export function hasButtonLists(text: readonly string[]): boolean {
  let inList = false
  for (const line of text) {
    const isItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)]|(?:\d{1,9}\.){2,9}) /.test(line)
    if (isItem && line.startsWith('\t') && !inList) return true
    if (line.trim() !== '') inList = isItem || (inList && /^[ \t]+\S/.test(line))
  }
  return false
}
