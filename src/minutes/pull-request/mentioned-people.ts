/** Whom a pull request may call by name: few, known to the team, and never a group. Pure. */
import type { Notes } from '../../domain/notes/notes.ts'
import type { PastMeeting } from '../../domain/notes/past-meeting.ts'

/** Handles of a group, or of nobody: GitHub has accounts of these names, and they are strangers. */
const GROUPS = new Set([
  ...['all', 'alle', 'anybody', 'anyone', 'channel', 'everybody', 'everyone', 'group', 'here', 'jeder', 'keiner', 'members', 'nobody'],
  ...['noone', 'someone', 'somebody', 'team', 'teams', 'tbd', 'todo', 'tba', 'admin', 'admins', 'owner', 'owners', 'maintainers'],
])

/** More answers to one question are a list of people, no answer. */
const MOST_CALLED = 3
/** Others that are named, as code. */
const MOST_NAMED = 10

export type Roles = { readonly scribes: readonly string[]; readonly reporters: readonly string[] }

export type Called = {
  /** At most three: they may be called and assigned. */
  readonly called: ReadonlySet<string>
  /** A list of people: those who are called by handle, others as code, the rest as a number. */
  readonly show: (people: readonly string[]) => string
}

/** Called are only participants of the meeting and people who reported or wrote before. `person` maps other spellings. */
export function whomToCall(notes: Notes, past: readonly PastMeeting[], person: (handle: string) => string): Roles & Called {
  const once = (handles: readonly string[]) => [
    ...new Map(handles.map((handle) => [person(handle).toLowerCase(), person(handle)])).values(),
  ]
  const scribes = once(notes.scribes).filter(isLogin)
  const reporters = once(notes.reporters).filter(isLogin)
  const earlier = past.flatMap((meeting) => [...meeting.notes.scribes, ...meeting.notes.reporters])
  const team = new Set(once([...notes.participants, ...earlier]).map((handle) => handle.toLowerCase()))
  const known = once([...scribes, ...reporters]).filter((handle) => team.has(handle.toLowerCase()) && !GROUPS.has(handle.toLowerCase()))
  const called = new Set(known.slice(0, MOST_CALLED))
  const show = (people: readonly string[]) => {
    const inOrder = [...people.filter((login) => called.has(login)), ...people.filter((login) => !called.has(login))]
    const named = inOrder.slice(0, MOST_NAMED).map((login) => (called.has(login) ? `@${login}` : `\`@${login}\``))
    const rest = inOrder.length - named.length
    return listOf(rest > 0 ? [...named, `${rest} more`] : named)
  }
  return { scribes, reporters, called, show }
}

function listOf(parts: readonly string[]): string {
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** What people type in place of a handle is nobody to call. */
function isLogin(handle: string): boolean {
  return /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i.test(handle)
}
