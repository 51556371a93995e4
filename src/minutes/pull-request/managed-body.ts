/** The body of a pull request over its life: ours between two marks, what people tick or write beside it stays. Pure. */

const OPEN = '<!-- scs-sprint:pull v1 -->'
const CLOSE = '<!-- /scs-sprint:pull -->'

/** Ours, between its marks. */
export function markedBody(body: string): string {
  return `${OPEN}\n${body.trim()}\n${CLOSE}\n`
}

/** The body to write; null where people have taken the marks away: then it is theirs. */
export function updatedBody(existing: string, body: string): string | null {
  const text = existing.replaceAll('\r\n', '\n')
  const from = text.indexOf(OPEN)
  const to = text.indexOf(CLOSE)
  if (from === -1 || to < from) return null
  const old = text.slice(from, to)
  const fresh = keepTicks(markedBody(body).trimEnd(), old)
  return `${text.slice(0, from)}${fresh}${text.slice(to + CLOSE.length)}`
}

/** A question that somebody ticked stays ticked, also where its line has moved. */
function keepTicks(fresh: string, old: string): string {
  const ticked = new Set(
    old.split('\n').flatMap((line) => {
      const question = /^- \[[xX]\] (.*)$/.exec(line)?.[1]
      return question === undefined ? [] : [withoutPlace(question)]
    }),
  )
  return fresh
    .split('\n')
    .map((line) => (line.startsWith('- [ ] ') && ticked.has(withoutPlace(line.slice(6))) ? `- [x] ${line.slice(6)}` : line))
    .join('\n')
}

function withoutPlace(question: string): string {
  return question.replace(/^(?:line \d{1,6}|\[line \d{1,6}\]\([^()\s]{1,600}\)): /, '')
}

/** Stands for the questions that a body has no room for. */
export function moreQuestions(count: number): string {
  return `and ${count} more of this kind`
}

const MORE = /^and (\d{1,6}) more of this kind$/

/** How many questions of a body nobody has answered, with those that it only counts. */
export function openCountIn(body: string): number {
  return openIn(body).reduce((count, question) => count + Number(MORE.exec(question)?.[1] ?? 1), 0)
}

/** The questions of a body that nobody has answered, as they stand there. */
export function openIn(body: string): readonly string[] {
  return body
    .replaceAll('\r\n', '\n')
    .split('\n')
    .flatMap((line) => (line.startsWith('- [ ] ') ? [line.slice('- [ ] '.length)] : []))
}
