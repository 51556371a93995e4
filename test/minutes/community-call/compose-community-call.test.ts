import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PastMeeting } from '../../../src/domain/notes/past-meeting.ts'
import {
  type CommunityCallInput,
  composeCommunityCall,
  type ReportingTeam,
} from '../../../src/minutes/community-call/compose-community-call.ts'
import { readPast } from '../../../src/minutes/meeting/past-meetings.ts'
import { composeFromPad } from '../../../src/usecases/minutes/compose-from-pad.ts'
import { lintScs } from '../../lint.ts'
import { demoBoard, demoPast, demoSettings, demoTeam, render } from '../../usecases/demo-world.ts'

const iaas = demoTeam('iaas')
const container = { ...iaas, id: 'container', name: 'Team Container', pad: 'https://input.scs.community/2023-scs-team-container' }
const DATE = '2023-01-19'

function meetingOf(text: string, path = 'iaas/20230118.md'): PastMeeting {
  return { date: '2023-01-18', path, notes: readPast(text, '2023-01-18', demoSettings), text }
}

function digest(teams: readonly ReportingTeam[], change: Partial<CommunityCallInput> = {}) {
  return composeCommunityCall({
    settings: demoSettings,
    calendar: null,
    date: DATE,
    teams,
    slides: false,
    now: new Date('2023-01-19T09:00:00Z'),
    render,
    ...change,
  })
}

const bulletsFor = (text: string) =>
  digest([{ team: iaas, meetings: [{ meeting: meetingOf(text), pull: null }], pad: null }])
    .text.split('\n')
    .filter((line) => line.startsWith('- '))

describe('the week of the demo', () => {
  let meeting: PastMeeting
  let text = ''

  beforeAll(async () => {
    const pad = readFileSync('test/demo/pads/iaas-2023-01-18.md', 'utf8')
    const made = composeFromPad({
      settings: demoSettings,
      team: iaas,
      date: '2023-01-18',
      pad: { text: pad, format: 'markdown', editedAt: null, source: null, warnings: [] },
      snapshot: await demoBoard(),
      history: [],
      past: await demoPast('iaas', { before: '2023-01-18' }),
      boardRemark: null,
      now: new Date('2023-01-18T12:00:00Z'),
      render,
    })
    meeting = meetingOf(made.text, made.path)
    text = digest([
      { team: iaas, meetings: [{ meeting, pull: null }], pad: iaas.pad },
      { team: container, meetings: [], pad: container.pad, writers: ['joshmue'], waitingSince: '2023-01-19' },
      { team: demoTeam('sig-standardization'), meetings: [], pad: null },
    ]).text
  })

  test('has what the presenter reads out: links, the author’s headline, review, planning, decisions', () => {
    expect(text).toBe(`# SCS Tech Weekly 2023-01-19

## Team updates

### Team IaaS

Minutes: <https://github.com/SovereignCloudStack/minutes/blob/main/iaas/20230118.md>

- TL;DR: encrypted writes to NVMe can keep a lot of cores busy (Compare performance of Ceph with and without encryption)
- Review: Validations for deployment environments, OpenStack Image Manager for CSPs, Cloud-in-a-box, Support Air Gap Installations, Compare performance of Ceph with and without encryption, OpenStack Flavor Manager for SCS Operators
- Planning: Cloud-in-a-box, Air-gap installations, Kubernetes-powered runtime on management plane, Flavor Manager, Confidential Computing, OVN (@mfechner)
- Decision: CiaB follows stable, v4.x.0 gets pinned (Cloud-in-a-box)
- Action item for @berendt: before docs can be generated from it, their structure has to be tidied up (see #336)
- Action item for @berendt, @fkr, @costelter: to sit together and agree on the next step

### Team Container

Minutes: none present yet ([pad](https://input.scs.community/2023-scs-team-container), @joshmue writes them, waiting since 2023-01-19)
`)
    expect(lintScs(text)).toEqual([])
  })

  test('is the same from the pad as from the minutes created from it', () => {
    const pad = meetingOf(readFileSync('test/demo/pads/iaas-2023-01-18.md', 'utf8'))
    const both = [pad, meeting].map((one) => digest([{ team: iaas, meetings: [{ meeting: one, pull: null }], pad: null }]).text)
    expect(both[0]).toBe(both[1])
  })

  test('becomes slides on request, with who reported', () => {
    const { path, text: slides } = digest([{ team: iaas, meetings: [{ meeting, pull: null }], pad: null }], { slides: true })
    expect(path).toBe('community-call/20230119-slides.md')
    expect(slides).toContain('---\ntype: slide\n')
    expect(slides).toContain('---\n\n## Team IaaS\n\nReported by @o-otte\n')
    expect(slides).toContain('----\n\n### Sprint planning\n\n- Cloud-in-a-box\n- Air-gap installations\n')
    expect(lintScs(slides)).toEqual([])
  })
})

