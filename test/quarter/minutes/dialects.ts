/** How five teams write: each turns the same facts of a meeting into the lines that its people type. All people are invented. */

export type Topic = {
  readonly title: string
  readonly said: readonly string[]
  readonly items: readonly { readonly owner: string; readonly what: string }[]
  readonly decision: string | null
}

/** What happens at a meeting, before anybody types. */
export type Facts = {
  readonly date: string
  readonly present: readonly string[]
  /** null: whoever usually does it is away, and nobody is named. */
  readonly scribe: string | null
  readonly topics: readonly Topic[]
}

export type Dialect = {
  /** Above the first topic. */
  readonly head: (facts: Facts) => readonly string[]
  readonly topic: (topic: Topic) => readonly string[]
}

const dotted = (date: string) => date.split('-').reverse().join('.')

/** Bullets under questions that come back each week, as in the archive of SCS. */
const sovereign: Dialect = {
  head: ({ date, present, scribe }) => [
    `# ${date}`,
    '',
    '## Participants',
    '',
    ...present.map((login) => `* @${login}`),
    '',
    '## Recurring items',
    '',
    '* Who is transforming the pad content to minutes in GitHub?',
    ...(scribe === null ? ['  *'] : [`  * @${scribe}`]),
    '',
    '## Agenda',
  ],
  topic: ({ title, said, items, decision }) => [
    '',
    `### ${title}`,
    '',
    ...said.map((line) => `* ${line}`),
    ...items.map(({ owner, what }) => `  * AI @${owner}: ${what}`),
    ...(decision === null ? [] : [`* Decision: ${decision}`]),
  ],
}

/** One pad for all meetings, the newest above. */
const rolling: Dialect = {
  head: ({ date, present, scribe }) => [
    `## ${date}`,
    '',
    `Present: ${present.map((login) => `@${login}`).join(', ')}`,
    ...(scribe === null ? [] : [`Notes: @${scribe}`]),
  ],
  topic: ({ title, said, items, decision }) => [
    '',
    `### ${title}`,
    '',
    ...said.map((line) => `- ${line}`),
    ...items.map(({ owner, what }) => `- [ ] @${owner} ${what}`),
    ...(decision === null ? [] : [`- **Decision**: ${decision}`]),
  ],
}

/** German, or nearly. */
const german: Dialect = {
  head: ({ date, present, scribe }) => [
    `# Betrieb, ${dotted(date)}`,
    '',
    `Teilnehmer: ${present.map((login) => `@${login}`).join(', ')}`,
    ...(scribe === null ? [] : [`Protokoll: @${scribe}`]),
    '',
    '## Themen',
  ],
  topic: ({ title, said, items, decision }) => [
    '',
    `### ${title}`,
    '',
    ...said.map((line) => `- ${line}`),
    ...items.map(({ owner, what }) => `- TODO @${owner}: ${what}`),
    ...(decision === null ? [] : [`- Beschluss: ${decision}`]),
  ],
}

/** As committees of Node.js keep them. */
const committee: Dialect = {
  head: ({ date, present, scribe }) => [
    `# Runtime Committee Meeting ${date}`,
    '',
    '## Links',
    '',
    '* **Recording**: <https://videos.example.org/watch?v=runtime>',
    '',
    '## Present',
    '',
    ...present.map((login) => `* Runtime committee: @${login}`),
    ...(scribe === null ? [] : [`* Minutes: @${scribe}`]),
    '',
    '## Agenda',
  ],
  topic: ({ title, said, items, decision }) => [
    '',
    `### ${title}`,
    '',
    ...said.map((line) => `* ${line}`),
    ...items.map(({ owner, what }) => `* Action: @${owner} to ${what}`),
    ...(decision === null ? [] : [`* Resolution: ${decision}`]),
  ],
}

/** As special interest groups around Kubernetes keep them. */
const interestGroup: Dialect = {
  head: ({ date, present, scribe }) => [
    `# SIG Images ${date}`,
    '',
    '**Attendees:**',
    '',
    ...present.map((login) => `- ${login.slice(0, 1).toUpperCase()}${login.slice(1)} (@${login})`),
    '',
    `**Note taker:** ${scribe === null ? '' : `@${scribe}`}`.trimEnd(),
    '',
    '**Agenda:**',
  ],
  topic: ({ title, said, items, decision }) => [
    '',
    `## ${title}`,
    '',
    ...said.map((line) => `- ${line}`),
    ...items.map(({ owner, what }) => `  - [ ] AI: @${owner} ${what}`),
    ...(decision === null ? [] : [`- AGREED: ${decision}`]),
  ],
}

export const dialects = { sovereign, rolling, german, committee, interestGroup } as const
