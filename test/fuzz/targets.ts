/** The ways hostile text takes through the product, each to what is written in the end. */
import fc from 'fast-check'
import { etherpadHtmlToText } from '../../src/adapters/pads/html-export/etherpad-html.ts'
import { createTemplates } from '../../src/adapters/templates/templates.ts'
import type { Snapshot } from '../../src/domain/board/board.ts'
import { UserError } from '../../src/errors.ts'
import { freshState } from '../../src/hygiene/comment/comment-state.ts'
import { rules } from '../../src/hygiene/registry.ts'
import { composeCommunityCall } from '../../src/minutes/community-call/compose-community-call.ts'
import { readPast } from '../../src/minutes/meeting/past-meetings.ts'
import { FRAME, sections, TYPED } from '../../src/minutes/sections/registry.ts'
import { parseSettings } from '../../src/settings/parse.ts'
import type { Settings, TeamSettings } from '../../src/settings/settings.ts'
import { answerEpicCommand } from '../../src/usecases/hygiene/answer-epic-command.ts'
import { checkHygiene } from '../../src/usecases/hygiene/check-hygiene.ts'
import { checkAnswer } from '../../src/usecases/minutes/answer-minutes-command.ts'
import { composeFromPad } from '../../src/usecases/minutes/compose-from-pad.ts'
import { prepareAgenda } from '../../src/usecases/minutes/prepare-agenda.ts'
import { aBoardItem, anEpic, aSnapshot } from '../builders.ts'
import { apply, fakeComments } from '../hygiene/comment/fake-comments.ts'
import { hostileComment, hostileLine, hostilePad, hostileText } from './hostile.ts'
import { type Door, withoutOwnMarks } from './oracle.ts'

export type Output = { readonly what: string; readonly text: string; readonly door: Door; readonly marks?: number; readonly ends?: string }

export type Target = { readonly name: string; readonly outputs: fc.Arbitrary<() => Promise<readonly Output[]>> }

const { render } = createTemplates()
const NOW = new Date('2023-01-18T11:15:00Z')
const EPIC = 'acme/issues#9'

function settingsFor(mode: 'comment' | 'digest', name = 'Team IaaS'): Settings {
  const text = JSON.stringify({
    organization: 'acme',
    minutes: { repository: 'acme/minutes' },
    board: {
      owner: 'acme',
      number: 6,
      fields: { status: 'Status', sprint: 'Sprint' },
      status: { backlog: ['Backlog'], active: ['Doing'], done: ['Done'] },
    },
    communityCall: { weekday: 'thursday', time: '15:05' },
    hygiene: mode === 'digest' ? { mode, digestIssue: 'acme/minutes#1' } : { mode, maxNewCommentsPerTeamAndDay: 9 },
    teams: { iaas: { name } },
  })
  return parseSettings(text, 'sprint.yml', rules)
}

const inComments = settingsFor('comment')

const teamOf = ({ teams }: Settings): TeamSettings => teams.iaas as TeamSettings

/** An epic about which every rule has something to say, in hostile words. */
const hostileBoard: fc.Arbitrary<Snapshot> = fc
  .record({
    title: hostileLine,
    milestone: hostileLine,
    status: hostileLine,
    sprint: hostileLine,
    story: hostileLine,
    task: hostileLine,
    label: hostileLine,
  })
  .map(({ title, milestone, status, sprint, story, task, label }) =>
    aSnapshot({
      takenAt: NOW.toISOString(),
      board: { owner: 'acme', number: 6, title },
      items: [
        aBoardItem({
          ...{
            number: 9,
            ref: EPIC,
            title,
            labels: ['epic', label],
            status: 'Doing',
            sprint,
            milestone: { title: milestone, dueOn: '2022-12-01T00:00:00Z' },
          },
          createdAt: '2022-06-01T08:00:00Z',
          body: `- [ ] ${task}\n- [ ] #10\n`,
        }),
        aBoardItem({ number: 10, ref: 'acme/issues#10', title: story, status, sprint, state: 'closed', closedAt: '2023-01-16T08:00:00Z' }),
        aBoardItem({ number: 11, ref: 'acme/issues#11', title: story, status: 'Doing', sprint, lastHumanActivity: '2022-11-01T08:00:00Z' }),
        aBoardItem({ number: 12, ref: 'acme/issues#12', title: story, status: 'Doing', labels: [label] }),
      ],
      epics: [
        anEpic({
          ref: EPIC,
          children: ['acme/issues#10', 'acme/issues#11'].map((ref) => ({ ref, sources: ['sub-issue'] as const, readable: true })),
          taskLines: [
            { text: task, ref: null, checked: false },
            { text: '#10', ref: 'acme/issues#10', checked: false },
          ],
        }),
      ],
      sprints: [{ name: sprint, startsOn: '2023-01-09', endsOn: '2023-01-22' }],
    }),
  )

