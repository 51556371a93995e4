/** app.yml requests only what is used, with a reason for each line. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { boardEvents } from '../src/app.ts'
import { affectedBy, namingPart } from '../src/service/webhooks/affected-items.ts'
import { lackingEvents, SUBSCRIBED_EVENTS, WELCOME_EVENTS } from '../src/service/webhooks/webhook-events.ts'
import { readWorldFile } from './sandbox/world.ts'

const text = readFileSync('app.yml', 'utf8')
const manifest = parse(text) as { default_permissions: Record<string, string>; default_events: string[] }

test('the demo runs with exactly the permissions of the manifest', () => {
  expect(readWorldFile('test/demo/world.yml').app.permissions).toEqual(manifest.default_permissions)
})

test('each permission and event names the use case that needs it', () => {
  const asked = [...Object.keys(manifest.default_permissions), ...manifest.default_events]
  const reasons = asked.filter((name) => new RegExp(`^ {2}(?:- )?${name}(?:: \\w+)? # \\S+`, 'm').test(text))
  expect(asked.length).toBeGreaterThan(10)
  expect(reasons).toEqual(asked)
})

test('app.yml requests the events of the list, and each is handled and checked by `doctor`', () => {
  expect(manifest.default_events).toEqual([...SUBSCRIBED_EVENTS])
  expect([...new Set(boardEvents.map((event) => event.split('.')[0]))].sort()).toEqual([...SUBSCRIBED_EVENTS, ...WELCOME_EVENTS].sort())
  expect(lackingEvents([])).toEqual([...SUBSCRIBED_EVENTS])
  expect(lackingEvents(manifest.default_events)).toEqual([])
  for (const event of [...SUBSCRIBED_EVENTS, ...WELCOME_EVENTS]) {
    expect(namingPart(event, {})).not.toBe(null)
    expect(affectedBy(event, {}, null)).toMatchObject({ refs: [], itemIds: [], nodeIds: [] })
  }
  expect(namingPart('push', {})).toBe(null)
  expect(namingPart('toString', {})).toBe(null)
})
