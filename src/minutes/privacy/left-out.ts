/** Places of minutes where something was removed: questions and remarks about them. Pure. */
import { EMAIL_REMOVED, type Found, SECRET_REMOVED } from '../../domain/text/withheld.ts'
import type { PrivacySettings } from '../../settings/settings.ts'

/** `text` is Markdown; `line` is of the minutes. */
export type LeftOut = { readonly line: number; readonly kind: Found['kind']; readonly text: string }

export function leftOutOf(minutes: string, { emails }: Pick<PrivacySettings, 'emails'>): readonly LeftOut[] {
  return minutes.split('\n').flatMap((line, index): LeftOut[] => [
    ...(line.includes(SECRET_REMOVED)
      ? [
          {
            line: index + 1,
            kind: 'secret' as const,
            text: 'something that looks like a secret was left out; change it where it is used, because others have read the pad',
          },
        ]
      : []),
    ...(emails === 'ask' && line.includes(EMAIL_REMOVED)
      ? [
          {
            line: index + 1,
            kind: 'e-mail' as const,
            text: 'an email address was left out. If it may be public, add it here, or set `privacy: { emails: keep }` in sprint.yml',
          },
        ]
      : []),
  ])
}

/** For the person who runs it, with lines of the pad: the minutes may not be a file yet. */
export function leftOutRemarks(pad: string, { text, firstLine }: { readonly text: string; readonly firstLine: number }): readonly string[] {
  const linesWith = (placeholder: string) =>
    text.split('\n').flatMap((line, index) => (line.includes(placeholder) ? [Math.max(1, index + firstLine)] : []))
  const told = (what: string, lines: readonly number[]) =>
    lines.length === 0 ? [] : [`${pad}, line${lines.length === 1 ? '' : 's'} ${lines.join(', ')}: ${what} was left out.`]
  return [...told('something that looks like a secret', linesWith(SECRET_REMOVED)), ...told('an email address', linesWith(EMAIL_REMOVED))]
}
