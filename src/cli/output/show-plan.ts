/** Shows a plan, or applies it. Of both, only the writes that those who read the output may know of are named. */
import { parseRef } from '../../domain/reference.ts'
import { UserError } from '../../errors.ts'
import type { Settings } from '../../settings/settings.ts'
import { type Applied, applyPlan, describePlan, type PrintedText, placeOf } from '../../usecases/apply-plan.ts'
import type { Plan } from '../../usecases/plan.ts'
import { type ApplyingPorts, tellUnnamed } from '../command-context.ts'
import type { Shell } from '../shell.ts'

/** One write: planned, or made. */
export type Write = Pick<Applied, 'kind' | 'where' | 'url'>

type Applying = { readonly shell: Shell; readonly ports: ApplyingPorts; readonly settings: Settings }

export type ShowingOptions = {
  readonly apply?: boolean
  /** Texts in full, also where a comment or a file exists. */
  readonly verbose?: boolean
}

export type ShownPlan = {
  /** Those that may be named. */
  readonly writes: readonly Write[]
  /** Of a dry run: what would be written, as text; empty: nothing may be shown. */
  readonly text: string
}

/** Applies the plan with `apply`; without, only describes it. Tells on stderr how many writes are not named. */
export async function carryOut(
  { shell, ports, settings }: Applying,
  plan: Plan,
  { apply = false, verbose = false }: ShowingOptions,
  printed: PrintedText | null = null,
): Promise<ShownPlan> {
  const all: readonly Write[] = apply
    ? await applyPlan(plan, ports.applyPorts(settings))
    : plan.actions.map((action) => ({ kind: action.kind, where: placeOf(action), url: null }))
  const writes = all.filter(({ where }) => isNamed(shell, where)).map(({ kind, where, url }) => ({ kind, where, url }))
  const actions = plan.actions.filter((action) => isNamed(shell, placeOf(action)))
  const isHidden = actions.length === 0 && plan.actions.length > 0
  const text = apply || isHidden ? '' : describePlan({ ...plan, actions }, { printed, isFull: verbose })
  tellUnnamed(shell, all.length - writes.length, apply ? 'write' : 'planned write')
  return { writes, text }
}

/** false for a place on an issue that those who read the output may not know. */
export function isNamed({ audience }: Pick<Shell, 'audience'>, where: string): boolean {
  return parseRef(where) === null || audience.mayName(where)
}

/** Prints remarks on stderr, then the writes: on stdout as they would happen, or applied with `apply`; then `opens` the pull request. */
export async function showOrApply(
  { shell, opens = false, ...place }: Applying & { readonly opens?: boolean },
  plan: Plan,
  options: ShowingOptions,
  printed: PrintedText | null = null,
): Promise<void> {
  for (const remark of plan.remarks) shell.err(`${remark}\n`)
  if (!options.apply && plan.actions.length > 0) shell.err('Dry run: nothing was written. --apply writes it.\n')
  const { writes, text } = await carryOut({ shell, ...place }, plan, options, printed)
  if (text !== '') shell.out(text)
  if (options.apply) {
    for (const { kind, where, url } of writes) shell.err(`${kind} ${where}${url ? ` ${url}` : ''}\n`)
    if (plan.actions.length === 0) shell.err('Nothing to write.\n')
    const pull = writes.find(({ kind, url }) => (kind === 'open-pull' || kind === 'update-pull') && url?.startsWith('http'))
    if (opens && pull?.url) shell.open?.(pull.url)
  }
  // What a person has to settle first ends the command, after all that could be done.
  if (plan.stop !== undefined) throw new UserError(plan.stop)
}
