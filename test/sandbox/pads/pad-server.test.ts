/** The pad server behaves like HedgeDoc 1 and Etherpad: routes, errors, and export formats. */
import { afterEach, expect, test } from 'vitest'
import { bodyOf, escapeAttribute, exportHtml, exportText } from './etherpad-exports.ts'
import { buttonLines, plainLines } from './etherpad-lines.ts'
import { type PadServer, type PadServerOptions, startPadServer } from './pad-server.ts'

const TYPED = '# 2023-01-18\n\n## Participants\n\n* @fkr\n  * (joins  later)\n\n* see https://example.org/a-b/issues/28?x=1&y=2 <b> "ü"\n'
const pads = [
  { name: 'iaas', markdownTyped: TYPED, editedAt: '2023-01-18T11:12:00.000Z', shortId: 'Ab12' },
  { name: 'secret', markdownTyped: 'private words', editedAt: '2023-01-18T11:12:00.000Z', access: 'private' as const },
  { name: 'closed', markdownTyped: 'private words', editedAt: '2023-01-18T11:12:00.000Z', access: 'forbidden' as const },
]

let server: PadServer | null = null

async function start(options: Partial<PadServerOptions> = {}): Promise<PadServer> {
  server = await startPadServer({ pads, ...options })
  return server
}

async function get(path: string) {
  const response = await fetch(`${server?.url}${path}`, { redirect: 'manual' })
  return { status: response.status, type: response.headers.get('content-type') ?? '', response, body: await response.text() }
}

afterEach(async () => {
  await server?.close()
  server = null
})

test('HedgeDoc: a note can be downloaded as typed, with its last edit', async () => {
  await start()
  expect(await get('/iaas/download')).toMatchObject({ status: 200, type: 'text/markdown; charset=UTF-8', body: TYPED })
  const info = await get('/iaas/info')
  expect(JSON.parse(info.body)).toMatchObject({ title: '2023-01-18', updatetime: '2023-01-18T11:12:00.000Z' })
  expect((await get('/Ab12/download')).body).toBe(TYPED)
  expect((await get('/s/Ab12/download')).body).toBe(TYPED)
  server?.edit('iaas', 'later', '2023-01-18T12:00:00.000Z')
  expect((await get('/iaas/download')).body).toBe('later')
  expect(() => server?.edit('nobody', '', '')).toThrow('no pad nobody')
})

test('HedgeDoc: publishing and editing URLs redirect', async () => {
  await start()
  const places = await Promise.all(['/iaas/publish', '/iaas/slide', '/iaas/edit', '/s/Ab12/edit'].map((path) => get(path)))
  expect(places.map(({ status, response }) => [status, response.headers.get('location')])).toEqual([
    [302, '/s/Ab12'],
    [302, '/p/Ab12'],
    [302, '/iaas'],
    [302, '/iaas?both'],
  ])
  expect((await get('/s/Ab12')).body).toContain('<article')
  expect((await get('/')).body).toContain('<form action="/login"')
})

test('HedgeDoc: the download of an unknown note is missing; its bare URL, and all below /s/, create one', async () => {
  await start()
  expect((await get('/typo/download')).status).toBe(404)
  expect((await get('/typo/info')).status).toBe(404)
  expect(server?.notes()).not.toContain('typo')
  expect((await get('/typo')).status).toBe(302)
  expect(server?.notes()).toContain('typo')
  await get('/s/nobody/download')
  expect(server?.notes()).toHaveLength(5)
})

test('HedgeDoc: strangers are redirected from a private note, and forbidden ones return 403', async () => {
  await start()
  for (const path of ['/secret/download', '/secret', '/s/secret']) {
    const answer = await get(path)
    expect([answer.status, answer.response.headers.get('location')]).toEqual([302, '/'])
  }
  const answers = await Promise.all(['/closed/download', '/closed/info'].map((path) => get(path)))
  expect(answers.map(({ status }) => status)).toEqual([403, 403])
  expect(answers.some(({ body }) => body.includes('private words'))).toBe(false)
})

test('Etherpad: the text export is the typed text, also of a revision', async () => {
  await start()
  expect(await get('/p/iaas/export/txt')).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8', body: TYPED })
  expect((await get('/p/iaas/12/export/txt')).body).toBe(TYPED)
  expect(JSON.parse((await get('/p/iaas/export/etherpad')).body)).toMatchObject({ 'pad:iaas': { atext: { text: TYPED } } })
})