test('the notes have the configured path', () => {
  expect(digest([]).path).toBe('community-call/20230119.md')
  expect(digest([]).text).toContain('No team reports.')
  expect(digest([], { settings: { ...demoSettings, communityCall: null } }).path).toBe('community-call/20230119.md')
})

describe('missing minutes', () => {
  test('are reported as missing, without claiming that someone was asked', () => {
    const { text, remarks } = digest([{ team: container, meetings: [], pad: null }])
    expect(text).toContain('### Team Container\n\nMinutes: none present yet\n')
    expect(remarks).toEqual(['Team Container: no minutes of the week before 2023-01-19 were found (container/{yyyymmdd}.md).'])
  })

  test('are not missing in a week without a meeting', () => {
    const meeting = iaas.meeting && { ...iaas.meeting, skip: ['2023-01-18'] }
    const { text, remarks } = digest([{ team: { ...container, meeting }, meetings: [], pad: container.pad }])
    expect(text).toContain('Minutes: none, the team did not meet this week')
    expect(remarks).toEqual([])
  })
})

describe('headlines', () => {
  test('authors write their own: TL;DR and Help wanted come first', () => {
    const text =
      '# 2023-01-18\n\n## Agenda\n\n### Gateway API (@o-otte)\n\n* long talk\n* TL;DR: we switch in spring\n* Help wanted: somebody who knows Envoy\n'
    expect(bulletsFor(text)).toEqual([
      '- TL;DR: we switch in spring (Gateway API)',
      '- Help wanted: somebody who knows Envoy (Gateway API)',
      '- Gateway API',
    ])
  })

  test('topics are shown without owner, time box, numbers and conclusions on their line', () => {
    const text =
      '# 2023-01-18\n\n## Agenda\n\n### 1. Gateway API (@o-otte, 10 min)\n\n* fine\n\n### [#412](https://github.com/SovereignCloudStack/issues/issues/412) Backup of etcd -> next week\n\n* fine\n\n### :rocket: Release notes\n\n* fine\n'
    expect(bulletsFor(text)).toEqual(['- Gateway API', '- Backup of etcd', '- Release notes'])
  })

  test('a long meeting has at most eight bullets, and a long list one line', () => {
    const topics = Array.from(
      { length: 12 },
      (_, at) => `### Gateway ${String.fromCharCode(65 + at)}\n\n* Decision: do it ${String.fromCharCode(65 + at)} way\n`,
    )
    const bullets = bulletsFor(`# 2023-01-18\n\n## Agenda\n\n${topics.join('\n')}`)
    expect(bullets).toHaveLength(8)
    expect(bullets[0]).toBe('- Topics: Gateway A, Gateway B, Gateway C, Gateway D, Gateway E, Gateway F, Gateway G and 5 more')
    expect(bullets[1]).toBe('- Decision: do it A way (Gateway A)')
    expect(bullets.at(-1)).toBe('- And 6 more decisions, see the minutes')
  })

  test.each([
    ['Participants:', 'Who is presenting in the community call?', 'Agenda', 'AOB'],
    ['Teilnehmende', 'Wer berichtet im Community Call?', 'Tagesordnung', 'Sonstiges'],
    ['Attendance', 'Approval of the last minutes', 'Further topics?', 'Next meeting'],
  ])('a topic about the meeting itself is not read out: %s, %s, %s, %s', (...titles) => {
    const topics = [...titles, 'Backup of etcd'].map((title) => `* ${title}`)
    expect(bulletsFor(`# 2023-01-18\n\n## Agenda\n\n${topics.join('\n')}\n`)).toEqual(['- Backup of etcd'])
  })

  test('sentences are not cut, and many items are summarized by owner', () => {
    const long = `we keep the stable release for the whole cycle because the migration of the testbed took four hours and nobody has the time to do that twice, and the release notes say so`
    const items = ['fkr', 'garloff', 'berendt', 'o-otte'].map((owner, index) => `* AI @${owner}: write part ${index} of the report`)
    const bullets = bulletsFor(`# 2023-01-18\n\n## Upgrade\n\n* Decision: ${long}\n${items.join('\n')}\n`)
    expect(bullets.join('\n')).not.toContain('…')
    expect(bullets).toContain(`- Decision: ${long.slice(0, long.indexOf(','))} (Upgrade)`)
    expect(bullets.at(-1)).toBe('- 4 action items: @fkr, @garloff, @berendt, @o-otte')
  })

  test('housekeeping, pending items and people are not topics', () => {
    const text =
      '# 2023-01-18\n\n## Participants\n\n* @fkr\n\n## Housekeeping\n\n* no meeting next week\n\n## Agenda\n\n### Check AIs from last time\n\n* AI @fkr: ask for a room\n\n### Hackathon\n\n* soon\n'
    expect(bulletsFor(text)).toEqual(['- Hackathon', '- Action item for @fkr: ask for a room'])
  })

  test('text below an off-record line is never read out', () => {
    const text =
      '# 2023-01-18\n\n## Agenda\n\n### Hackathon\n\n* TL;DR: it is in May\n\n--- off the record ---\n\n#### Budget\n\n* TL;DR: we are broke\n* Decision: tell nobody\n* AI @fkr: find money\n'
    const { text: read } = digest([{ team: iaas, meetings: [{ meeting: meetingOf(text), pull: null }], pad: null }])
    expect(read).toContain('- TL;DR: it is in May (Hackathon)\n- Hackathon\n')
    expect(read).not.toMatch(/budget|broke|nobody|action item/i)
    expect(digest([{ team: iaas, meetings: [{ meeting: meetingOf(text), pull: null }], pad: null }], { slides: true }).text).not.toMatch(
      /budget|broke|nobody|action item/i,
    )
  })

  test('minutes without topics say so', () => {
    expect(bulletsFor('# 2023-01-18\n\n## Participants\n\n* @fkr\n')).toEqual(['- No topics in the minutes'])
  })

  test('markup in topics is shown as typed, and stays on its line', () => {
    const text = '# 2023-01-18\n\n## Agenda\n\n### <script>alert(1)</script> `code` *loud* [label](https://evil.example/x)\n\n* fine\n'
    const { text: read } = digest([{ team: iaas, meetings: [{ meeting: meetingOf(text), pull: null }], pad: null }])
    expect(read).not.toContain('<script>')
    expect(read).not.toContain('evil.example')
    expect(lintScs(read)).toEqual([])
  })
})

