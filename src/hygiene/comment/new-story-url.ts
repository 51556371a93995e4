/**
 * The URL of a prefilled story: GitHub’s new-issue form with the epic in the first line. It has no Definition of Ready or Done: those are the
 * repository’s own.
 */

import { parseRef } from '../../domain/reference.ts'
import { quoted } from '../../domain/text/escape.ts'

/** Browsers and GitHub take addresses of about 8,000 characters. */
const MAX_URL = 7_500

/** `Epic: owner/repo#n` is read back as a link to the epic. `wish`: words of the minutes, shown as a quotation. */
export function newStoryUrl(epic: string, options: { title?: string; wish?: string; labels?: readonly string[] } = {}): string {
  const ref = parseRef(epic)
  if (!ref) throw new Error(`${epic} is not a reference`)
  const build = (wish: string) => {
    const query = new URLSearchParams({
      ...(options.title ? { title: options.title.slice(0, 200) } : {}),
      body: storyBody(epic, wish),
      ...(options.labels?.length ? { labels: options.labels.join(',') } : {}),
    })
    return `https://github.com/${ref.owner}/${ref.repo}/issues/new?${query.toString().replaceAll('+', '%20')}`
  }
  const url = build(options.wish ?? '')
  return url.length > MAX_URL ? build('') : url
}

function storyBody(epic: string, wish: string): string {
  const asked = wish === '' ? [] : [`> ${quoted(wish.slice(0, 500))}`, '']
  return [`Epic: ${epic}`, '', ...asked, 'As a _______, I want ______ so that ____.', ''].join('\n')
}
