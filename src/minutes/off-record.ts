/** What people want to keep among themselves: everything below a line that says so, until one says otherwise. Pure. */

const OFF =
  /^(?:(?:from here(?: on)?|ab hier) )?(?:this (?:part )?is )?(?:off[ -](?:the[ -])?records?|not for the (?:minutes|record|protocol)|nicht (?:fürs|für das|im) protokoll|ohne protokoll|inoffiziell|vertraulich|confidential)(?: (?:from here(?: on)?|ab hier|below|part|section|teil))?$/
const ON = /^(?:(?:from here(?: on)?|ab hier) )?(?:back )?(?:on[ -](?:the[ -])?records?|(?:wieder )?(?:fürs|im) protokoll)(?: again)?$/

/** For each line whether it stands off the record; the line that says so does, too. */
export function offRecord(lines: readonly string[]): readonly boolean[] {
  let off = false
  return lines.map((line) => {
    const said = wordsOf(line)
    if (said !== '' && OFF.test(said)) off = true
    else if (off && said !== '' && ON.test(said)) {
      off = false
      return true
    }
    return off
  })
}

/** Lower case, without bullets, hashes, dashes, brackets, emphasis and signs around. */
function wordsOf(line: string): string {
  // A sentence that mentions it is longer.
  if (line.length > 120) return ''
  return line
    .toLowerCase()
    .replace(/[^\p{L}\d -]/gu, ' ')
    .replace(/(?<![\p{L}\d])-+|-+(?![\p{L}\d])/gu, ' ')
    .replace(/ {1,99}/g, ' ')
    .trim()
}
