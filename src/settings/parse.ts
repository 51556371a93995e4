/** Parses and validates sprint.yml, or throws one message that lists every problem with its line and fix. */
import { type Document, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { GITHUB_COM, type GithubWeb } from '../domain/github-web.ts'
import { padTokenVariable } from '../domain/pads/pad-token-variable.ts'
import { nearest } from '../domain/text/spelling.ts'
import { UserError } from '../errors.ts'
import { applyDefaults } from './apply-defaults.ts'
import { checkTogether } from './checks.ts'
import { type JsonSchema, settingsJsonSchema, settingsKeys } from './json-schema.ts'
import { type RawSettings, type RuleOptions, settingsSchema } from './schema.ts'
import type { Settings } from './settings.ts'
import { validPart } from './valid-part.ts'
import { adviceFor, missingKey } from './value-problems.ts'
import { yamlProblems } from './yaml-problems.ts'

type Place = readonly PropertyKey[]

/** What is wrong at one place. `line`: from 1, where it is known. */
export type SettingsProblem = { readonly line: number | null; readonly message: string }

/** Each problem of a text, as `parseSettings` would tell them together; empty where it is valid. */
export function settingsProblems(text: string, rules: readonly RuleOptions[]): readonly SettingsProblem[] {
  try {
    parseSettings(text, 'The file', rules)
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    if (error instanceof UserError) return [{ line: null, message: error.message }]
    throw error
  }
}

class SettingsError extends UserError {
  readonly problems: readonly SettingsProblem[]
  constructor(message: string, problems: readonly SettingsProblem[]) {
    super(message)
    this.problems = problems
  }
}

/** `source` names the text in messages (a path, or `owner/repo:path`). Throws UserError. */
export function parseSettings(text: string, source: string, rules: readonly RuleOptions[], github: GithubWeb = GITHUB_COM): Settings {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, merge: true })
  if (document.errors.length > 0) {
    const found = yamlProblems(text, document.errors, lines)
    const told = found.map(({ line, column, message }) => `- line ${line}, column ${column}: ${message}`)
    throw new SettingsError(`${source} is not readable YAML:\n${told.join('\n')}`, found)
  }
  const lineOf = (place: Place): number | null => {
    const node = nodeAt(document, place)
    return node?.range ? lines.linePos(node.range[0]).line : null
  }
  demandNames(document, source, lines)
  const raw = plain(document, source, lines)
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
    throw new UserError(
      `${source}: expected settings (organization, minutes, teams, …), found ${kindOf(raw)}. \`scs-sprint init\` writes them; minutes/sprint.yml is an example with comments.`,
    )
  }
  const result = settingsSchema(rules).safeParse(raw)
  const problems = result.success
    ? checkTogether(result.data)
    : [
        ...eachOnce(
          issuesIn(result.error, raw, settingsSchema(rules)).flatMap((issue) => problemsOf(issue, raw, settingsJsonSchema(rules))),
        ),
        ...problemsOfRest(raw, settingsSchema(rules)),
      ]
  if (problems.length > 0) {
    const found = problems
      .map(({ place, message }) => ({
        line: lineOf(place),
        message: `\`${place.map(String).join('.') || 'the file'}\`: ${message}`,
      }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    const told = found.map(({ line, message }) => `- ${line === null ? '' : `line ${line}, `}${message}`)
    throw new SettingsError(`${source} is not valid:\n${told.join('\n')}`, found)
  }
  return applyDefaults((result as { data: RawSettings }).data, source, github)
}

/** Lists all problems at once, so that they can be fixed together. */
function problemsOfRest(raw: object, schema: ReturnType<typeof settingsSchema>): readonly Problem[] {
  const part = validPart(raw, (rest) => schema.safeParse(rest))
  if (part === null) return []
  // What was left out is no contradiction.
  return checkTogether(part.data).filter(
    ({ place, basedOn = place }) => !part.removed.some((gone) => touches(gone, place) || touches(gone, basedOn)),
  )
}

/** With those of teams of which the key is not valid: of these the schema looks at the key alone. */
function issuesIn({ issues }: z.ZodError, raw: object, schema: ReturnType<typeof settingsSchema>): readonly z.core.$ZodIssue[] {
  const underBadKeys = issues.flatMap((issue) => {
    if (issue.code !== 'invalid_key' || issue.path[0] !== 'teams' || issue.path.length !== 2) return []
    const found = schema.shape.teams.valueType.safeParse(valueAt(raw, issue.path)).error?.issues ?? []
    return found.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as z.core.$ZodIssue)
  })
  return [...issues, ...underBadKeys]
}

