/**
 * Minutes that wait for approval: for some days after their pull request was opened, or while it has a label. The description
 * keeps what was promised to people, so a later configuration changes nothing on pull requests that are open. Pure.
 */
import { asCode } from '../../../domain/text/escape.ts'

export type Clearance = { readonly until: string } | { readonly label: string }

const MARK = /<!-- scs-sprint:clearance v1 (?:until=(\d{4}-\d{2}-\d{2})|label=([A-Za-z\d_-]{1,200})) -->/

/** A sentence with the marker by which `clearanceIn` knows it again. `until`: the last day of waiting. */
export function clearanceText(clearance: Clearance): string {
  if ('until' in clearance) {
    return `**These minutes wait for approval until ${clearance.until}.** Request changes in a review, or correct them, until then. <!-- scs-sprint:clearance v1 until=${clearance.until} -->`
  }
  const kept = Buffer.from(clearance.label, 'utf8').toString('base64url')
  return `**These minutes wait for approval.** Whoever approves them removes the label ${asCode(clearance.label)}. <!-- scs-sprint:clearance v1 label=${kept} -->`
}

/** What a description says; null: it says nothing of it. */
export function clearanceIn(body: string): Clearance | null {
  const [, until, label] = MARK.exec(body) ?? []
  if (until !== undefined) return { until }
  return label === undefined ? null : { label: Buffer.from(label, 'base64url').toString('utf8') }
}

/** `today`: in the time zone of the team; `labels`: of the pull request. */
export function isWaiting(
  clearance: Clearance | null,
  { today, labels }: { readonly today: string; readonly labels: readonly string[] },
): boolean {
  if (clearance === null) return false
  if ('until' in clearance) return today <= clearance.until
  return labels.some((name) => name.toLowerCase() === clearance.label.toLowerCase())
}
