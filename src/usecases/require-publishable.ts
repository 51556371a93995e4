/** The last look at what is about to be published. Pure. */
import { marksIn } from '../domain/text/withheld.ts'
import { userError } from '../errors.ts'

/** Throws UserError where a text that is about to be published holds a mark: names line and kind, never the secret. */
export function requirePublishable(text: string): void {
  const [first, ...others] = marksIn(text)
  if (first === undefined) return
  const places = [
    ...new Set([first, ...others].filter(({ where }) => where === first.where).map(({ line, what }) => `line ${line}: ${what}`)),
  ]
  throw userError({
    where: first.where,
    expected: 'notes that everybody may read',
    found: `what looks like secrets (${places.join('; ')})`,
    fix: 'Nothing is published. Take them out there, and change them: others have read them too. With `privacy: { secrets: mask }` in sprint.yml the rest is published, with a placeholder in their place.',
  })
}