const ownPart = (body: string) => {
  const replaced = /<!-- scs-sprint:replaced v1 -->\n<sub>.*<\/sub>/.exec(body)
  if (replaced) return replaced[0]
  const start = body.search(/^<!-- scs-sprint:(?:hygiene|cleared) v1 [\w=-]+ -->[ \t]*$/m)
  const end = body.indexOf('<!-- scs-sprint:end -->', start)
  return start === -1 || end === -1 ? body : body.slice(start, end + '<!-- scs-sprint:end -->'.length)
}

const commentOutput = (what: string, body: string): Output => {
  const isReply = body.startsWith('<!-- scs-sprint:reply')
  return {
    what,
    text: ownPart(body),
    door: 'comment',
    marks: isReply ? 1 : 3,
    ...(isReply || body.includes('scs-sprint:replaced') ? {} : { ends: 'Last checked' }),
  }
}

const bodiesOf = (actions: readonly object[]) =>
  actions.flatMap((action) => ('body' in action && typeof action.body === 'string' ? [action.body] : []))

const commands: Target = {
  name: 'commands',
  outputs: fc.tuple(hostileComment, hostileBoard, fc.boolean()).map(([body, snapshot, isFirst]) => async () => {
    const settings = inComments
    const github = fakeComments(() => NOW)
    const clock = { now: () => NOW }
    if (!isFirst)
      await apply((await checkHygiene({ comments: github.comments, clock }, { settings, snapshot, render })).plan, github.comments)
    const people = { mayTriage: async () => true, isAssigned: async () => false }
    const input = { settings, snapshot, on: EPIC, commentId: 'IC_1', author: 'garloff', body, render }
    const { plan } = await answerEpicCommand({ comments: github.comments, people, clock }, input)
    return bodiesOf(plan.actions).map((text) => commentOutput('the answer to a command', text))
  }),
}

/** A state that nobody but a maintainer with bad intentions writes into the app's comment. */
const forgedState = fc
  .record({
    snoozed: fc.option(
      fc.record({ until: fc.constantFrom('2023-02-01', '2023-99-99'), by: fc.oneof(hostileText, fc.constant('fkr')), reason: hostileText }),
    ),
    ignored: fc.array(
      fc.record({
        rule: fc.oneof(hostileText, fc.constantFrom('epic-quiet', 'constructor')),
        by: fc.oneof(hostileText, fc.constant('fkr')),
        on: fc.constant('2023-01-01'),
        reason: hostileText,
      }),
      { maxLength: 2 },
    ),
    fixed: fc.array(
      fc.record({
        rule: fc.oneof(hostileText, fc.constant('epic-quiet')),
        story: fc.oneof(hostileText, fc.constant('#10')),
        on: fc.constant('2023-01-01'),
      }),
      { maxLength: 2 },
    ),
    seen: fc.dictionary(fc.oneof(hostileText, fc.constantFrom('epic-quiet', '__proto__')), fc.constant({ '': '2023-01-01' }), {
      maxKeys: 2,
    }),
    label: fc.option(hostileText),
  })
  .map((part) => Buffer.from(JSON.stringify({ ...freshState, ...part })).toString('base64url'))

const comments: Target = {
  name: 'comments',
  outputs: fc.tuple(hostileBoard, forgedState, hostileText, hostileText).map(([snapshot, state, before, after]) => async () => {
    const settings = inComments
    const github = fakeComments(() => NOW)
    const look = async (board: Snapshot) => {
      const { plan } = await checkHygiene({ comments: github.comments, clock: { now: () => NOW } }, { settings, snapshot: board, render })
      await apply(plan, github.comments)
      return bodiesOf(plan.actions)
    }
    await look(snapshot)
    const own = github.on(EPIC)[0]
    if (own === undefined) return []
    const sha256 = '0'.repeat(64)
    own.body = `${before}\n\n${own.body.replace(/sha256=\w+/, `sha256=${sha256}`).replace(/(scs-sprint:state v1 )\S+/, `$1${state}`)}\n\n${after}`
    own.editedByPerson = true
    const quiet = { ...snapshot, items: snapshot.items.map((item) => ({ ...item, title: 'quiet' })) }
    const again = [...(await look(quiet)), ...(await look({ ...quiet, epics: [anEpic({ ref: EPIC })] }))]
    return again.map((body) => commentOutput('a comment that was tampered with', body))
  }),
}

