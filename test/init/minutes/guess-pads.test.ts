import { expect, test } from 'vitest'
import { guessHosts, guessPad, padLinks } from '../../../src/init/minutes/guess-pads.ts'

const dated = (...texts: readonly string[]) => {
  const files = texts.map((text, index) => ({ path: `iaas/2023011${index}.md`, day: `2023-01-1${index}`, text }))
  return padLinks(files, files)
}
const pad = (name: string, ...texts: readonly string[]) =>
  guessPad(dated(...texts), { name, where: 'iaas/', read: texts.length })?.value ?? null

test.each([
  [
    'the name of the team in the address, once',
    'iaas',
    ['Pad: https://input.scs.community/2023-scs-team-iaas?both', ''],
    'https://input.scs.community/2023-scs-team-iaas',
  ],
  [
    'the same address in half of the minutes',
    'community',
    ['https://hackmd.io/u2gh?both', 'HackMD: https://hackmd.io/u2gh'],
    'https://hackmd.io/u2gh',
  ],
  [
    'the address of the last year',
    'iaas',
    ['https://pad.example.org/2022-iaas', 'https://pad.example.org/2023-iaas'],
    'https://pad.example.org/2023-iaas',
  ],
  ['an Etherpad', 'technik', ['Pad: https://pad.example.org/p/technik'], 'https://pad.example.org/p/technik'],
  ['the pad of a topic of the team', 'iaas', ['Pad: https://input.scs.community/iaas-hackathon', '', ''], null],
  [
    'a pad in a sentence about something else',
    'iaas',
    ['we collect the ideas for the next release in https://pad.example.org/iaas then'],
    null,
  ],
  ['an image', 'iaas', ['![](https://input.scs.community/uploads/iaas.png)'], null],
  ['slides', 'iaas', ['https://input.scs.community/p/iaas#/'], null],
  ['a page that is no pad', 'iaas', ['https://docs.example.org/iaas'], null],
  ['an address with a password', 'iaas', ['Pad: https://me:secret@pad.example.org/iaas'], null],
])('%s', (_name, team, texts, expected) => {
  expect(pad(team, ...texts)).toBe(expected)
})

test('hosts are those of pads of teams; others are told', () => {
  const links = dated('Pad: https://pad.example.org/iaas', 'see https://etherpad.opendev.org/p/ptg for what others think of it', '')
  expect(guessHosts(links, ['https://pad.example.org/iaas'])).toEqual({
    hosts: [{ value: 'pad.example.org', because: '1 link in the files read, the last of 2023-01-10' }],
    others: ['etherpad.opendev.org (1 link in the files read, the last of 2023-01-11)'],
  })
})
