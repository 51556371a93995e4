/** What a fix changed, hidden in the app's reply to the command: `/epic undo` takes it back from there, also after a restart. Pure. */
import { z } from 'zod'
import { sha256Of } from '../../domain/text/sha256.ts'

const ref = z.string().regex(/^[A-Za-z\d][A-Za-z\d-]{0,50}\/[\w.-]{1,100}#\d{1,9}$/)
const refs = z.array(ref).max(100)
const title = z.string().min(1).max(256)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const offset = z.number().int().min(0).max(70_000)

const Change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('body'),
    /** Of the body before and after. */
    before: sha256,
    after: sha256,
    splices: z.array(z.strictObject({ at: offset, length: offset, before: z.string().max(70_000) })).max(200),
    listed: refs,
    checked: refs,
    cleared: refs,
  }),
  /** `sha256` of the body it was made with. */
  z.strictObject({ kind: z.literal('story'), story: ref, title, body: sha256 }),
  z.strictObject({ kind: z.literal('card'), issue: ref, from: title, to: title }),
  /** `status`: what the card had when it was added. */
  z.strictObject({ kind: z.literal('new-card'), issue: ref, status: title.nullable() }),
  z.strictObject({ kind: z.literal('milestone'), issue: ref, from: title.nullable(), to: title }),
])

const Record = z.strictObject({
  by: z.string().max(60),
  rules: z.array(z.string().max(60)).max(30),
  changes: z.array(Change).max(100),
})

/** One change that was made. */
export type Change = z.infer<typeof Change>

export type RepairRecord = z.infer<typeof Record>

const MARK = /^<!-- scs-sprint:fix v1 ([\w-]{1,50000}) -->[ \t]*\r?$/m
const UNDONE = /^<!-- scs-sprint:undone v1 to=(\S{1,200}) -->[ \t]*\r?$/m

/** The mark of what can still be taken back. */
export function repairMark(record: RepairRecord): string {
  return `<!-- scs-sprint:fix v1 ${Buffer.from(JSON.stringify(record)).toString('base64url')} -->`
}

/** In place of the mark after that; `to`: ID of the comment with the command that took it back. */
export function undoneMark(to: string): string {
  return `<!-- scs-sprint:undone v1 to=${to} -->`
}

/** What it cannot hold could not be taken back: a long line of a task list is in it, before and after. */
export function fitsRecord(record: RepairRecord): boolean {
  return readRepair(repairMark(record)) !== null
}

/** null for a text without the mark, or with one that is not exactly a record. */
export function readRepair(body: string): RepairRecord | null {
  const text = MARK.exec(body)?.[1]
  if (text === undefined) return null
  try {
    const result = Record.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return result.success ? result.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The command that took the fix back; null: none did. */
export function undoneBy(body: string): string | null {
  return UNDONE.exec(body)?.[1] ?? null
}

export const bodyHash = (body: string): string => sha256Of(body)