const bland =
  '# 2023-01-18\n\n## Participants\n\n- @ada-l\n\n## Agenda\n\n- acme/issues#9 is done\n- acme/issues#10\n- acme/issues#11 is closed\n'

const PARTS = [...sections.map(({ id }) => id), FRAME, TYPED]

const meeting = (text: string) => ({ text, format: 'markdown' as const, editedAt: null, source: null, warnings: [] })

/** Who writes and who reports is meant to be called, in the sentence that says so. */
const withoutAddressed = (body: string) =>
  body.replace(/^.*\b(?:writes? the minutes|reports? on)\b.*$/m, (line) => line.replace(/@[a-z\d-]{1,39}/gi, 'somebody'))

function minutesOf(settings: Settings, snapshot: Snapshot, pad: string): readonly Output[] {
  const input = {
    settings,
    team: teamOf(settings),
    date: '2023-01-18',
    pad: meeting(pad),
    snapshot,
    history: [],
    past: [],
    boardRemark: null,
    now: NOW,
    render,
  }
  const made = composeFromPad(input)
  const answer = checkAnswer(
    { settings, on: 'acme/minutes#1', author: 'garloff', commentId: 'IC_2', body: '/minutes check' },
    { body: made.body, update: null, unsigned: null },
  )
  const past = { date: '2023-01-18', path: 'iaas/20230118.md', notes: readPast(made.text, '2023-01-18', settings), text: made.text }
  const call = (slides: boolean) =>
    composeCommunityCall({
      settings,
      calendar: null,
      date: '2023-01-19',
      teams: [{ team: teamOf(settings), meetings: [{ meeting: past, pull: null }], pad: null }],
      slides,
      now: NOW,
      render,
    })
  return [
    { what: 'the minutes', text: withoutOwnMarks(made.text, PARTS), door: 'file' },
    // Each question has a marker of its own.
    { what: 'the pull request', text: withoutAddressed(made.body), door: 'comment', marks: made.questions.length },
    ...bodiesOf(answer.actions).map((text): Output => ({ what: 'the answer to a check', text, door: 'comment', marks: 1 })),
    { what: 'the call’s notes', text: call(false).text, door: 'file' },
    { what: 'the call’s slides', text: call(true).text.replace(/^---\n[\s\S]*?\n---\n/, ''), door: 'file' },
  ]
}

const issues: Target = {
  name: 'issues',
  outputs: fc.tuple(hostileBoard, hostileLine, hostileText).map(([snapshot, name, wish]) => async () => {
    const settings = inComments
    const digest = settingsFor('digest', `Team ${name}`)
    const clock = { now: () => NOW }
    const asked = [{ epic: EPIC, text: wish, date: '2023-01-11' }]
    const said = await checkHygiene({ comments: fakeComments(() => NOW).comments, clock }, { settings, snapshot, asked, render })
    const listed = await checkHygiene({ comments: fakeComments(() => NOW).comments, clock }, { settings: digest, snapshot, asked, render })
    const agenda = prepareAgenda({
      settings: digest,
      team: teamOf(digest),
      calendar: null,
      date: '2023-01-25',
      snapshot,
      history: [],
      past: [],
      now: NOW,
      render,
    })
    return [
      ...bodiesOf(said.plan.actions).map((body) => commentOutput('the comment on an epic', body)),
      ...bodiesOf(listed.plan.actions).map(
        (text): Output => ({ what: 'the digest', text, door: 'comment', marks: 1, ends: 'Last checked' }),
      ),
      { what: 'the agenda', text: agenda.text.replace(/\n<!-- scs-sprint:agenda v1 [^>]*-->\n$/, ''), door: 'file' },
      ...minutesOf(digest, snapshot, bland),
    ]
  }),
}

const pads: Target = {
  name: 'pads',
  outputs: fc.tuple(hostilePad, hostileBoard).map(([pad, snapshot]) => async () => {
    try {
      return minutesOf(inComments, snapshot, pad)
    } catch (error) {
      if (error instanceof UserError) return []
      throw error
    }
  }),
}

/** Hostile HTML in the export of a pad: `detectFormat` judges by the content, so any pad may hold it. */
const htmlExports: Target = {
  name: 'exports',
  outputs: fc.tuple(hostilePad, hostileBoard).map(([pad, snapshot]) => async () => {
    try {
      return minutesOf(inComments, snapshot, etherpadHtmlToText(`<!DOCTYPE HTML><html><body>${pad.replaceAll('\n', '<br>')}</body></html>`))
    } catch (error) {
      if (error instanceof UserError) return []
      throw error
    }
  }),
}

export const targets: readonly Target[] = [commands, comments, issues, pads, htmlExports]