test('Etherpad: failed exports are missing, or a sentence with status 200', async () => {
  await start()
  const missing = ['/p/iaas/export/markdown', '/p/iaas/export/docx', '/p/nobody/export/txt', '/p/iaas/import']
  expect((await Promise.all(missing.map((path) => get(path)))).map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect(await get('/p/iaas/export/pdf')).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
  expect((await get('/p/iaas/export/odt')).body).toMatch(/^This export is not enabled/)
  expect((await get('/p/iaas')).body).toContain('editorcontainer')
})

test('Etherpad: an export over the limit is never answered', async () => {
  await start()
  server?.hangNext()
  await expect(fetch(`${server?.url}/p/iaas/export/txt`, { signal: AbortSignal.timeout(150) })).rejects.toThrow('timeout')
  expect((await get('/p/iaas/export/txt')).status).toBe(200)
  server?.limitExports(1)
  expect((await get('/p/iaas/export/html')).status).toBe(200)
  await expect(fetch(`${server?.url}/p/iaas/export/html`, { signal: AbortSignal.timeout(150) })).rejects.toThrow('timeout')
})

test('a subpath, redirects and files can be configured; only GET is supported', async () => {
  await start({
    subPath: '/pads',
    redirects: { '/old': '/pads/iaas/download' },
    files: { '/uploads/a.png': { type: 'image/png', body: 'x' } },
  })
  expect((await get('/iaas/download')).status).toBe(200)
  expect((await get('/old')).response.headers.get('location')).toBe('/pads/iaas/download')
  expect(await get('/uploads/a.png')).toMatchObject({ status: 200, type: 'image/png', body: 'x' })
  expect((await fetch(`http://127.0.0.1:${server?.port}/elsewhere`)).status).toBe(404)
  expect((await fetch(`${server?.url}/iaas/download`, { method: 'POST' })).status).toBe(404)
  expect(server?.requests.at(-1)).toBe('POST /pads/iaas/download')
})

test('HTML of a typed pad: one line, <br> after each line, spaces and slashes and other letters as entities', () => {
  expect(bodyOf(plainLines(TYPED))).toBe(
    '# 2023-01-18<br><br>## Participants<br><br>* @fkr<br>&nbsp; * (joins&nbsp; later)<br><br>* see ' +
      '<a href="https&#x3a;&#x2F;&#x2F;example&#x2e;org&#x2F;a&#x2d;b&#x2F;issues&#x2F;28&#x3f;x&#x3d;1&amp;y&#x3d;2" rel="noreferrer noopener">' +
      'https:&#x2F;&#x2F;example.org&#x2F;a-b&#x2F;issues&#x2F;28?x=1&amp;y=2</a> &lt;b&gt; &quot;&#252;&quot;<br>',
  )
})

test('HTML of a page: signed by its generator, the lines alone in the body', () => {
  const html = exportHtml('my <pad>', plainLines('one\n'))
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<title>my &lt;pad&gt;<\/title>\n/)
  expect(html).toContain('<meta name="generator" content="Etherpad"/>')
  expect(html).toMatch(/<body>\none<br>\n<\/body>\n<\/html>\n$/)
})

test('HTML of lists made with buttons: items left open before the end of a list, lists in lists, a number to start with', () => {
  const typed = 'head **bold**\n\t* one\n\t* two\n\t\t* deep *er* __and__ ~~not~~\n\t1. first\n\t2. second\nplain\n'
  expect(bodyOf(buttonLines(typed))).toBe(
    'head <strong>bold</strong><br><ul class="bullet"><li>one</li><li>two<ul class="bullet"><li>deep <em>er</em> <u>and</u> <s>not</s></ul></li></ul>' +
      '<ol start="1" class="number"><li>first</li><li>second</ol>plain<br>',
  )
  expect(exportText(buttonLines(typed))).toBe('head bold\n\t* one\n\t* two\n\t\t* deep er and not\n\t1. first\n\t2. second\nplain\n')
})

test('HTML of lists going up again, skipping a depth, indented and empty', () => {
  expect(bodyOf(buttonLines('\t* a\n\t\t* b\n\t* c\nx\n'))).toBe('<ul class="bullet"><li>a<ul class="bullet"><li>b</ul><li>c</ul>x<br>')
  expect(bodyOf(buttonLines('\t\t* deep\n\tindented\n'))).toBe(
    '<ul class="bullet"><li><ul class="bullet"><li>deep</ul></li></ul><ul class="indent"><li>indented</ul>',
  )
  expect(bodyOf(buttonLines('\t* \n\t* b\n'))).toBe('<ul class="bullet"><li>b</ul>')
  expect(bodyOf(buttonLines('# Title\nx\n'))).toBe('<h1>Title</h1><br>x<br>')
})

test('numbers in the text export: parents first, restarted after any other line', () => {
  const typed = '\t1. a\n\t\t1. b\n\t\t1. c\n\t1. d\n\t\t1. e\nx\n\t1. f\n\t\tindented\n'
  expect(exportText(buttonLines(typed))).toBe('\t1. a\n\t\t1.1. b\n\t\t1.2. c\n\t2. d\n\t\t2.1. e\nx\n\t1. f\n\t\tindented\n')
})

test('attributes are escaped except letters and digits', () => {
  expect(escapeAttribute('a-b_c/d"e')).toBe('a&#x2d;b&#x5f;c&#x2F;d&quot;e')
})

test('Etherpad: its API tells when somebody typed, how many have the pad open, and whether anything was typed', async () => {
  const typed = { name: 'typed', markdownTyped: 'words', editedAt: '2023-01-18T11:12:00.000Z', editors: 2 }
  await start({ pads: [typed, { ...typed, name: 'new', markdownTyped: '' }], etherpad: { key: 'key' } })
  const call = async (verb: string, padID: string) => {
    const response = await fetch(`${server?.url}/api/1/${verb}`, { method: 'POST', body: new URLSearchParams({ apikey: 'key', padID }) })
    return ((await response.json()) as { data: unknown }).data
  }
  expect(await call('getLastEdited', 'typed')).toEqual({ lastEdited: Date.parse('2023-01-18T11:12:00.000Z') })
  expect(await call('padUsersCount', 'typed')).toEqual({ padUsersCount: 2 })
  expect(await call('getRevisionsCount', 'typed')).toEqual({ revisions: 1 })
  expect(await call('getRevisionsCount', 'new')).toEqual({ revisions: 0 })
})
