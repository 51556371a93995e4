/** Which commits on a branch hold the app’s text: recognized by a trailer, not by the words around it. */

import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import { commitMessage, isTextByApp, otherAuthor } from '../../../src/minutes/pull-request/commit-message.ts'

const path = 'iaas/20230118.md'
const author = { login: 'scs-sprint[bot]', id: 7 }
const SIGNED = 'Signed-off-by: scs-sprint[bot] <7+scs-sprint[bot]@users.noreply.github.com>'
const isText = (message: string, byApp = true) => isTextByApp({ byApp, message }, path)

test('the app’s text is recognized by its trailer, and a commit requested by a person by another', () => {
  expect(commitMessage({ path, author, github: GITHUB_COM, kind: 'text', isFirst: true })).toBe(
    `Add ${path}\n\nScs-Sprint: text\n${SIGNED}`,
  )
  expect(commitMessage({ path, author, github: GITHUB_COM, kind: 'text' })).toBe(`Update ${path}\n\nScs-Sprint: text\n${SIGNED}`)
  expect(isText(commitMessage({ path, author, github: GITHUB_COM, kind: 'text' }))).toBe(true)
  expect(isText(commitMessage({ path, author, github: GITHUB_COM, kind: 'edit' }))).toBe(false)
})

test('on a GitHub server the sign-off has an address of that server', () => {
  expect(commitMessage({ path, author, github: { origin: 'http://ghe.example:8080' }, kind: 'text' })).toContain(
    '<7+scs-sprint[bot]@users.noreply.ghe.example>',
  )
})

test.each([
  ['another title', `Write minutes\n\nScs-Sprint: text\n${SIGNED}`, true],
  ['another order of trailers', `Write minutes\r\n\r\n${SIGNED}\r\nScs-Sprint: text\r\n`, true],
  ['another reason for an edit', `Update ${path}\n\nSomeone asked for it.\n\nScs-Sprint: edit\n${SIGNED}`, false],
])('%s changes nothing', (_name, message, expected) => {
  expect(isText(message)).toBe(expected)
})

test.each([
  ['Add', `Add ${path}\n\n${SIGNED}`, true],
  ['Update', `Update ${path}\n\n${SIGNED}`, true],
  ['an edit for a person', `Update ${path}\n\nRequested in a comment on the pull request.\n\n${SIGNED}`, false],
  ['an edit for a person, in older words', `Update ${path}\n\nAsked for in a comment on the pull request.\n\n${SIGNED}`, false],
  ['a person’s edit in the browser', 'Update 20230118.md', false],
])('commits without a trailer, from earlier versions, are recognized by their title: %s', (_name, message, expected) => {
  expect(isText(message)).toBe(expected)
})

test('the trailer only counts for the app’s account, and only in the place of trailers', () => {
  expect(isText(commitMessage({ path, author, github: GITHUB_COM, kind: 'text' }), false)).toBe(false)
  expect(isText('Say what the trailer is\n\nScs-Sprint: text\n\nis explained here.')).toBe(false)
  expect(isText('Scs-Sprint: text')).toBe(false)
})

test('a text made with other credentials is recognized by its trailer alone; a person may choose any title', () => {
  const message = commitMessage({ path, author, github: GITHUB_COM, kind: 'text', isFirst: true })
  expect(otherAuthor([{ by: 'scs-sprint[bot]', byApp: false, message }])).toBe('scs-sprint[bot]')
  expect(otherAuthor([{ by: 'scs-sprint[bot]', byApp: true, message }])).toBeNull()
  expect(otherAuthor([{ by: 'fkr', byApp: false, message: `Add ${path}` }])).toBeNull()
})
