/** Says on the status line what a command waits for, by the port that it asks. One table for all commands. */
import type { AppPorts } from '../../ports/app-ports.ts'
import type { StatusLine } from './status-line.ts'

/** Ports that are not named answer at once, or only after others that say what goes on. */
const WAITS: Partial<Record<keyof AppPorts, string>> = {
  settings: 'Reading the configuration',
  settingsFrom: 'Reading the configuration',
  boardSource: 'Reading the board',
  snapshots: 'Reading what is kept of the board',
  snapshotFiles: 'Keeping the board',
  snapshotFrom: 'Reading the saved board',
  memoryKeeper: 'Reading what is kept',
  calendar: 'Reading the calendar',
  archive: 'Reading minutes',
  pads: 'Reading the pad',
  images: 'Reading the images of the pad',
  composeApart: 'Composing the minutes',
  inSiteFolder: 'Making the pages',
  minutesRepository: 'Reading the minutes repository',
  minutesPulls: 'Reading pull requests',
  comments: 'Reading comments',
  ownIssues: 'Reading issues',
  issueReader: 'Reading issues',
  issueTemplates: 'Reading issue templates',
  members: 'Asking GitHub about members',
  identity: 'Asking GitHub whose credentials these are',
  installations: 'Asking GitHub where the app is installed',
  organization: 'Looking at the organization',
  workflows: 'Looking at workflows',
  applyPorts: 'Writing',
}

/** The same ports; while one of them works, the status line says so. */
export function tellingWaits(ports: AppPorts, status: StatusLine): AppPorts {
  const told = Object.entries(WAITS).map(([name, what]) => [name, watched(ports[name as keyof AppPorts], () => status.show(what))])
  return { ...ports, ...Object.fromEntries(told) }
}

/** A function that returns a promise makes somebody wait, also one of an object that another function returned. */
function watched(value: unknown, tell: () => void): unknown {
  if (typeof value === 'function') {
    return (...given: unknown[]) => {
      const result: unknown = value(...given)
      if (!(result instanceof Promise)) return watched(result, tell)
      tell()
      return result.then((answer) => watched(answer, tell))
    }
  }
  if (!hasFunctions(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, watched(part, tell)]))
}

/** Data stays the object that it is. */
function hasFunctions(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false
  return Object.values(value).some((part) => typeof part === 'function' || hasFunctions(part))
}
