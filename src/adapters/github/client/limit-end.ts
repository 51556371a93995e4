/** When one of GitHub's limits ends. GitHub tells it by its own clock, and ours may be another: a fixed one (SPRINT_NOW), or a wrong one. */

export type Headers = Readonly<Record<string, string | undefined>>

/** `seconds` from the answer on; null where our clock cannot tell, or GitHub does not. */
export type LimitEnd = { readonly at: Date | null; readonly seconds: number | null }

const HOUR_SECONDS = 60 * 60
const SECONDARY_SECONDS = 60

/** `now`: by our clock; counts where the answer does not tell its time. */
export function limitEnd(headers: Headers, now: Date, { isSecondary }: { readonly isSecondary: boolean }): LimitEnd {
  const answered = Date.parse(headers.date ?? '')
  const from = Number.isNaN(answered) ? now : new Date(answered)
  const after = Number(headers['retry-after'])
  const reset = Number(headers['x-ratelimit-reset'])
  if (Number.isFinite(after) && after > 0) return endAfter(from, after)
  if (Number.isFinite(reset) && reset > 0) {
    const at = new Date(reset * 1000)
    return { at, seconds: secondsTo(at, from) }
  }
  return isSecondary ? endAfter(from, SECONDARY_SECONDS) : { at: null, seconds: null }
}

function endAfter(from: Date, seconds: number): LimitEnd {
  return { at: new Date(from.getTime() + seconds * 1000), seconds }
}

/** The budget of an hour ends within the hour: null by a clock that says otherwise. */
export function secondsTo(end: Date, now: Date): number | null {
  const seconds = Math.ceil((end.getTime() - now.getTime()) / 1000)
  return Math.abs(seconds) > HOUR_SECONDS ? null : Math.max(1, seconds)
}
