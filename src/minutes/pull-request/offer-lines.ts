/** Offers the app’s lines that conflict with people’s edits of a branch in a comment. Pure. */
import { fenceFor } from '../../domain/markdown/fence.ts'
import { sha256Of } from '../../domain/text/sha256.ts'
import type { Conflict } from '../../domain/text/three-way-merge.ts'

/** Lines shown of one place, and places shown: a comment is no second copy of the file. */
const SHOWN_LINES = 40
const SHOWN_PLACES = 10

/** A comment; its first line, the mark, tells one offer from another, so that none is made twice. */
export function offerOf(conflicts: readonly Conflict[]): { readonly mark: string; readonly body: string } {
  const sha256 = sha256Of(JSON.stringify(conflicts.map(({ theirs, ours }) => [theirs, ours])))
  const places = conflicts.slice(0, SHOWN_PLACES).flatMap(({ theirs, ours, line }) => {
    const lines = [...theirs.slice(0, SHOWN_LINES).map((text) => `- ${text}`), ...ours.slice(0, SHOWN_LINES).map((text) => `+ ${text}`)]
    // Inside of a fence nobody is called and nothing is linked.
    const fence = fenceFor(lines.join('\n'))
    return [
      '',
      `Around line ${line}:`,
      '',
      `${fence}diff`,
      ...lines.map((text) => text.slice(0, 500).replace(/[\r\u2028\u2029]/g, ' ')),
      fence,
    ]
  })
  const rest = conflicts.length - SHOWN_PLACES
  const mark = `<!-- scs-sprint:offer v1 sha256=${sha256} -->`
  const body = [
    mark,
    `**Your ${conflicts.length === 1 ? 'edit is' : 'edits are'} kept.** The pad or the board has changed since. Lines with \`-\` are in the file; lines with \`+\` would have replaced them. Copy what you need.`,
    ...places,
    ...(rest > 0 ? ['', `… and ${rest} more.`] : []),
    '',
  ].join('\n')
  return { mark, body }
}
