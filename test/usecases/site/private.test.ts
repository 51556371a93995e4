/** `site` from outside: what is private in any picture of the board is private on every page, and no secret leaves. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Snapshot } from '../../../src/domain/board/board.ts'
import { aBoardItem, anEpic, aSnapshot } from '../../builders.ts'
import { aPlace, keepBoards } from './place.ts'

/** Path and text of every file that the command wrote, the memory of the next run included. */
function written(out: string): readonly (readonly [string, string])[] {
  return readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(out, path)).isFile())
    .map((path) => [path, readFileSync(join(out, path), 'utf8')] as const)
}

const holding = (out: string, what: RegExp) => written(out).flatMap(([path, text]) => (what.test(text) ? [path] : []))

const sprint = { name: 'Sprint Jena', startsOn: '2023-01-09', endsOn: '2023-01-22' }
const labels = ['IaaS']

function boardOf(takenAt: string, rest: Partial<Snapshot>): Snapshot {
  const epic = aBoardItem({ number: 1, title: 'Roof for everybody', labels: ['epic', ...labels], type: null, status: 'Doing' })
  return aSnapshot({ takenAt, sprints: [sprint], epics: [anEpic({ number: 1 })], ...rest, items: [epic, ...(rest.items ?? [])] })
}

const inSprint = (number: number, title: string, rest = {}) =>
  aBoardItem({ number, title, labels, type: null, status: 'Doing', sprint: sprint.name, ...rest })

test('a story that was public last week and is private now is on no page, whatever the earlier picture says', async () => {
  const story = (rest: object) =>
    inSprint(2, 'Zugzwang takeover of a rival', { ref: 'scs/plans#2', url: 'https://github.com/scs/plans/issues/2', ...rest })
  const other = inSprint(3, 'Lay the tiles')
  const place = aPlace({ 'minutes/iaas/20230111.md': '# 2023-01-11\n\n## Roof\n\n- Decision: stop the Zugzwang takeover of a rival\n' })
  await keepBoards(place, [
    boardOf('2023-01-10T08:00:00Z', { items: [other] }),
    boardOf('2023-01-12T08:00:00Z', { items: [other, story({})] }),
    boardOf('2023-01-14T08:00:00Z', { items: [other, story({})] }),
  ])
  const board = boardOf('2023-01-19T08:00:00Z', { items: [other, story({ private: true, title: 'Renamed plan of the board' })] })
  const ran = await place.site(['--board', place.write('board.json', JSON.stringify(board))])
  expect(ran.code, ran.err).toBe(0)
  expect(place.page('teams/iaas/index.html')).toContain('Lay the tiles')
  expect(holding(place.out, /zugzwang|renamed plan|scs\/plans/i)).toEqual([])
})

test('what left the board before its repository became private is not named either', async () => {
  const gone = inSprint(2, 'Zugzwang takeover of a rival', { ref: 'scs/plans#2' })
  const place = aPlace()
  await keepBoards(place, [boardOf('2023-01-12T08:00:00Z', { items: [gone] })])
  const later = inSprint(4, 'Budget of the board', { ref: 'scs/plans#4', private: true })
  const ran = await place.site(['--board', place.write('board.json', JSON.stringify(boardOf('2023-01-19T08:00:00Z', { items: [later] })))])
  expect(ran.code, ran.err).toBe(0)
  expect(holding(place.out, /zugzwang|scs\/plans/i)).toEqual([])
})