test('quoted lines keep their code, emphasis and links, and titles their code', () => {
  const text = [
    '# 2023-01-18',
    '## Sprint review',
    '### Move `kube_proxy` to cilium (10 min)',
    '- TL;DR: run `rm *.log` **before** _each_ [test](https://x.example/t)',
    '- Decision: we keep `~/.kube/config`, see [issues#28](https://github.com/scs/issues/issues/28)',
    '- AI @fkr: write `a_b` *soon*',
    '',
  ].join('\n')
  expect(bulletsFor(text)).toEqual([
    '- TL;DR: run `rm *.log` **before** _each_ [test](https://x.example/t) (Move `kube_proxy` to cilium)',
    '- Review: Move `kube_proxy` to cilium',
    '- Decision: we keep `~/.kube/config`, see (Move `kube_proxy` to cilium)',
    '- Action item for @fkr: write `a_b` *soon*',
  ])
})

test('why somebody is absent is not told, whatever marks stand around it', () => {
  const told = (line: string) => bulletsFor(`# 2023-01-18\n\n## Topics\n\n- Decision: ${line}\n`).join('\n')
  for (const line of ['we wait, @fkr is **on sick leave**', 'we wait, **@fkr** is _ill_', 'we wait because `@fkr` is on parental leave'])
    expect(told(line)).not.toMatch(/sick|ill(?!\w)|parental/)
})