function touches(one: Place, other: Place): boolean {
  const length = Math.min(one.length, other.length)
  return one.slice(0, length).every((key, index) => String(key) === String(other[index]))
}

/** JavaScript gives this key a special meaning, so its content would be lost silently. Throws UserError. */
const NO_NAME = '__proto__'

function demandNames(document: Document, source: string, lines: LineCounter): void {
  const found: SettingsProblem[] = []
  visit(document, {
    Pair: (_key, { key }) => {
      if (!isScalar(key) || key.value !== NO_NAME) return
      const message = `expected a name, found \`${NO_NAME}\`, which is not allowed as a name. Use another key.`
      found.push({ line: key.range ? lines.linePos(key.range[0]).line : null, message })
    },
  })
  if (found.length > 0) throw notValid(source, found)
}

/** What kinds of values are called in messages. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'keys with values',
  record: 'keys with values',
  array: 'a list',
}

function kindOf(raw: unknown): string {
  return raw === null ? 'nothing' : Array.isArray(raw) ? 'a list' : (KINDS[typeof raw] ?? typeof raw)
}

function plain(document: Document, source: string, lines: LineCounter): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    // The library refuses aliases that multiply without end, and those that it does not know.
    if (!(error instanceof ReferenceError)) throw error
    const name = /Unresolved alias[^:]*: (\S{1,100})/.exec(error.message)?.[1]
    if (name !== undefined) {
      const message = `expected a value, found \`*${name}\`, which YAML takes for an alias. Put it in quotes.`
      throw notValid(source, [{ line: lineOfAlias(document, name, lines), message }])
    }
    throw new UserError(
      `${source}: expected only a few YAML aliases (\`*name\`), found so many that they would fill the memory. Write out the values.`,
    )
  }
}

function lineOfAlias(document: Document, name: string, lines: LineCounter): number | null {
  let line: number | null = null
  visit(document, {
    Alias: (_key, { source, range }) => {
      if (source === name && range) line ??= lines.linePos(range[0]).line
    },
  })
  return line
}

/** Problems with a place of their own in the text. */
function notValid(source: string, problems: readonly SettingsProblem[]): SettingsError {
  const told = problems.map(({ line, message }) => `- ${line === null ? 'the file' : `line ${line}`}: ${message}`)
  return new SettingsError(`${source} is not valid:\n${told.join('\n')}`, problems)
}

/** The node at a place, or at the nearest place above it that exists. */
function nodeAt(document: Document, place: Place): Node | null {
  for (let length = place.length; length > 0; length--) {
    const node = document.getIn(place.slice(0, length), true)
    if (isNode(node)) return node
  }
  return document.contents
}

type Problem = {
  readonly place: Place
  readonly message: string
  /** Of an unknown key: the place of the key that was probably meant. */
  readonly meant?: Place
}

/** A key that is missing because it is misspelled is told once, where it stands. */
function eachOnce(problems: readonly Problem[]): readonly Problem[] {
  const meant = new Set(problems.flatMap((problem) => (problem.meant === undefined ? [] : [problem.meant.map(String).join('.')])))
  return problems.filter(({ place }) => !meant.has(place.map(String).join('.')))
}

