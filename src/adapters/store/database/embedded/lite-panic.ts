/**
 * After a panic (a full disk while its log is written) PostgreSQL ends and starts again. The embedded one cannot: its next
 * statement waits for ever for a lock of the one that failed.
 */
const ERROR = 'E'.charCodeAt(0)
/** A letter for the kind of message, then its length in four bytes, which count themselves. */
const LETTER_BYTES = 1
const LENGTH_BYTES = 4

/** What the database says of its panic, in an answer that consists of messages of PostgreSQL's protocol; null: there was none. */
export function panicIn(answer: Uint8Array): string | null {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength)
  for (let at = 0; at + LETTER_BYTES + LENGTH_BYTES <= answer.length; at += LETTER_BYTES + view.getUint32(at + LETTER_BYTES)) {
    if (answer[at] !== ERROR) continue
    const fields = fieldsOf(answer.subarray(at + LETTER_BYTES + LENGTH_BYTES, at + LETTER_BYTES + view.getUint32(at + LETTER_BYTES)))
    if (fields.get('V') === 'PANIC') return fields.get('M') ?? 'panic'
  }
  return null
}

/** By their letter. `V` is the severity, in English whatever the language is; `M` is the message. */
function fieldsOf(error: Uint8Array): ReadonlyMap<string, string> {
  const texts = new TextDecoder().decode(error).split('\0')
  return new Map(texts.filter((text) => text !== '').map((text) => [text.slice(0, 1), text.slice(1)]))
}
