/** The last look at what is about to be published. Pure. */
import { marksIn } from '../../domain/text/withheld.ts'
import { userError } from '../../errors.ts'

/** Throws UserError where a text that is about to be published holds a mark: names line and kind, never the secret. */
export function requirePublishable(text: string): void {
  const [first, ...others] = marksIn(text)
  if (first === undefined) return
  const places = [
    ...new Set([first, ...others].filter(({ where }) => where === first.where).map(({ line, what }) => `line ${line}: ${what}`)),
  ]
  throw userError({
    where: first.where,
    expected: 'notes that anyone can read',
    found: `possible secrets (${places.join('; ')})`,
    fix: 'Nothing is published. Remove them from the notes, and revoke them, because others may have read them. With `privacy: { secrets: mask }` in sprint.yml, the rest is published with placeholders.',
    problem: 'secrets',
  })
}