function problemsOf(issue: z.core.$ZodIssue, raw: unknown, schema: JsonSchema): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = settingsKeys(schema, issue.path)
    return issue.keys.map((key) => {
      const gone = goneKey([...issue.path, key], raw)
      if (gone !== null) return { place: [...issue.path, key], message: gone }
      const near = nearest(key, known)
      const help = near ? `Did you mean \`${near}\`?` : known.length > 0 ? `Known here: ${known.join(', ')}.` : 'Remove it.'
      const problem = { place: [...issue.path, key], message: `unknown key. ${help}` }
      const isMissing = near !== null && valueAt(raw, [...issue.path, near]) === undefined
      return isMissing ? { ...problem, meant: [...issue.path, near] } : problem
    })
  }
  if (issue.code === 'invalid_union') {
    // Of several shapes the one meant is the one that got furthest: for a mapping, its own complaints say more than "invalid input".
    const value = valueAt(raw, issue.path)
    const inner = issue.errors.find((errors) => errors.some((error) => error.path.length > 0 || error.code === 'unrecognized_keys'))
    if (inner && typeof value === 'object' && value !== null) {
      return inner.flatMap((error) => problemsOf({ ...error, path: [...issue.path, ...error.path] } as z.core.$ZodIssue, raw, schema))
    }
  }
  const found = issue.code === 'invalid_key' ? String(issue.path.at(-1)) : valueAt(raw, issue.path)
  if (found === undefined) return [{ place: issue.path, message: missingKey(issue.path, expectation(issue)) }]
  const shown = found === null ? 'nothing' : withoutCredentials(JSON.stringify(found) ?? String(found)).slice(0, 80)
  const expected = issue.code === 'invalid_type' ? issue.expected : issue.code
  const advice = adviceFor(found, { shown, expected, place: issue.path, values: wordsOf(issue) })
  return [{ place: issue.path, message: `expected ${expectation(issue)}, found ${shown}.${advice}` }]
}

/** The words that a value may be, also where it may be something else as well. */
function wordsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap(wordsOf)
  return issue.code === 'invalid_value' ? issue.values.filter((value) => typeof value === 'string') : []
}

/** Of an address with or without a scheme: a user, a password and a query hold secrets. */
function withoutCredentials(found: string): string {
  return found.replace(/[^\s/@"']{1,500}@(?=[\w.-])/g, '…@').replace(/(?<=[\w/])\?[^\s"']{1,500}=[^\s"']{0,500}/g, '?…')
}

/** Keys of earlier versions: what to do instead. Nobody's values are repeated. */
function goneKey(place: Place, raw: unknown): string | null {
  if (place.join('.') !== 'pads.tokens') return null
  const tokens = valueAt(raw, place)
  const hosts = typeof tokens === 'object' && tokens !== null && !Array.isArray(tokens) ? Object.keys(tokens) : []
  const names = hosts.length === 0 ? ['PAD_TOKEN_<HOST>'] : hosts.map(padTokenVariable)
  return `expected no tokens in this file, found the key. Remove it, and set ${names.join(', ')} in the environment of the app.`
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? `a value of the kind ${issue.expected}`
  if (issue.code === 'invalid_value') {
    const values = issue.values.filter((value) => typeof value !== 'boolean')
    return values.length === 1 ? `\`${String(values[0])}\`` : `one of ${values.join(', ')}`
  }
  if (issue.code === 'too_small' && issue.origin === 'string') return 'a text that is not empty'
  if (issue.code === 'too_small') return `at least ${issue.minimum}`
  if (issue.code === 'too_big') return `at most ${issue.maximum}`
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'another key'
  if (issue.code === 'invalid_union') {
    const told = issue.errors.flatMap((errors) => errors.map(expectation)).filter((words) => words !== 'one of ')
    return told.length > 0 ? [...new Set(told)].join(', or ') : 'another value'
  }
  if (issue.code === 'invalid_format' && issue.format === 'url') return `a web address like ${exampleUrl(issue.path)}`
  return issue.message
}

function exampleUrl(place: Place): string {
  return place[0] === 'calendar' ? 'https://example.github.io/calendar/all.ics' : 'https://input.scs.community/my-pad'
}

function valueAt(raw: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], raw)
}
