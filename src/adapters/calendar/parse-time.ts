/** Dates and times as calendars write them. */
import { isIsoDay } from '../../domain/time/dates.ts'

export type ReadTime = { readonly day: string /** null: a day alone. */; readonly time: string | null; readonly isUtc: boolean }

const FORM = /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::(?:\d{2}(?:\.\d{1,9})?)?)?(Z)?)?$/i

/** `2026-01-15T14:05:00Z`, `2026-01-15 14:05`, `2026-01-15`; null for anything else. Seconds are dropped. */
export function readTime(value: unknown): ReadTime | null {
  const match = FORM.exec(String(value).trim())
  if (!match?.[1] || !isIsoDay(match[1])) return null
  const [, day, hour, minute, utc] = match
  if (hour === undefined || minute === undefined) return { day, time: null, isUtc: false }
  if (Number(hour) > 23 || Number(minute) > 59) return null
  return { day, time: `${hour.padStart(2, '0')}:${minute}`, isUtc: utc !== undefined }
}
