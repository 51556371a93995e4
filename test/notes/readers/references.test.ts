import { expect, test } from 'vitest'
import { readNotes } from '../../../src/notes/read-notes.ts'

const aliases = {
  'SCS/issues': 'SovereignCloudStack/issues',
  'SCS/PR': 'SovereignCloudStack/standards',
  standards: 'SovereignCloudStack/standards',
  'k8s-capi': 'SovereignCloudStack/k8s-cluster-api-provider',
  'osism/CiaB': 'osism/cloud-in-a-box',
}

/** `owner/repo#n kind via` of every reference. */
function refs(text: string, options: Parameters<typeof readNotes>[1] = {}): string[] {
  return readNotes(text, options).references.map(({ owner, repo, number, kind, via }) => `${owner}/${repo}#${number} ${kind} ${via}`)
}

function open(text: string, options: Parameters<typeof readNotes>[1] = {}): string[] {
  return readNotes(text, options).unresolved.map((place) => place.text)
}

test.each([
  ['* https://github.com/org/tool/issues/7', 'org/tool#7 issue url'],
  ['* see https://github.com/org/tool/pull/12/files#r99: fixed', 'org/tool#12 pull url'],
  ['* <https://github.com/org/tool/issues/3#issuecomment-5>', 'org/tool#3 issue url'],
  ['* https://github.com/org/tool/discussions/4, then more', 'org/tool#4 discussion url'],
  ['* (https://github.com/org/tool/issues/8)', 'org/tool#8 issue url'],
  ['* **https://github.com/org/tool/issues/9**', 'org/tool#9 issue url'],
  ['* _https://github.com/org/tool/issues/9_', 'org/tool#9 issue url'],
  ['* https://github.com/org/tool/issues/10: broken', 'org/tool#10 issue url'],
  ['* https://github.com/org/tool/pull/11/', 'org/tool#11 pull url'],
  ['* HTTPS://GitHub.com/org/tool/pull/13?w=1', 'org/tool#13 pull url'],
  ['* github.com/org/tool/issues/14', 'org/tool#14 issue url'],
  ['* [the gateway](https://github.com/org/tool/issues/15 "title")', 'org/tool#15 issue url'],
  ['* [[WIP] the gateway](https://github.com/org/tool/pull/16)', 'org/tool#16 pull url'],
  ['* [gateway](<https://github.com/org/tool/pull/17>)', 'org/tool#17 pull url'],
  ['* [gateway #18] (https://github.com/org/tool/pull/18)', 'org/tool#18 pull context'],
  ['* <a href="https://github.com/org/tool/pull/19">gateway</a>', 'org/tool#19 pull url'],
  ['| a | b |\n| - | - |\n| https://github.com/org/tool/pull/20 | x |', 'org/tool#20 pull url'],
  ['> https://github.com/org/tool/pull/21', 'org/tool#21 pull url'],
  ['#### Gateway org/tool#22', 'org/tool#22 issue short'],
  ['* fixed by org/tool#23.', 'org/tool#23 issue short'],
])('%j names its reference', (text, expected) => {
  expect(refs(text)).toEqual([expected])
})

test.each([
  ['#### Offline installation SCS/issues/#90', 'SovereignCloudStack/issues#90 issue alias'],
  ['* scs/Issues#91 is new', 'SovereignCloudStack/issues#91 issue alias'],
  ['* SCS/PR#203', 'SovereignCloudStack/standards#203 pull alias'],
  ['* standards/#12 and more', 'SovereignCloudStack/standards#12 unknown alias'],
  ['* (standards#13)', 'SovereignCloudStack/standards#13 unknown alias'],
  ['* standards/PR#14', 'SovereignCloudStack/standards#14 pull alias'],
  ['* k8s-capi/#328: images', 'SovereignCloudStack/k8s-cluster-api-provider#328 unknown alias'],
  ['* osism/CiaB/#17: network', 'osism/cloud-in-a-box#17 unknown alias'],
  ['* osism/issues/#47', 'osism/issues#47 issue alias'],
  ['* osism/issues#48', 'osism/issues#48 issue short'],
])('%j is resolved through the configured short forms', (text, expected) => {
  expect(refs(text, { aliases })).toEqual([expected])
})

