/** Screens what people typed before anything else uses it: removes secrets and email addresses, according to `privacy` in sprint.yml. */
import { EMAIL_REMOVED, type Found, markOf, SECRET_REMOVED, takeOut, withoutForeignMarks } from '../../domain/text/withheld.ts'
import { findSecrets } from '../../minutes/privacy/find-secrets.ts'
import { findEmails } from '../../minutes/privacy/token-forms.ts'
import { viewsOf } from '../../minutes/privacy/views.ts'
import type { Screen } from '../../ports.ts'
import type { PrivacySettings } from '../../settings/settings.ts'

/** How much of what people typed may be published. */
export type Privacy = PrivacySettings

/** `findTokens`: the rules of a library, which take their time. Lines stay lines. */
export function createScreen(findTokens: (text: string) => Promise<readonly Found[]>, { secrets, emails }: Privacy): Screen {
  return async (given, where) => {
    const text = withoutForeignMarks(given)
    const found = [...findSecrets(text), ...(emails === 'keep' ? [] : findEmails(text))]
    for (const view of viewsOf(text)) found.push(...view.typed(await findTokens(view.text)))
    return takeOut(text, found, ({ kind, line, what }) => {
      if (kind === 'e-mail') return EMAIL_REMOVED
      return secrets === 'mask' ? SECRET_REMOVED : markOf({ where, line, what })
    })
  }
}
