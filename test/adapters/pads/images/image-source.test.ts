/** Reading images end to end, from a server like HedgeDoc. */
import { afterEach, describe, expect, test } from 'vitest'
import { cleanSvg } from '../../../../src/adapters/pads/images/clean-svg.ts'
import { createImageSource, type ImageSourceOptions } from '../../../../src/adapters/pads/images/image-source.ts'
import { GIF_IMAGE, JPG_IMAGE, pngImage, SVG_IMAGE, WEBP_IMAGE } from '../../../images.ts'
import { type PadServer, type PadServerOptions, startPadServer } from '../../../sandbox/pads/pad-server.ts'

let server: PadServer | null = null

async function serve(files: PadServerOptions['files'], more: Partial<PadServerOptions> = {}): Promise<PadServer> {
  server = await startPadServer({ pads: [], files: files ?? {}, ...more })
  return server
}

afterEach(async () => {
  await server?.close()
  server = null
})

function source(options: Partial<ImageSourceOptions> = {}) {
  return createImageSource({
    hosts: ['127.0.0.1'],
    allowLoopback: true,
    timeoutMs: 2000,
    cleanSvg: async (text) => cleanSvg(text),
    screen: async (text) => text.replace('hunter2', '[mark]'),
    ...options,
  })
}

async function read(path: string, options: Partial<ImageSourceOptions> = {}) {
  const address = /^[a-z]+:/.test(path) ? path : `${server?.url}${path}`
  return (await source(options).readImages([address])).get(address)
}

describe('an image is told by its bytes', () => {
  test.each([
    ['png', pngImage(1)],
    ['gif', GIF_IMAGE],
    ['jpg', JPG_IMAGE],
    ['webp', WEBP_IMAGE],
  ])('%s', async (type, bytes) => {
    await serve({ '/uploads/a.txt': { type: 'text/plain', body: bytes } })
    expect(await read('/uploads/a.txt')).toEqual({ kind: 'image', type, bytes: new Uint8Array(bytes), removed: [] })
  })

  test('an SVG, which is cleaned', async () => {
    await serve({
      '/uploads/a.svg': { type: 'image/svg+xml', body: `<?xml version="1.0"?>${SVG_IMAGE.replace('<rect', '<script>x()</script><rect')}` },
    })
    const image = await read('/uploads/a.svg')
    expect(image).toMatchObject({ kind: 'image', type: 'svg', removed: [] })
    expect(image?.kind === 'image' && new TextDecoder().decode(image.bytes)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" width="4"><rect width="4" height="4" fill="teal" /></svg>\n',
    )
  })

  test.each([
    ['a web page', 'image/png', '<!DOCTYPE html><html></html>', 'a web page'],
    ['a PDF file', 'image/png', '%PDF-1.7', 'a PDF file'],
    ['nothing', 'image/png', '', 'an empty file'],
    ['a ZIP file', 'image/png', 'PK\x03\x04', 'another kind of file'],
    ['an SVG that nobody can show', 'image/svg+xml', '<svg></svg', 'an SVG that browsers do not show'],
  ])('%s that claims to be an image is none', async (_, type, body, found) => {
    await serve({ '/uploads/a.png': { type, body } })
    const image = await read('/uploads/a.png', body === '<svg></svg' ? { cleanSvg: async () => null } : {})
    expect(image).toEqual({ kind: 'none', problem: 'no-image', found })
  })

  test('an SVG with what looks like a secret is not stored', async () => {
    await serve({ '/uploads/a.svg': { type: 'image/svg+xml', body: SVG_IMAGE.replace('<rect', '<text>hunter2</text><rect') } })
    expect(await read('/uploads/a.svg')).toEqual({ kind: 'none', problem: 'secret', found: null })
  })
})

describe('what cannot be read is told by its kind', () => {
  test('gone, not public, refused', async () => {
    const page = { type: 'text/html', body: 'no' }
    await serve({
      '/a': { ...page, status: 404 },
      '/b': { ...page, status: 410 },
      '/c': { ...page, status: 403 },
      '/d': { ...page, status: 418 },
    })
    expect([await read('/a'), await read('/b'), await read('/c'), await read('/d')]).toEqual([
      { kind: 'none', problem: 'gone', found: null },
      { kind: 'none', problem: 'gone', found: null },
      { kind: 'none', problem: 'not-public', found: null },
      { kind: 'none', problem: 'refused', found: '418' },
    ])
  })

  test('more than 5 MiB', async () => {
    const large = new Uint8Array(5 * 1024 * 1024 + 1)
    large.set(pngImage(1))
    await serve({ '/a.png': { type: 'image/png', body: large }, '/b.png': { type: 'image/png', body: large.subarray(0, 5 * 1024 * 1024) } })
    expect(await read('/a.png')).toEqual({ kind: 'none', problem: 'too-large', found: null })
    expect(await read('/b.png')).toMatchObject({ kind: 'image', type: 'png' })
  })

  test('a host that is not listed, and other schemes, are never asked', async () => {
    await serve({ '/a.png': { type: 'image/png', body: pngImage(1) } })
    for (const address of ['https://images.example/a.png', 'ftp://127.0.0.1/a.png', `http://me:secret@127.0.0.1:${server?.port}/a.png`]) {
      expect(await read(address)).toEqual({ kind: 'none', problem: 'other-host', found: null })
    }
    expect(server?.requests).toEqual([])
  })

  test('a redirect to another host is not followed', async () => {
    await serve({}, { redirects: { '/a.png': 'https://images.example/a.png' } })
    expect(await read('/a.png')).toEqual({ kind: 'none', problem: 'refused', found: null })
  })

  test('a listed host in a private network is never asked', async () => {
    const resolve = async () => [{ address: '10.0.0.1', family: 4 }]
    expect(await read('https://pads.example/a.png', { hosts: ['pads.example'], resolve })).toEqual({
      kind: 'none',
      problem: 'refused',
      found: null,
    })
  })

  test('a server that does not answer', async () => {
    await serve({ '/a.png': { type: 'image/png', body: pngImage(1) } })
    server?.faults.add({ kind: 'hang' })
    expect(await read('/a.png', { timeoutMs: 200 })).toEqual({ kind: 'none', problem: 'unreachable', found: null })
  })
})

test('a host that is down is given up after two failures, and the others are read', async () => {
  await serve({ '/a.png': { type: 'image/png', body: pngImage(1) } })
  const down = Array.from({ length: 12 }, (_, index) => `http://localhost:1/${index}.png`)
  const fine = `${server?.url}/a.png`
  const images = await source({ hosts: ['127.0.0.1', 'localhost'] }).readImages([...down, fine])
  expect(down.every((address) => images.get(address)?.kind === 'none')).toBe(true)
  expect(images.get(fine)).toMatchObject({ kind: 'image' })
  expect(images.size).toBe(13)
})

test('each address is asked for once', async () => {
  await serve({ '/a.png': { type: 'image/png', body: pngImage(1) } })
  const address = `${server?.url}/a.png`
  expect((await source().readImages([address, address])).size).toBe(1)
  expect(server?.requests).toEqual(['GET /a.png'])
})