test('a short form that nobody configured stays unresolved, as typed', () => {
  expect(refs('* cluster-thing/#12')).toEqual([])
  expect(open('* cluster-thing/#12, SCS/issues/#90')).toEqual(['cluster-thing/#12', 'SCS/issues/#90'])
})

test('a repository named in full in the same notes proves its name without owner', () => {
  const text = '* https://github.com/org/cluster-thing/pull/3\n* cluster-thing/#12'
  expect(refs(text)).toEqual(['org/cluster-thing#3 pull url', 'org/cluster-thing#12 unknown context'])
  expect(open(`${text}\n* https://github.com/other/cluster-thing/pull/4`)).toEqual(['cluster-thing/#12'])
})

test('an unknown account before a repository of somebody else is a nickname, not an owner', () => {
  expect(refs('* https://github.com/org/issues/issues/3\n* ACME/issues#12')).toEqual(['org/issues#3 issue url'])
})

test('a bare number is resolved by the same number in the notes, whatever line it stands on', () => {
  const text = '* Gateway #31\n* https://github.com/org/tool/issues/31\n* #32'
  expect(refs(text)).toEqual(['org/tool#31 issue context'])
  expect(open(text)).toEqual(['#32'])
})

test('two repositories with that number prove nothing, unless the words say which kind is meant', () => {
  const both = '* https://github.com/org/tool/issues/5\n* https://github.com/org/docs/pull/5\n'
  expect(open(`${both}* #5`)).toEqual(['#5'])
  expect(readNotes(`${both}* please review PR #5`).mentions.at(-1)).toMatchObject({ repo: 'docs', via: 'context', text: '#5' })
})

test('the previous meeting or the board prove a number that these notes do not', () => {
  const evidence = [{ owner: 'org', repo: 'tool', number: 236, kind: 'issue' as const }]
  expect(refs('* Flavors #236', { evidence })).toEqual(['org/tool#236 issue context'])
  const second = { owner: 'org', repo: 'docs', number: 236, kind: 'pull' as const }
  expect(refs('* Flavors #236', { evidence: [...evidence, second] })).toEqual([])
  expect(refs('* Flavors issue #236', { evidence: [...evidence, second] })).toEqual(['org/tool#236 issue context'])
})

test('what the notes say goes before what the board knows', () => {
  const evidence = [{ owner: 'org', repo: 'docs', number: 4, kind: 'pull' as const }]
  expect(refs('* #4\n* https://github.com/org/tool/issues/4', { evidence })).toEqual(['org/tool#4 issue context'])
})

test.each([
  '* Hackathon #6 in spring',
  '* tech talk #4 and #5',
  '* Workshop \\#5',
  '* Hackathon#6!',
  '* placeholder: #',
  '* colour <font color="#123456">x</font>',
  '* `#12` in code',
  '* an entity &#39; here',
  '* https://pad.example.org/x#12',
  '* [section](https://example.org/page#14)',
  '* #12a and #7D7D82',
  '* #0',
])('%j names nothing', (text) => {
  const notes = readNotes(text)
  expect([notes.references, notes.unresolved]).toEqual([[], []])
})

test('lists and ranges name each of their numbers', () => {
  expect(open('* issues #166, #167 and #211 (+#212)')).toEqual(['#166', '#167', '#211', '#212'])
  const range = readNotes('* also tackle #271 -- #274')
  expect(range.unresolved.map(({ number }) => number)).toEqual([271, 272, 273, 274])
  expect(open('* #12 - see #13')).toEqual(['#12', '#13'])
})

test('numbers spoken without the sign count with evidence', () => {
  expect(refs('* https://github.com/org/tool/pull/232\n* after PR 232').at(-1)).toBe('org/tool#232 pull url')
  expect(readNotes('* after PR 232\n* https://github.com/org/tool/pull/232').mentions.map(({ text }) => text)).toContain('PR 232')
  expect(open('* issues 2023 were many, 15 % of them')).toEqual([])
})

