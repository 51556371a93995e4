/**
 * Handlebars templates: they hold only wording and order. No access to prototypes, and only four helpers. Markdown templates escape
 * nothing, because their data is already safe. Templates of pages (`site/…`, `registration/…`) are HTML: `{{x}}` is escaped, and `{{> site/x}}`
 * includes another page template.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Handlebars from 'handlebars'
import { UserError } from '../../errors.ts'
import type { Templates } from '../../ports.ts'
import { boundEach } from './bounded-each.ts'

/** Beside `src` in a clone, beside `dist` in the package. */
const OURS = fileURLToPath(new URL('../../../templates/', import.meta.url))

/** A template is words and order; whatever is longer is something else. */
const MAX_LENGTH = 64 * 1024

const HELPERS = ['each', 'if', 'unless', 'with'] as const

const COMPILE: CompileOptions = {
  strict: true,
  noEscape: true,
  preventIndent: true,
  knownHelpersOnly: true,
  // The compiler knows two more by itself.
  knownHelpers: { ...Object.fromEntries(HELPERS.map((name) => [name, true])), lookup: false, log: false } as CompileOptions['knownHelpers'],
}

/** Folders of pages. */
const PAGES = ['site/', 'registration/'] as const
const isPageName = (name: string) => PAGES.some((folder) => name.startsWith(folder))

type Own = (name: string) => string | null
const none: Own = () => null
/** With all that was compiled so far: nobody compiles a template of ours once more that has none of their own in its place. */
let ours: Templates | null = null

/** `own`: the text of a template that goes before ours; null where there is none. Names are like `minutes/summary`. */
export function createTemplates(own: Own = none): Templates {
  const handlebars = createHandlebars()
  const pages = createHandlebars()
  const countAgain = [boundEach(handlebars), boundEach(pages)]
  const compiled = new Map<string, (data: unknown) => string>()

  const compile = (name: string): ((data: unknown) => string) => {
    const replaced = own(name)
    const text = replaced ?? ourText(name)
    const isPage = isPageName(name)
    const template = isPage ? pages.compile(text, { ...COMPILE, noEscape: false }) : handlebars.compile(text, COMPILE)
    let isReady = !isPage
    const render = (data: unknown) => {
      // Not before: where a partial of a team's own is missing, the message names the template.
      if (!isReady) registerPartials(pages, text, own)
      isReady = true
      for (const start of countAgain) start()
      return template(bare(data), { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false })
    }
    return replaced === null ? render : (data) => renderOwn(name, replaced, () => render(data))
  }

  return {
    render: (name, data) => {
      if (own !== none && !isPageName(name) && own(name) === null) {
        ours ??= createTemplates()
        return ours.render(name, data)
      }
      const known = compiled.get(name) ?? compile(name)
      compiled.set(name, known)
      return known(data)
    },
    fingerprint: (folder) => fingerprintOf(folder, own),
  }
}

/** What is wrong with a template of somebody's own, before it is used; null: nothing that can be seen without its data. */
export function templateProblem(name: string, text: string): string | null {
  // A team's own has the team before its name.
  const ours = /(?:^|\/)([a-z-]+\/[a-z-]+)$/.exec(name)?.[1] ?? name
  try {
    if (text.length > MAX_LENGTH) return `Expected at most ${MAX_LENGTH} characters, found ${text.length}. Shorten it.`
    createHandlebars().precompile(text, { ...COMPILE, noEscape: !isPageName(ours) })
    return null
  } catch (error) {
    const found = String((error as Error).message)
      .split('\n')
      .slice(0, 4)
      .join(' ')
      .slice(0, 300)
    return `Expected a Handlebars template with the helpers ${HELPERS.join(', ')}, found: ${found}. Until it is corrected, the built-in template is used.`
  }
}

/** Of ours, of those in their place, and of all that these name. */
function fingerprintOf(folder: string, own: Own): string {
  const names = readdirSync(`${OURS}${folder}`).flatMap((file) =>
    file.endsWith('.hbs') ? [`${folder}/${file.slice(0, -'.hbs'.length)}`] : [],
  )
  const texts = new Map<string, string | null>()
  for (let waiting = names.sort(); waiting.length > 0; ) {
    const [name = '', ...others] = waiting
    const text = own(name) ?? (names.includes(name) ? ourText(name) : null)
    texts.set(name, text)
    waiting = [...new Set([...others, ...partialsIn(text ?? '')])].filter((one) => !texts.has(one))
  }
  return createHash('sha256')
    .update(JSON.stringify([...texts]))
    .digest('base64url')
}

function createHandlebars(): typeof Handlebars {
  const handlebars = Handlebars.create()
  for (const name of Object.keys(handlebars.helpers)) {
    if (!(HELPERS as readonly string[]).includes(name)) handlebars.unregisterHelper(name)
  }
  return handlebars
}

const PARTIAL = /\{\{~?#?>\s*([a-z-]+\/[a-z-]+)/g

function partialsIn(text: string): readonly string[] {
  return [...text.matchAll(PARTIAL)].map(([, name = '']) => name)
}

/** Those that the text names, and those that they name. Another name is an error when it is rendered. */
function registerPartials(handlebars: typeof Handlebars, text: string, own: Own): void {
  for (const name of partialsIn(text)) {
    if (!isPageName(name) || Object.hasOwn(handlebars.partials, name)) continue
    const partial = own(name) ?? ourText(name)
    handlebars.registerPartial(name, partial)
    registerPartials(handlebars, partial, own)
  }
}

/** Data without a prototype: a name that is not among it is an error like any other, "toString" too. */
function bare(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(bare)
  if (typeof data === 'function') return undefined
  if (data === null || typeof data !== 'object') return data
  const entries = Object.entries(data).map(([key, value]) => [key, bare(value)] as const)
  // Handlebars puts the object into its message.
  const empty = Object.create(null, { [Symbol.toPrimitive]: { value: () => 'the data' } })
  return Object.assign(empty, Object.fromEntries(entries))
}

function ourText(name: string): string {
  if (!/^[a-z-]+\/[a-z-]+$/.test(name)) throw new Error(`${name} is not the name of a template.`)
  return readFileSync(`${OURS}${name}.hbs`, 'utf8')
}

/** An error in a team's own template is for the team to fix; in ours it is a bug. */
function renderOwn(name: string, text: string, render: () => string): string {
  const where = `templates/…/${name}.hbs (your own template \`${name}\`)`
  if (text.length > MAX_LENGTH) {
    throw new UserError(
      `${where}: expected at most ${MAX_LENGTH} characters, found ${text.length}. Shorten it, or remove it to use the built-in template.`,
    )
  }
  try {
    return render()
  } catch (error) {
    const found = String((error as Error).message)
      .split('\n')
      .slice(0, 3)
      .join(' ')
      .slice(0, 300)
    throw new UserError(
      `${where}: expected a Handlebars template with the names that the built-in \`templates/${name}.hbs\` uses and the helpers ${HELPERS.join(', ')}, found: ${found}. Correct it, or remove it to use the built-in template.`,
      { cause: error },
    )
  }
}
