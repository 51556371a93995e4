/** `--serve`: comments, pull requests and files as people see them. Plain texts; nothing of them is run. */
import { readFileSync } from 'node:fs'
import type { Stage } from './stage.ts'

/** How the mark of a comment begins -> what the comment is. */
export const COMMENTS = { hygiene: 'what would help', discussed: 'meetings that spoke of it', outcome: 'what was agreed' }

/** The kind of a comment by the mark that it begins with. */
export const isKind = (body: string, mark: string): boolean => body.startsWith(`<!-- scs-sprint:${mark} `)

const kindOf = (body: string): string => Object.entries(COMMENTS).find(([mark]) => isKind(body, mark))?.[1] ?? 'comment'

/** As people see it on GitHub: without marks. */
const unmarked = (body: string): string => body.replaceAll(/<!--[\s\S]*?-->\n?/g, '').trim()

type Entry = { readonly title: string; readonly link: string; readonly text: string }

/** `files`: where they lie -> what they are called. Looks again whenever it is asked for. */
export function writtenPage(stage: Stage, files: ReadonlyMap<string, string>): string {
  const site = stage.sandbox.world.site
  const comments = stage.appComments().map(({ on, comment }): Entry => {
    const { repository, number, title } = stage.issue(on)
    const link = `${site}/${repository.nameWithOwner}/issues/${number}#issuecomment-${comment.databaseId}`
    return { title: `${on} ${title}: ${kindOf(comment.body)}`, link, text: unmarked(comment.body) }
  })
  const pulls = stage.pulls().map((pull): Entry => {
    const link = `${site}/${pull.repository.nameWithOwner}/pull/${pull.number}`
    return { title: `${pull.title} (${pull.state.toLowerCase()})`, link, text: unmarked(pull.body) }
  })
  const texts = [...files].map(([path, name]): Entry => ({ title: name, link: '', text: readFileSync(path, 'utf8') }))
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What the demo wrote</title>
<link rel="stylesheet" href="../assets/site.css">
<main>
<h1>What the demo wrote</h1>
<p><a href="../">Back to the pages.</a> The github.com links are only examples: the demo uses a local sandbox.</p>
${section('Comments on epics', comments)}
${section('Pull requests', pulls)}
${section('Files', texts)}
</main>
</html>
`
}

function section(title: string, entries: readonly Entry[]): string {
  const shown = entries.map(
    (one) =>
      `<details><summary>${escaped(one.title)}</summary>${one.link ? `<p>${escaped(one.link)}</p>` : ''}<pre>${escaped(one.text)}</pre></details>`,
  )
  return `<h2>${escaped(title)}</h2>\n${shown.join('\n')}`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