test('the address goes before its label, and a label that says something else is warned of', () => {
  const notes = readNotes('* [tool/#928](https://github.com/org/tool/issues/982)')
  expect(notes.references).toMatchObject([{ number: 982 }])
  expect(notes.warnings).toMatchObject([{ code: 'label-disagrees', line: 1 }])
  expect(readNotes('* [PR#12](https://github.com/org/tool/pull/12)').warnings).toEqual([])
  const other = '* [k8s-capi/#12](https://github.com/org/tool/pull/12)'
  expect(readNotes(other, { aliases }).warnings).toMatchObject([{ code: 'label-disagrees' }])
})

test('a link to a card of the board is resolved by the board, or warned of', () => {
  const link = '* see https://github.com/orgs/org/projects/6/views/4?pane=issue&itemId=16291074'
  const boardItems = new Map([[16291074, { owner: 'org', repo: 'issues', number: 236 }]])
  expect(refs(link, { boardItems })).toEqual(['org/issues#236 unknown url'])
  expect(readNotes(link).warnings).toMatchObject([{ code: 'card-not-known', line: 1 }])
  expect(refs(`${link}&issue=org%7Cissues%7C237`)).toEqual(['org/issues#237 unknown url'])
})

test('references are listed once, mentions at every place, with columns into the typed line', () => {
  const text =
    '  * see org/tool#5 and https://github.com/org/tool/issues/5,\n### [gateway](https://github.com/org/tool/issues/5) <https://github.com/org/tool/issues/6>'
  const { references, mentions } = readNotes(text)
  expect(references.map(({ number, line }) => [number, line])).toEqual([
    [5, 1],
    [6, 2],
  ])
  const lines = text.split('\n')
  expect(mentions.map(({ line, column, length }) => lines[line - 1]?.slice(column, column + length))).toEqual([
    'org/tool#5',
    'https://github.com/org/tool/issues/5',
    '[gateway](https://github.com/org/tool/issues/5)',
    '<https://github.com/org/tool/issues/6>',
  ])
  expect(mentions.map(({ kind }) => kind)).toEqual(['issue', 'issue', 'issue', 'issue'])
})

test('what must not be made a link is no mention: addresses in HTML and definitions, numbers inside of a range', () => {
  const text =
    '* <a href="https://github.com/org/tool/pull/19">x</a>\n\n[1]: https://github.com/org/tool/pull/20\n* https://github.com/org/tool/pull/22 #21-#23'
  const notes = readNotes(text, { evidence: [{ owner: 'org', repo: 'tool', number: 21, kind: 'pull' }] })
  expect(notes.references.map(({ number }) => number)).toEqual([19, 20, 22, 21])
  expect(notes.mentions.map(({ text: typed }) => typed)).toEqual(['https://github.com/org/tool/pull/22', '#21'])
})

test('code and front matter are not searched', () => {
  const text = '---\ntitle: org/tool#1\n---\n\n# 2023-01-18\n\n```\norg/tool#2 https://github.com/org/tool/pull/3\n```\n'
  expect(refs(text)).toEqual([])
})

test('glued addresses are told apart', () => {
  expect(refs('* https://github.com/org/tool/pull/1,https://github.com/org/tool/pull/2')).toEqual([
    'org/tool#1 pull url',
    'org/tool#2 pull url',
  ])
})

test.each([
  ['* https://ghe.example:8443/org/tool/issues/7', 'org/tool#7'],
  ['* [the tool](https://ghe.example:8443/org/tool/pull/7)', 'org/tool#7'],
  ['* ghe.example:8443/org/tool/issues/7, as typed', 'org/tool#7'],
  ['* https://github.com/org/tool/issues/7', 'org/tool#7'],
  ['* https://ghe.example/org/tool/issues/7', undefined],
  ['* https://codeberg.org/org/tool/issues/7', undefined],
])('with a GitHub server, its addresses and those of github.com are references: %s', (line, expected) => {
  const { references } = readNotes(`# 2023-01-18\n\n${line}\n`, { github: { origin: 'https://ghe.example:8443' } })
  expect(references.map(({ owner, repo, number }) => `${owner}/${repo}#${number}`)[0]).toBe(expected)
})
