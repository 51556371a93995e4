/** Agenda, rota, open items and call notes on a corpus of real minutes: no crash, valid texts, no claims by an agenda. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PastMeeting } from '../../../src/domain/notes/past-meeting.ts'
import { proposePresenter } from '../../../src/minutes/agenda/propose-presenter.ts'
import { composeCommunityCall } from '../../../src/minutes/community-call/compose-community-call.ts'
import { openActions } from '../../../src/minutes/meeting/open-actions.ts'
import { readPast } from '../../../src/minutes/meeting/past-meetings.ts'
import { readNotes } from '../../../src/notes/read-notes.ts'
import { prepareAgenda } from '../../../src/usecases/minutes/prepare-agenda.ts'
import { lintScs } from '../../lint.ts'
import { demoSettings, demoTeam, render } from '../demo-world.ts'

const folder = process.env.SCS_CORPUS ?? ''
const teams = ['iaas', 'container', 'ops', 'iam', 'sig-standardization', 'project-board'].filter((team) => existsSync(join(folder, team)))
/** Half a year, as the commands take it. */
const LIMIT = 26
/** Every so manieth meeting is looked from. */
const STRIDE = Number(process.env.SCS_CORPUS_STRIDE ?? 6)

function meetingsOf(team: string): readonly PastMeeting[] {
  return readdirSync(join(folder, team))
    .filter((file) => /^\d{8}\.md$/.test(file))
    .sort()
    .map((file) => {
      const date = `${file.slice(0, 4)}-${file.slice(4, 6)}-${file.slice(6, 8)}`
      const text = readFileSync(join(folder, team, file), 'utf8')
      return { date, path: `${team}/${file}`, text, notes: readPast(text, date, demoSettings) }
    })
}

describe.skipIf(folder === '')('corpus: SCS_CORPUS names the folder', () => {
  test.each(teams)(
    '%s',
    (id) => {
      const meetings = meetingsOf(id)
      const hasCall = id !== 'sig-standardization' && id !== 'project-board'
      const team = {
        ...demoTeam('iaas'),
        id,
        name: id,
        communityCall: hasCall,
        board: hasCall,
        firstHeading: hasCall ? (1 as const) : (2 as const),
      }
      const problems: string[] = []
      for (let upTo = 1; upTo <= meetings.length; upTo += STRIDE) {
        const past = meetings.slice(Math.max(0, upTo - LIMIT), upTo)
        const last = past.at(-1)
        if (!last) continue
        const common = { settings: demoSettings, team, past }
        const date = '2027-01-07'
        const { text } = prepareAgenda({
          ...common,
          calendar: null,
          date,
          snapshot: null,
          history: [],
          now: new Date(0),
          render,
        })
        const back = readNotes(text, { date })
        const said = [...back.presenters, ...back.participants, ...back.decisions.map((decision) => decision.text)]
        if (said.length > 0) problems.push(`${last.path}: the agenda says by itself: ${said.join(', ')}`)
        problems.push(...lintScs(text, team.firstHeading).map((line) => `${last.path}: agenda ${line}`))
        const open = openActions(common)
        if (open.some(({ since, lastSeen }) => since > lastSeen || lastSeen > last.date))
          problems.push(`${last.path}: items out of their time`)
        const { proposal, history } = proposePresenter(common)
        const before = history.findLast(({ reporters, scribes }) => reporters.length > 0 || scribes.length > 0)
        if (proposal.reporter !== null && proposal.reporter === before?.reporters[0]) problems.push(`${last.path}: twice in a row`)
        for (const slides of [false, true]) {
          const call = composeCommunityCall({
            settings: demoSettings,
            calendar: null,
            date: last.date,
            teams: [{ team: { ...team, communityCall: true }, meetings: [{ meeting: last, pull: null }], pad: null }],
            slides,
            now: new Date(0),
            render,
          }).text
          problems.push(...lintScs(call).map((line) => `${last.path}: call ${line}`))
          const bullets = call.split('\n').filter((line) => line.startsWith('- ')).length
          if (!slides && (bullets < 1 || bullets > 8)) problems.push(`${last.path}: ${bullets} bullets`)
        }
      }
      expect(problems).toEqual([])
    },
    300_000,
  )

  test.skipIf(!teams.includes('sig-standardization'))('a group that goes through its list has chains of the expected length', () => {
    const [first] = openActions({
      settings: demoSettings,
      team: demoTeam('sig-standardization'),
      past: meetingsOf('sig-standardization').slice(-LIMIT),
    })
    expect(first?.carried).toBeGreaterThanOrEqual(9)
  })
})
