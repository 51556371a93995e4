/** Whoever may command on an epic changes no milestones in repositories where they have no rights. */

import { expect, test } from 'vitest'
import { GITHUB_COM } from '../../../src/domain/github-web.ts'
import type { Repair } from '../../../src/hygiene/repair/repair.ts'
import { withinRights } from '../../../src/usecases/hygiene/within-rights.ts'
import type { Action } from '../../../src/usecases/plan.ts'

const milestone = (issue: string): Repair => ({ kind: 'set-milestone', issue, from: 'R4', to: 'R5' })
const fix = (repairs: readonly Repair[]): Action => ({
  ...{ kind: 'fix-epic', on: 'scs/issues#1', github: GITHUB_COM, repairs, why: 'on request' },
  reply: ({ left }) => left.map(({ issue, says }) => `${issue}: ${says}`).join('\n'),
})

async function limited(repairs: readonly Repair[], triages: readonly string[]) {
  const people = { mayTriage: async (ref: string) => triages.some((place) => ref.startsWith(`${place}#`)) }
  const [action] = await withinRights([fix(repairs)], { author: 'fkr', people })
  if (action?.kind !== 'fix-epic') throw new Error('There is no fix.')
  return { issues: action.repairs.flatMap((one) => ('issue' in one ? [one.issue] : [])), told: action.reply({ changes: [], left: [] }) }
}

test('a milestone in another repository is left to people with rights there', async () => {
  expect(
    await limited([milestone('SCS/issues#2'), milestone('osism/testbed#3'), { kind: 'add-card', issue: 'osism/testbed#4' }], []),
  ).toEqual({
    issues: ['SCS/issues#2', 'osism/testbed#4'],
    told: 'osism/testbed#3: its milestone can only be changed by people with triage rights there.',
  })
})

test('with rights there it is changed', async () => {
  expect(await limited([milestone('osism/testbed#3')], ['osism/testbed'])).toEqual({ issues: ['osism/testbed#3'], told: '' })
})
