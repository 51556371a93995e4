/** All secrets that are known here, by name or by form; a library of rules knows more. Pure. */
import type { Found } from '../../domain/text/withheld.ts'
import { findNamed } from './named-secrets.ts'
import { findForms, findPrivateKeys } from './token-forms.ts'
import { findInViews } from './views.ts'

/** By line of the text, from 1; places may overlap. */
export function findSecrets(text: string): readonly Found[] {
  return findInViews(text, (view) => [...findPrivateKeys(view), ...findForms(view), ...findNamed(view)])
}
