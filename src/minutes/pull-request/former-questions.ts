/**
 * Questions of pull requests from before their boxes had markers. A box that somebody ticked there is known by its words, as
 * each version wrote them: whoever changes the words of a question adds the new ones here, and keeps the old ones. Pure.
 */

type Captured = (groups: Readonly<Record<string, string>>) => readonly string[]

/** What a question is about, and the words that ask it. Questions of one kind that capture the same ask the same. */
type QuestionForm = { readonly words: RegExp; readonly about: Captured }

const QUESTIONS: readonly QuestionForm[] = [
  { words: /^`(?<number>[^`]{1,200})`: which repository\?/, about: ({ number = '' }) => ['number', number] },
  {
    words: /^`@(?<typed>[^`]{1,100})` is (?:unknown; )?`@(?<proposed>[^`]{1,100})` (?:in sprint\.yml|was there|is known)/,
    about: ({ typed = '', proposed = '' }) => ['handle', typed.toLowerCase(), proposed.toLowerCase()],
  },
  {
    words: /^The link is labell?ed (?<label>.{1,400}), but leads to (?<target>.{1,400}); the link/,
    about: ({ label = '', target = '' }) => ['label-disagrees', withoutMarkup(label), withoutMarkup(target)],
  },
  {
    words: /^said "(?<said>.{1,1000})", but (?<item>\[[^\]]{1,200}\]\([^()\s]{1,300}\)) .{0,200}?(?<closed>\balready\b)?(?:[.]|$)/,
    about: ({ said = '', item = '', closed }) => ['contradiction', withoutMarkup(said), item, closed === undefined ? 'open' : 'closed'],
  },
  { words: /^(?<lines>\d{1,6}) lines? could not be put in house format/, about: ({ lines = '' }) => ['kept-as-typed', lines] },
  { words: /^(?:what|something that) looks like a secret was left out/, about: () => ['left-out', 'secret'] },
  { words: /^an e-?mail address was left out/, about: () => ['left-out', 'e-mail'] },
  { words: /^`(?<path>[^`]{1,500})` does not end in `\.md`/, about: ({ path = '' }) => ['path-ending', path] },
  {
    words: /^`(?<path>[^`]{1,500})` is for (?<date>\S{10}), but the notes were typed by (?<typed>\S{10}): is the (?<slip>year|month)/,
    about: ({ path = '', date = '', typed = '', slip = '' }) => ['path-date', path, date, typed, slip],
  },
]

/** What a box without a marker asks, the same for all words of one question; its own words where no version wrote them. */
export function askedIn(box: string): string {
  const words = withoutPlace(box)
  for (const { words: known, about } of QUESTIONS) {
    const found = known.exec(words)
    if (found !== null) return JSON.stringify(about(found.groups ?? {}))
  }
  return words
}

function withoutPlace(question: string): string {
  return question.replace(/^(?:line \d{1,6}|\[line \d{1,6}\]\([^()\s]{1,600}\)): /, '')
}

/** How words of people are escaped differs from version to version. */
function withoutMarkup(text: string): string {
  return text.replace(/[\\`]/g, '')
}
