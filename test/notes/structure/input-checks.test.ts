/** Pads in which nobody has typed, and pads that look like them. */

import { expect, test } from 'vitest'
import { isUntouched } from '../../../src/notes/structure/input-checks.ts'
import { readStructure } from '../../../src/notes/structure/read-structure.ts'

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
  [
    'the page that explains the editor',
    '# Features\n\n## Introduction\n\n<i class="fa fa-file-text"></i> **HedgeDoc** is a real-time, multi-platform collaborative markdown note editor.\nThis means that you can write notes with other people.\n\n## Workspace\n\n### Modes\n\n<i class="fa fa-eye fa-fw"></i> View: See only the result.\n\n### ToDo List\n\n- [ ] ToDos\n  - [x] Buy some salad\n\n```js\nvar s\n```\n\n| Option | Description |\n| --- | --- |\n| data | path |\n',
  ],
  [
    'that of an older server',
    '---\ntags: features\n---\n\nFeatures\n===\n\nIntroduction\n===\n**CodiMD** is a realtime, multi-platform collaborative markdown note editor.\n\n- Emojis: type `:` to show hints.\n',
  ],
  [
    'that of another one',
    '# Features\n\n## Introduction\n\n__HackMD__ is a realtime collaborative markdown note editor.\n\n> Even support nested blockquotes!\n',
  ],
  ['a link to the board', '[Board](https://github.com/orgs/acme/projects/6)\n'],
  [
    'links to the places of the team',
    '# Team\n\n* [Kanban board](https://example.org/b) | [Jitsi](https://meet.example.org/x)\n* [Kalender](https://example.org/c)\n',
  ],
  ['a label with the address of the board', '# 2023-01-18\n\nProject board: https://github.com/orgs/acme/projects/6/views/2\n'],
  ['the address of the board', '# 2023-01-18\n\n<https://github.com/orgs/acme/projects/6>\n'],
  ['the address of the room', '## Mittwoch, 18. Januar 2023\n\nhttps://meet.example.org/team\n'],
  ['a link to the minutes before', '# 2023-01-18\n\n- [Last minutes](https://example.org/m)\n- [Altes Protokoll](https://example.org/p)\n'],
  ['links with emojis', '📋 [Board](https://example.org/b)\n📅 [Calendar](https://example.org/c)\n'],
  ['tags, and who began a quote', '###### tags: `team` `weekly`\n\n> [name=Ada Lovelace]\n'],
  ['an empty quote with name, time and colour', '###### tags: core\n\n> [name=ada] [time=Wed, Jan 18, 2023 10:05 AM] [color=#907bf7]\n>\n'],
  ['two names at empty quotes', '# 2023-01-18\n\n> [name=ada]\n\n> [name=bob]\n'],
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
  ['a quote with words', '###### tags: `team`\n\n> The release is ready.\n> [name=ada]\n'],
  ['a quote below a name', '###### tags: `team`\n\n> [name=ada]\n> yes\n'],
  ['a quote', '> yes\n'],
  ['notes about the editor', '# 2023-01-18\n\n- HedgeDoc is a real-time editor, we move there\n'],
  [
    'notes that begin with what the editor is',
    '# Features 2023-01-18\n\n**HedgeDoc** is a real-time, multi-platform collaborative markdown note editor.\n\n- we take it\n',
  ],
  [
    'people below what the editor is',
    '# Features\n\n**HedgeDoc** is a real-time, collaborative markdown note editor.\n\n- @ada installs it\n',
  ],
  ['features of a product', '# Features\n\n## Introduction\n\nThe new release is a real-time monitor.\n'],
  ['a topic about the board', '# 2023-01-18\n\n- Board: sort the columns\n'],
  ['a topic with a link to the board', '# 2023-01-18\n\n- [Board](https://example.org/b) has too many cards\n'],
  ['a link to an issue', '# 2023-01-18\n\n- [Board of directors](https://example.org/b)\n'],
  ['the address of an issue', '# 2023-01-18\n\n- https://github.com/acme/cloud/issues/4\n'],
  ['the address of a page', '# 2023-01-18\n\nhttps://example.org/news\n'],
  ['a board with a topic beside it', '[Board](https://example.org/b)\n\n- Kolla\n'],
  ['a calendar that changed', '# 2023-01-18\n\n- The [calendar](https://example.org/c) moved\n'],
  ['a roadmap with words', '# 2023-01-18\n\n- Roadmap: two quarters\n'],
  ['a link to a new repository', '# 2023-01-18\n\n- [Repository of the operator](https://example.org/r)\n'],
])('%s: somebody has', (_what, text) => expect(untouched(text)).toBe(false))
