/** app.yml asks for no more than is used, and says what for. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readWorldFile } from './sandbox/world.ts'

const text = readFileSync('app.yml', 'utf8')
const manifest = parse(text) as { default_permissions: Record<string, string>; default_events: string[] }

test('the demo runs with the permissions of the manifest, and no others', () => {
  expect(readWorldFile('test/demo/world.yml').app.permissions).toEqual(manifest.default_permissions)
})

test('each permission and each event names the use case that needs it', () => {
  const asked = [...Object.keys(manifest.default_permissions), ...manifest.default_events]
  const reasons = asked.filter((name) => new RegExp(`^ {2}(?:- )?${name}(?:: \\w+)? # \\S+`, 'm').test(text))
  expect(asked.length).toBeGreaterThan(10)
  expect(reasons).toEqual(asked)
})

test('every event that is asked for is listened to', () => {
  const app = readFileSync('src/app.ts', 'utf8')
  expect(manifest.default_events.filter((event) => !new RegExp(`'${event}(?:\\.\\w+)?'`).test(app))).toEqual([])
})
