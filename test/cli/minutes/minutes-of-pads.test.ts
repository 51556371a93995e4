/** Real-life pads on the command line: what becomes minutes, what is rejected, what is left out. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aFolder, scsSprint } from '../terminal.ts'

const DATE = '2023-01-18'
const folder = aFolder()
const config = join(folder, 'sprint.yml')
const MINIMAL = 'organization: acme\nminutes: { repository: acme/minutes }\nteams: { core: { name: Core } }\n'
writeFileSync(config, MINIMAL)

const minutesOf = (pad: string, date = DATE) =>
  scsSprint(['minutes', '--config', config, '--team', 'core', '--date', date, '--pad', '-'], {}, pad)

test('from a rolling pad with month names, only the meeting of the day is used, and what is left out is reported', async () => {
  const pad = [
    '## Mittwoch, 18. Januar 2023\n\nTeilnehmer: @alba, @bruno\n\n- AI @alba: Kabel kaufen\n',
    '## Mittwoch, 11. Januar 2023\n\nTeilnehmer: @carla, @dora\n\n- AI @carla: Raum buchen\n',
    '## 4 January 2023\n\n- AI @dora: Tische\n',
  ].join('\n')
  const { code, out, err } = await minutesOf(pad)
  expect(code).toBe(0)
  expect(out).toContain('Kabel kaufen')
  expect(out).not.toMatch(/carla|Raum|Tische/)
  expect(err).toContain(
    'The pad also has other meetings, which are left out here: 2023-01-11 (lines 7 to 12), 2023-01-04 (lines 13 to 15).',
  )
  const other = await minutesOf(pad, '2023-01-11')
  expect(other.out).toContain('Raum buchen')
  expect(other.out).not.toMatch(/alba|Kabel|Tische/)
})

test.each(['# Next week 2023-01-25', '## Deadline 25 January 2023', '# Release 2023-01-25 planning', '# Urlaub bis 25.01.2023'])(
  'everything below the topic "%s" is in the minutes',
  async (heading) => {
    const { code, out } = await minutesOf(`# ${DATE}\n\n- AI @alba: buy cables\n\n${heading}\n\n- AI @bruno: book a room\n`)
    expect(code).toBe(0)
    expect(out).toContain('AI @bruno: book a room')
    expect(out).toContain(heading.replace(/^#+ /, ''))
  },
)

test.each([
  ['# Agenda 2023-01-25', '# Team IaaS 2023-01-18'],
  ['# Agenda 2023-01-25', '# SIG Monitoring, 18 January 2023'],
  ['## Tagesordnung 25.01.2023', '## Team Container 18.01.2023'],
  ['# Meeting 2023-01-25', '# IaaS weekly 2023-01-18'],
  ['# 2023-01-25', '# Storage call 2023-01-18'],
])('below "%s", the part "%s" belongs to its date', async (other, own) => {
  const pad = `${other}\n\n- AI @bruno: book a room\n\n${own}\n\n- AI @alba: buy cables\n`
  const { code, out, err } = await minutesOf(pad)
  expect(err).toContain('The pad also has other meetings')
  expect(code).toBe(0)
  expect(out).toContain('buy cables')
  expect(out).not.toContain('book a room')
  const next = await minutesOf(pad, '2023-01-25')
  expect(next.code).toBe(0)
  expect(next.out).toContain('book a room')
})

test.each([
  '# Outage 2023-01-18',
  '# Team lunch 2023-01-18',
  '# Deadline 2023-01-18',
  '# Call with the vendor 2023-01-18',
  '### Team IaaS 2023-01-18',
  '# Release 5 2023-01-18',
])('below the agenda of another date, "%s" is a topic', async (topic) => {
  const { code, err } = await minutesOf(`# Agenda 2023-01-25\n\n- AI @bruno: book a room\n\n${topic}\n\n- buy cables\n`)
  expect(code).toBe(1)
  expect(err).toContain('2023-01-25')
})

const EMPTY = (words: string) => `# ${DATE}\n\n## Participants\n\n* @\n\n## Topics\n\n* ${words}\n\n## Action items\n`
test.each([
  'Cancelled',
  'Fällt aus',
  'Skipped (public holiday)',
  'Hat nicht stattgefunden',
  '**Entfällt wegen Weihnachten**',
  'Feiertag - kein Meeting',
])('a template in which only "%s" was typed is a meeting that did not take place', async (words) => {
  const { out, err } = await minutesOf(EMPTY(words))
  expect(`${out}${err}`).toMatch(/did not take place|cancelled/i)
  expect(err).not.toContain('nobody has typed')
})

test.each(['[Board](https://github.com/orgs/acme/projects/6)\n', '###### tags: `core`\n\n> [name=alba]\n'])(
  'no minutes are created from %j',
  async (pad) => {
    const { code, err } = await minutesOf(pad)
    expect(code).toBe(1)
    expect(err).toContain('an unused pad in which nobody has typed yet')
  },
)

test('off-record parts and reasons for absences stay in the pad', async () => {
  const { out } = await minutesOf(
    `# ${DATE}\n\n- Felix ist krankgeschrieben\n- @alba can't make it, migraine\n- Ina told us off the record that Bert leaves\n- cables\n\n## Intern\n\n- wages\n`,
  )
  expect(out).toContain('cables')
  expect(out).not.toMatch(/krank|migraine|Bert|wages/)
})

test('a topic with a date does not change the date of a pad', async () => {
  const { code, out } = await minutesOf('# Next week 2023-01-25\n\n- AI @bruno: book a room\n')
  expect(code).toBe(0)
  expect(out).toMatch(/^# 2023-01-18\n\n## Next week 2023-01-25\n/)
})

test('the date is added below front matter, which stays unchanged', async () => {
  const { code, out } = await minutesOf('---\ntitle: Core weekly\ntags: core\n---\n\n- AI @alba: buy cables\n')
  expect(code).toBe(0)
  expect(out).toMatch(/^---\ntitle: Core weekly\ntags: core\n---\n\n# 2023-01-18\n\n- AI @alba: buy cables\n/)
})

test.each([
  ['2022-01-18', '2023-01-19T08:00:00Z', 'is the year correct? - If the meeting was on 2023-01-18'],
  ['2022-12-18', '2023-01-18T08:00:00Z', 'is the month correct? - If the meeting was on 2023-01-18'],
  ['2023-02-18', '2023-01-18T08:00:00Z', 'is the month correct? - If the meeting was on 2023-01-18'],
  ['2022-11-16', '2023-01-18T08:00:00Z', null],
  ['2023-01-11', '2023-01-18T08:00:00Z', null],
])('minutes for %s, created at %s: a likely wrong date is asked about before anything is written', async (date, now, asked) => {
  const { code, err } = await scsSprint(
    ['minutes', '--config', config, '--team', 'core', '--date', date, '--pad', '-'],
    { SPRINT_NOW: now },
    `# ${date}\n\n- AI @alba: buy cables\n`,
  )
  expect(code).toBe(0)
  if (asked === null) expect(err).not.toContain('Question')
  else expect(err).toMatch(new RegExp(`Question: core/${date.replaceAll('-', '')}\\.md: .*${asked.replace(/[?.]/g, '\\$&')}`))
})

test.each(['{team}/{yyyymmdd}', '{team}/{yyyymmdd}-md'])(
  'a path like %s, which GitHub does not render as Markdown, is asked about',
  async (path) => {
    const file = join(folder, 'path.yml')
    writeFileSync(file, `organization: acme\nminutes: { repository: acme/minutes, path: "${path}" }\nteams: { core: { name: Core } }\n`)
    const { err } = await scsSprint(
      ['minutes', '--config', file, '--team', 'core', '--date', DATE, '--pad', '-'],
      {},
      `# ${DATE}\n\n- AI @alba: buy cables\n`,
    )
    expect(err).toContain('does not end in `.md`')
  },
)

test('a file with a suffix after the date belongs to the series: its items stay open, its turns count', async () => {
  const earlier = join(folder, 'series')
  mkdirSync(join(earlier, 'core'), { recursive: true })
  writeFileSync(join(earlier, 'core', '20230111.md'), '# 2023-01-11\n\n## Participants\n\n- @alba\n')
  writeFileSync(join(earlier, 'core', '20230111-overflow.md'), '# 2023-01-11\n\n- AI @alba: buy cables\n')
  writeFileSync(join(earlier, 'core', '20230118-agenda.md'), '# 2023-01-18\n\n- AI @bruno: nothing\n')
  const { out } = await scsSprint(['actions', '--config', config, '--team', 'core', '--minutes', earlier, '--json'])
  expect(JSON.parse(out)).toMatchObject([{ text: 'buy cables', path: 'core/20230111-overflow.md' }])
})

test('numbered lists from an HTML export keep their numbers and nesting, and nothing is reported as lost', async () => {
  const file = join(folder, 'pad.html')
  const body =
    '2023-01-18<br><ol start="1" class="number"><li>First</ol><ul class="bullet"><li>between</ul><ol start="2" class="number"><li>Second' +
    '<ol start="1" class="number"><li>nested<ol start="1" class="number"><li>deep</ol></ol></li><li>Third</ol><br>'
  writeFileSync(file, `<!doctype html><html><head><meta name="generator" content="Etherpad"/></head><body>${body}</body></html>`)
  const { code, out, err } = await scsSprint(['minutes', '--config', config, '--team', 'core', '--date', DATE, '--pad', file])
  expect(code).toBe(0)
  expect(out).toContain('1. First\n\n- between\n\n2. Second\n   1. nested\n      1. deep\n3. Third\n')
  expect(`${out}${err}`).not.toMatch(/at the end as typed/i)
})

test('notes of one date say which lines were read', async () => {
  const file = join(folder, 'rolling.md')
  writeFileSync(file, '# 2023-01-18\n\nPresent: @ada\n\n- a\n\n# 2023-01-11\n\n- b\n')
  const { out } = await scsSprint(['notes', '--config', config, '--json', '--date', DATE, file])
  expect(JSON.parse(out).warnings).toMatchObject([{ code: 'other-meetings', line: 1, message: expect.stringContaining('lines 1 to 6') }])
})

test.each(['Das Meeting fällt heute aus', 'Heute kein Meeting', 'There will be no meeting on 2023-01-18.'])(
  '"%s": there is nothing to publish, and the command says so',
  async (words) => {
    const { code, err } = await minutesOf(`# ${DATE}\n\n## Participants\n\n* @alba\n\n## Agenda\n\n${words}\n`)
    expect(code).toBe(0)
    expect(err).toContain('the meeting of 2023-01-18 did not take place')
  },
)

test.each(["Next week's meeting is cancelled.", 'The community call is cancelled today.', 'Nächste Woche fällt das Meeting aus.'])(
  '"%s" is a line in a meeting that took place',
  async (words) => {
    const { code, out, err } = await minutesOf(`# ${DATE}\n\n## Agenda\n\n* ${words}\n`)
    expect(code).toBe(0)
    expect(err).not.toContain('did not take place')
    expect(out).toContain('## Summary')
  },
)

test.each([
  [
    'a welcome text',
    'Welcome to Etherpad!\n\nThis pad text is synchronized as you type.\n\nGet involved with Etherpad at https://etherpad.org\n',
  ],
  ['front matter alone', '---\ntags: meeting\n---\n'],
  ['headings alone', `# ${DATE}\n\n## Participants\n\n## Agenda\n`],
  ['the template of another day', '# 2023-01-11\n\n## Participants\n\n*\n'],
])('%s: exit code 1, nobody has typed yet', async (_what, pad) => {
  const { code, out, err } = await minutesOf(pad)
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain('nobody has typed yet')
})

test('an untouched agenda, saved as a file, is rejected as well; with a note it is not', async () => {
  const agenda = (await scsSprint(['agenda', '--config', config, '--team', 'core', '--date', DATE])).out
  expect(await minutesOf(agenda)).toMatchObject({ code: 1, err: expect.stringContaining('nobody has typed yet') })
  expect(await minutesOf(`# Pad of the team\n\n${agenda}`)).toMatchObject({ code: 1 })
  expect(await minutesOf(`${agenda}\n- Kathi was elected\n`)).toMatchObject({ code: 0, out: expect.stringContaining('Kathi was elected') })
})

describe('what is off the record', () => {
  const pad = [
    `# ${DATE}\n\n## Participants\n\n* @alba\n* @bruno (sick)\n\n## Presenter\n\n* Who is reporting in the community call? @alba\n`,
    '## Cables\n\n* AI @alba: buy cables\n* (off the record) AI @alba: look for another dealer\n  * acme/hr#7\n* Decision: blue ones\n',
    '## Nicht fürs Protokoll\n\n* AI @carla: Gespräch mit Dora\n* TL;DR: Dora geht\n* User story for acme/hr#7 missing\n\n### Folgen\n\n* Decision: keine Nachfolge\n',
    '## Rest\n\n* AI @bruno: book a room\n\noff the record\n\n* @dora is fired\n\nback on the record\n\n* see you\n',
  ].join('\n')
  const SECRET = /dealer|hr#7|carla|dora|Gespräch|Folgen|Nachfolge|fired|TL;DR/i

  test('appears neither in the minutes nor in messages; that it was left out is reported', async () => {
    const { code, out, err } = await minutesOf(pad)
    expect(code).toBe(0)
    expect(out + err).not.toMatch(SECRET)
    expect(out.match(/A part that was off the record is left out/g)).toHaveLength(3)
    expect(out).toMatch(/buy cables[\s\S]*blue ones[\s\S]*book a room[\s\S]*see you/)
    expect(err).toContain('Off the record, and left out: lines 15 to 16, 19 to 28, 33 to 36.')
  })

  test('appears neither in notes nor in what later commands read from minutes that contain it', async () => {
    const minutes = join(aFolder(), 'minutes')
    mkdirSync(join(minutes, 'core'), { recursive: true })
    writeFileSync(join(minutes, 'core', '20230118.md'), pad)
    const calling = join(aFolder(), 'sprint.yml')
    writeFileSync(calling, `${MINIMAL}communityCall: { weekday: thursday, time: "15:05" }\n`)
    const own = ['--config', calling]
    const notes = await scsSprint(['notes', ...own, '--json', join(minutes, 'core', '20230118.md')])
    expect(notes.out).not.toMatch(SECRET)
    expect(JSON.parse(notes.out)).toMatchObject({
      participants: ['alba'],
      excused: ['bruno'],
      decisions: [{ text: 'blue ones', line: 17 }],
    })
    expect(JSON.parse(notes.out).warnings).toContainEqual({
      code: 'off-record',
      line: 15,
      message: expect.stringContaining('lines 15 to 16'),
    })
    for (const argv of [
      ['actions', ...own, '--team', 'core', '--minutes', minutes],
      ['agenda', ...own, '--team', 'core', '--date', '2023-01-25', '--minutes', minutes],
      ['presenter', ...own, '--team', 'core', '--minutes', minutes, '--json'],
      ['digest', ...own, '--date', '2023-01-19', '--minutes', minutes],
      ['digest', ...own, '--date', '2023-01-19', '--minutes', minutes, '--slides'],
    ]) {
      const { code, out, err } = await scsSprint(argv)
      expect([argv[0], code]).toEqual([argv[0], 0])
      expect(out + err).not.toMatch(SECRET)
    }
  })
})

test('the reason for an absence is not published even if it is the label or the heading', async () => {
  const pad = `# ${DATE}\n\n## Participants\n\n* @alba\n* Sick today: @bruno\n* Urlaub: Ina\n\n## Sick\n\n* Piet\n\n## Agenda\n\n* Sick leave policy\n* Urlaub: Regelung besprochen\n`
  const { code, out } = await minutesOf(pad)
  expect(code).toBe(0)
  expect(out).toMatch(/Absent today: @bruno[\s\S]*Abwesend: Ina[\s\S]*## Absent\n\n- Piet/)
  expect(out).toMatch(/- Sick leave policy\n- Urlaub: Regelung besprochen/)
  expect(out.match(/sick|urlaub/gi)).toHaveLength(2)
})

test('the reason for an absence is not published, unless the configuration keeps it', async () => {
  const pad = `# ${DATE}\n\n## Participants\n\n* @alba\n* @bruno (sick, @carla stands in)\n* @dora (Elternzeit)\n\n## Agenda\n\n* Cables\n`
  const { out, err } = await minutesOf(pad)
  expect(out).toContain('- @bruno (absent, @carla stands in)\n- @dora (abwesend)\n')
  expect(err).toContain('line 6: the reason for an absence was left out')
  expect(out + err).not.toMatch(/sick|Elternzeit/)
  const asTyped = join(aFolder(), 'sprint.yml')
  writeFileSync(asTyped, `${MINIMAL}privacy: { absences: as-typed }\n`)
  const kept = await scsSprint(['minutes', '--config', asTyped, '--team', 'core', '--date', DATE, '--pad', '-'], {}, pad)
  expect(kept.out).toContain('- @bruno (sick, @carla stands in)\n- @dora (Elternzeit)\n')
})
