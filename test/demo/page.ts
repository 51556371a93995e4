/** `--serve`: what was written, on one page of this machine. Plain texts, as they were sent; nothing of them is run. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Stage } from './stage.ts'

type Entry = { readonly title: string; readonly link: string; readonly text: string }

/** `files`: where they lie -> what they are called. Looks again on every reload, until the process ends. Returns its address. */
export async function servePage(stage: Stage, files: ReadonlyMap<string, string>): Promise<string> {
  const server: Server = createServer((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
    response.end(page(stage, files))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function page(stage: Stage, files: ReadonlyMap<string, string>): string {
  const site = stage.sandbox.world.site
  const comments = stage.appComments().map(({ on, comment }): Entry => {
    const { repository, number, title } = stage.issue(on)
    const link = `${site}/${repository.nameWithOwner}/issues/${number}#issuecomment-${comment.databaseId}`
    return { title: `${on} ${title}`, link, text: comment.body }
  })
  const pulls = stage.pulls().map((pull): Entry => {
    const link = `${site}/${pull.repository.nameWithOwner}/pull/${pull.number}`
    return { title: `${pull.title} (${pull.state.toLowerCase()})`, link, text: pull.body }
  })
  const texts = [...files].map(([path, name]): Entry => ({ title: name, link: '', text: readFileSync(path, 'utf8') }))
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A week with scs-sprint</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  details { border: 1px solid #8888; border-radius: 6px; margin: .5rem 0; padding: .5rem 1rem }
  summary { font-weight: 600; cursor: pointer }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px }
</style>
<h1>A week with scs-sprint</h1>
<p>What the demo wrote. Addresses on github.com say where it would be; GitHub is a sandbox on this machine.</p>
${section('Comments on epics', comments)}
${section('Pull requests', pulls)}
${section('Files', texts)}
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
