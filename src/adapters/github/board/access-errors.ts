/** Error messages for a missing board or field: what to change, and where. */
import { boardUrl } from '../../../domain/github-web.ts'
import { LATER, TryAgainError, UserError, userError } from '../../../errors.ts'
import type { BoardSettings } from '../../../settings/settings.ts'
import { installationsPage } from '../client/asked-github.ts'
import { isPassing, type Meanings, problemsOf, sentence } from '../client/errors.ts'
import type { Answer, Reader } from '../client/graphql-reader.ts'
import { OWNER_QUERY } from './queries/queries.ts'
import { type Field, Owner } from './queries/schema.ts'

/** What a refusal means where a board is read. */
export const boardMeanings: Meanings = {
  denied: noAccess,
  missing: (reason, cause) => new UserError(`GitHub cannot find it: ${sentence(reason)} Check the names in sprint.yml.`, { cause }),
  invalid: refused,
}

function noAccess(reason: string, cause: unknown): UserError {
  if (problemsOf(cause).some(({ type }) => type === 'INSUFFICIENT_SCOPES')) return scopeMissing('The board', cause)
  return new UserError(
    `GitHub denies access: ${sentence(reason)} Expected an app with "Projects: read" among its organization permissions (and its update accepted by an owner), ` +
      'or a token with the scopes `read:project` and `repo`.',
    { cause },
  )
}

/** A person's token says what it may do; GitHub's own words for it are long. */
function scopeMissing(where: string, cause?: unknown): UserError {
  return userError(
    {
      where,
      expected: 'a token that can read projects',
      found: 'one without the scope `read:project`',
      fix: "Create a token with `read:project` and `repo`, or use the app. A workflow's own token cannot read the boards of an organization.",
    },
    cause,
  )
}

/** A token for more than the owner has granted is refused with 422; so is a request that names what is not there. */
function refused(reason: string, cause: unknown): UserError {
  const isPermission = /permissions? requested|not granted/i.test(reason)
  return new UserError(
    isPermission
      ? `GitHub refuses to issue a token for the board: ${sentence(reason)} Expected an installation with the permissions of the app. An owner of the organization accepts them: Settings, GitHub Apps, Configure, "Review request".`
      : `GitHub rejects the request: ${sentence(reason)} Check the names in sprint.yml; \`scs-sprint doctor\` checks each of them.`,
    { cause },
  )
}

/** The board was not in the answer: finds out whether the owner is a person, unknown, or keeps it from the app. */
export async function boardNotRead(
  reader: Reader,
  board: BoardSettings,
  { problems }: Pick<Answer<unknown>, 'problems'>,
): Promise<UserError | TryAgainError> {
  const passing = problems.find(isPassing)
  if (passing)
    return new TryAgainError(`GitHub could not read the board ${board.number} of ${board.owner}: ${passing.message}`, {
      advice: LATER,
    })
  const owner = await kindOfOwner(reader, board.owner)
  const where = `Board ${board.number} of ${board.owner}`
  if (owner === 'User') {
    return userError({
      where,
      expected: 'a board of an organization',
      found: `${board.owner} is a person's account, whose boards apps cannot read`,
      fix: "Move the board to an organization (on the board: Settings, Make a copy), and set `board.owner` in sprint.yml to the organization's name.",
    })
  }
  if (owner === null) {
    return userError({
      where,
      expected: 'the name of an organization',
      found: `GitHub knows no account "${board.owner}"`,
      fix: 'Check `board.owner` in sprint.yml.',
    })
  }
  if (problems.some(({ type }) => type === 'INSUFFICIENT_SCOPES')) return scopeMissing(where)
  return userError({
    where,
    expected: 'a Projects board that the app can read',
    found: 'no such board, or no access to it',
    fix:
      `Check \`board.number\` in sprint.yml (the number in ${boardUrl(board, reader.github)}). ` +
      'If it is correct, the app lacks the organization permission "Projects: read": an owner grants it, or accepts the app\'s new permissions, at ' +
      `${installationsPage(board.owner, reader.github)}. A workflow's own token cannot read the boards of an organization.`,
  })
}

async function kindOfOwner(reader: Reader, owner: string): Promise<string | null> {
  const { data } = await reader.read(OWNER_QUERY, { owner }, Owner)
  return data.repositoryOwner?.__typename ?? null
}

/**
 * Checks that the fields sprint.yml names are on the board. The sprint's may be missing where labels name the sprints.
 * Throws UserError with the names that exist; case matters, as it does when GitHub is asked for a field by its name.
 */
export function checkFields(board: BoardSettings, fields: readonly Field[], sprintsByLabel: boolean): void {
  const names = fields.flatMap(({ name }) => (name ? [name] : []))
  const wanted = Object.entries(board.fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const missing = wanted.filter(([key, name]) => !names.includes(name) && !(key === 'sprint' && sprintsByLabel))
  if (missing.length > 0) {
    throw new UserError(
      missing
        .map(
          ([key, name]) =>
            `Board ${board.number} of ${board.owner}: expected a field "${name}", found no field of that name (renamed or deleted?). ` +
            `Fields that exist: ${names.map((other) => `"${other}"`).join(', ')}. Set \`board.fields.${key}\` in sprint.yml to one of them.`,
        )
        .join('\n'),
    )
  }
}

/** The field of the board that sprint.yml names so. */
export function fieldNamed(fields: readonly Field[], name: string | undefined): Field | undefined {
  return fields.find((field) => name !== undefined && field.name === name)
}
