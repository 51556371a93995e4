/** What people typed, as one line of plain words: no Markdown, no HTML, nothing that turns the order of signs around. Pure. */
import { withoutAdded } from '../../domain/text/added-facts.ts'
import { visibleWords } from '../../domain/text/visible-words.ts'

/** Longer texts nobody reads on a page; the line itself is linked. */
const LONGEST = 400

const GITHUB_PLACE =
  /https?:\/\/(?:redirect\.)?github\.com\/([\w-]{1,39}\/[\w.-]{1,100})\/(?:issues|pull|discussions)\/(\d{1,9})[^\s<>()[\]|]{0,200}/g
/** Marks of writing direction, and control characters. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Addresses of issues become `owner/repo#1`; what the app added to a line goes. */
export function plainWords(markdown: string): string {
  const typed = withoutAdded(markdown.length > 4 * LONGEST ? markdown.slice(0, 4 * LONGEST) : markdown)
  const words = visibleWords(typed.replace(/^\s{0,40}\|/, '').replace(/\|\s{0,9}$/, ''))
    .replace(GITHUB_PLACE, '$1#$2')
    .replace(/\s{0,9}\|\s{0,9}/g, ' – ')
  return clipped(plainTitle(words))
}

/** A title, a name: one line without unseen signs. */
export function plainTitle(text: string): string {
  return text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim()
}

function clipped(text: string): string {
  if (text.length <= LONGEST) return text
  const cut = text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')
  const space = cut.lastIndexOf(' ')
  return `${space > LONGEST / 2 ? cut.slice(0, space) : cut} …`
}
