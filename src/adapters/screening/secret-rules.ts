/** Finds tokens and keys of services with secretlint’s recommended rules. */
import type { Found } from '../../domain/text/withheld.ts'

/** Names of services; others are shown under their own name. */
const NAMES: Readonly<Record<string, string>> = {
  aws: 'AWS',
  gcp: 'Google Cloud',
  npm: 'npm',
  github: 'GitHub',
  gitlab: 'GitLab',
  openai: 'OpenAI',
  huggingface: 'Hugging Face',
  sendgrid: 'SendGrid',
  '1password': '1Password',
  'hashicorp-vault': 'Vault',
}

/** A comment in a pad must not switch the rules off. */
const SWITCHES = '@secretlint/secretlint-rule-filter-comments'

/** By line of the text, from 1. The libraries are loaded by the first text. */
export async function findTokens(text: string): Promise<readonly Found[]> {
  const [{ lintSource }, { rules }, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ])
  // It keeps a record of every rule on every text for ever, and looks through all of them each time.
  secretLintProfiler.mark = () => {}
  const { messages } = await lintSource({
    source: { filePath: 'pad.md', ext: '.md', contentType: 'text', content: text },
    options: {
      config: { rules: rules.filter(({ meta }) => meta.id !== SWITCHES).map((rule) => ({ id: rule.meta.id, rule, options: {} })) },
    },
  })
  if (messages.length === 0) return []
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const found: Found[] = []
  // Thousands may lie in one word, which is walked through once.
  let word: readonly [number, number] = [0, 0]
  for (const { ruleId, range } of [...messages].sort((a, b) => a.range[0] - b.range[0])) {
    if (range[0] >= word[0] && range[1] <= word[1]) continue
    word = wholeOf(text, range)
    found.push(...placesOf(starts, word, text.length, whatOf(ruleId)))
  }
  return found
}

function whatOf(ruleId: string): string {
  const service = ruleId.replace(/^.*secretlint-rule-/, '')
  if (service === 'privatekey') return 'a private key'
  if (service === 'basicauth') return 'user name and password in a URL'
  if (service === 'database-connection-string') return 'a database URL with its password'
  return `a key or token for ${NAMES[service] ?? service.replace(/^\p{L}/u, (letter) => letter.toUpperCase())}`
}

/** Index of the line that a place of the text lies in. */
function lineAt(starts: readonly number[], place: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}

/** A rule may name only a part of what it found: the whole of what is written without a space goes. */
function wholeOf(text: string, [begin = 0, end = 0]: readonly number[]): readonly [number, number] {
  const isInside = (index: number) => /[^\s"'`<>|()[\]]/.test(text[index] ?? ' ')
  let [from, to] = [begin, end]
  while (from > 0 && isInside(from - 1)) from--
  while (to < text.length && isInside(to)) to++
  return [from, to]
}

function placesOf(starts: readonly number[], [from, to]: readonly [number, number], length: number, what: string): readonly Found[] {
  const first = lineAt(starts, from)
  const found: Found[] = []
  for (let line = first; line < starts.length && (starts[line] ?? 0) < to; line++) {
    const start = starts[line] ?? 0
    const stop = Math.min(to, (starts[line + 1] ?? length + 1) - 1)
    if (stop > Math.max(from, start))
      found.push({ line: line + 1, from: Math.max(0, from - start), to: stop - start, kind: 'secret', what })
  }
  return found
}
