/**
 * Templates that an organization keeps with its minutes. A team’s templates take precedence over the organization’s, and those over
 * the built-in ones.
 */
import type { MinutesArchive, Templates } from '../../ports.ts'
import { createTemplates } from './templates.ts'

type OwnTemplates = ReadonlyMap<string, string>

/** A team's own go before the organization's, those before ours; without a team (pages are of all) the organization's. */
export async function templatesFor(archive: MinutesArchive | null, team = ''): Promise<Templates> {
  const own = await ownTemplates(archive, team)
  return createTemplates((name) => own.get(name) ?? null)
}

/** Those that count for a team, by name (`minutes/summary`). */
export async function ownTemplates(archive: MinutesArchive | null, team: string): Promise<OwnTemplates> {
  return inForce(await readTemplates(archive), team)
}

/** By name, those of a team behind its id: `minutes/summary`, `iaas/minutes/summary`. */
async function readTemplates(archive: MinutesArchive | null): Promise<OwnTemplates> {
  const found = new Map<string, string>()
  if (archive === null) return found
  const paths = await archive.list('templates')
  // A template under its name of today goes before one under the former name.
  for (const path of [...paths.filter(isFormer), ...paths.filter((one) => !isFormer(one))]) {
    if (!path.endsWith('.hbs')) continue
    const text = await archive.read(path)
    if (text !== null) found.set(nameOf(path.slice('templates/'.length, -'.hbs'.length)), text)
  }
  return found
}

/** The community call's templates were in a folder `digest` once: those of organizations may still be there. */
const FORMER = /^((?:[a-z\d-]+\/)?)digest\/(notes|slides)$/

function nameOf(typed: string): string {
  return typed.replace(FORMER, '$1community-call/$2')
}

function isFormer(path: string): boolean {
  return FORMER.test(path.slice('templates/'.length, -'.hbs'.length))
}

function inForce(all: OwnTemplates, team: string): OwnTemplates {
  if (team === '') return all
  const ofTeam = [...all].flatMap(([name, text]) => (name.startsWith(`${team}/`) ? [[name.slice(team.length + 1), text] as const] : []))
  return new Map([...all, ...ofTeam])
}
