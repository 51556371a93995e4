/** What of a pad may leave it: everything that is made of the pad is made of this text. Pure. */
import { withoutReasons } from '../../notes/readers/off-record/absences.ts'
import { offRecordRemark, withoutOffRecord } from '../../notes/readers/off-record/off-record.ts'
import type { PrivacySettings } from '../../settings/settings.ts'

export type Publishable = {
  /** As many lines as the pad. */
  readonly text: string
  /** What was taken out of these lines, without its words. */
  readonly remarksOn: (first: number, last: number) => readonly string[]
}

export function publishable(text: string, { absences }: Pick<PrivacySettings, 'absences'>): Publishable {
  const open = withoutOffRecord(text)
  const { text: told, lines } = absences === 'as-typed' ? { text: open.text, lines: [] } : withoutReasons(open.text)
  const remarksOn = (first: number, last: number) => {
    const parts = open.parts.filter(({ from, to }) => from <= last && to >= first)
    return [
      ...(parts.length === 0 ? [] : [offRecordRemark(parts)]),
      ...lines
        .filter((line) => line >= first && line <= last)
        .map((line) => `line ${line}: the reason for an absence was left out (\`privacy.absences: as-typed\` in sprint.yml keeps it).`),
    ]
  }
  return { text: told, remarksOn }
}

/** The lines of a pad that are off the record: what of them was published before has to go. */
export function offRecordText(text: string): string {
  const lines = text.split(/\r\n|\n|\r/)
  return withoutOffRecord(text)
    .parts.flatMap(({ from, to }) => lines.slice(from - 1, to))
    .join('\n')
}
