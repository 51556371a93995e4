/** The items of a meeting as one line each. */
import { readNotes } from '../../../../src/notes/read-notes.ts'

/** `@handles, names? | text` of each item of a meeting with Kim Meier (@kimm), Tom and @lea; `Pat?` where nobody is called so. */
export function read(lines: string): readonly string[] {
  const notes = readNotes(`# 2026-06-11\n\n## Teilnehmer\n\n- Kim Meier (@kimm)\n- Tom\n- @lea\n\n## Thema\n\n${lines}\n`)
  return notes.actionItems.map(({ owners, ownersTyped = [], ownerUnknown, text }) => {
    const who = [...owners.map((owner) => `@${owner}`), ...ownersTyped, ...(ownerUnknown === undefined ? [] : [`${ownerUnknown}?`])]
    return `${who.join(', ')} | ${text}`
  })
}
