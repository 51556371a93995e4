/** The search terms of a text. */
import { expect, test } from 'vitest'
import { hostsOf } from '../../../../src/domain/github-web.ts'
import { askedTermsOf, termsOf } from '../../../../templates/site/assets/search-terms.js'

const HOSTS = hostsOf({ origin: 'https://ghe.example:8443' })

test.each<[string, readonly string[]]>([
  ['Two Words', ['two', 'words']],
  ['kube-vip', ['kube', 'vip']],
  ['Überblick', ['uberblick', 'ueberblick']],
  ['Straße', ['strasse']],
  ['Café', ['cafe']],
  ['#236', ['#236', '236']],
  ['@Berendt', ['@berendt', 'berendt']],
  ['@ra-beer', ['@ra-beer', 'ra', 'beer']],
  ['osism/cloud-in-a-box#31', ['osism/cloud-in-a-box#31', 'cloud-in-a-box#31', '#31', 'osism', 'cloud', 'in', 'a', 'box', '31']],
  ['https://github.com/Osism/Issues/issues/3', ['osism/issues#3', 'issues#3', '#3', 'osism', 'issues', '3']],
  ['https://ghe.example:8443/a/b/issues/3', ['a/b#3', 'b#3', '#3', 'a', 'b', '3']],
  ['https://gitlab.com/a/b/issues/3', ['https', 'gitlab', 'com', 'a', 'b', 'issues', '3']],
  ['', []],
  ['\u0000 \u202e <>', []],
  ['{{constructor}}', ['constructor']],
])('%j', (text, terms) => {
  expect(termsOf(text, HOSTS)).toEqual(terms)
})

test('a word of 10,000 letters is cut, and takes time in proportion', () => {
  const terms = termsOf('a'.repeat(10_000), HOSTS)
  expect(Math.max(...terms.map((term) => term.length))).toBe(60)
  expect(terms.join('').length).toBe(10_000)
})

test.each<[string, readonly string[]]>([
  ['When did we decide on Keycloak?', ['keycloak']],
  ['wann haben wir das entschieden', ['entschieden']],
  ['who decided', ['who', 'decided']],
  ['the #236', ['#236', '236']],
])('asked: %s', (question, terms) => {
  expect(askedTermsOf(question, HOSTS)).toEqual(terms)
})
