/** Pads in which nobody has typed, and pads that look like them. */
import { expect, test } from 'vitest'
import { readStructure } from '../../src/notes/structure.ts'
import { isUntouched } from '../../src/notes/untouched.ts'

const untouched = (text: string) => isUntouched(readStructure(text).lines)

test.each([
  [
    "Etherpad's welcome",
    'Welcome to Etherpad!\n\nThis pad text is synchronized as you type, so that everyone viewing this page sees the same text.\n\nGet involved with Etherpad at https://etherpad.org\n',
  ],
  [
    'an older one, with its warning',
    'Welcome to Etherpad!\n\nThis pad text is synchronized as you type.\n\nEtherpad on Github: https://github.com/ether/etherpad-lite\n\nWarning: DirtyDB is used. This is not recommended for production. -- To suppress these warning messages change suppressErrorsInPadText to true in your settings.json\n',
  ],
  [
    "that of another server's",
    'Welcome to the Acme Etherpad Lite!\n\nPlease use this service for community work only.\nPads are deleted after 90 days.\n',
  ],
  [
    'a German one',
    'Willkommen bei Etherpad!\n\nDieser Text wird synchronisiert, während du tippst.\nNicht benutzte Pads werden nach 30 Tagen gelöscht.\n',
  ],
  ['a French one', 'Bienvenue sur Framapad !\n\nCe texte est synchronisé au fur et à mesure que vous tapez.\n'],
  ["HedgeDoc's of a public server", '**Welcome to https://doc.example.org!** All documents are by default **public**.\n'],
  ['front matter alone', '---\ntags: meeting\n---\n'],
  ['front matter with a blank line', '---\n\ntitle: Weekly\ntags: meeting\n---\n\n'],
  ['one heading', '# 2023-01-18\n'],
  ['headings alone', '# Team\n\n## Participants\n\n## Agenda\n\n### Sprint review\n'],
  ['a table of contents', '# Team 2023-01-18\n\n[TOC]\n'],
  [
    'a table of contents with its entries',
    '# Team\n\nInhaltsverzeichnis\n\n- [Teilnehmer](#teilnehmer)\n  - [Themen](#themen)\n\n## Teilnehmer\n\n## Themen\n',
  ],
  ['a new note', 'Untitled\n===\n\n###### tags: `meeting`\n'],
  [
    'a template',
    '# YYYY-MM-DD\n\n## Participants\n\n* @\n* \n\n## Agenda\n\n* Topic 1\n  * (your name)\n\n* Who is presenting?\n* Minutes: @\n',
  ],
  [
    'a template with where and when',
    '# 2023-01-11\n\nDate: 2023-01-11\nZeit: 10:05\nLink: https://meet.example.org/room\n\n## Themen\n\n- TBD\n- N.N.\n- [ ] \n',
  ],
  ['a template as plain text', 'Mittwoch, 18. Januar 2023\n\nTeilnehmer:\n\nTagesordnung\n\n\t* \n'],
  ['an empty table', '# 2023-01-18\n\n| Who | Topic |\n| --- | --- |\n|  |  |\n'],
  ['hints in comments', '<!-- write here -->\n# 2023-01-18\n'],
])('%s: nobody has typed', (_what, text) => expect(untouched(text)).toBe(true))

test.each([
  ['notes below a welcome', 'Welcome to Etherpad!\n\nThis pad text is synchronized as you type.\n\nKathi was elected.\n'],
  ['notes about pads', '# 2023-01-18\n\n- The pads are moved to the new server\n'],
  ['a line about pads', 'The text of pads is synchronized now\n'],
  ['a welcome to a person', '# 2023-01-18\n\n- Welcome to the team, Kathi!\n'],
  ['one participant', '# 2023-01-18\n\n## Participants\n\n- @ada\n'],
  ['one name', '# 2023-01-18\n\n## Participants\n\n- Ada Lovelace\n'],
  ['an answer', '# 2023-01-18\n\n* Who is presenting? @ada\n'],
  ['a decision', 'Decision: we take the blue one\n'],
  ['a filled table', '# 2023-01-18\n\n| Who | Topic |\n| --- | --- |\n| Ada | Cables |\n'],
  ['a line of code', '# 2023-01-18\n\n```\nopenstack server list\n```\n'],
  ['a link to something else', '# 2023-01-18\n\n- [Cables](https://example.org)\n'],
  ['a short topic', '# 2023-01-18\n\n- Kolla\n'],
])('%s: somebody has', (_what, text) => expect(untouched(text)).toBe(false))
