/**
 * The schema of sprint.yml as people write it. Strict: unknown keys are rejected, so typos are found early. Descriptions appear in
 * the JSON Schema for editors.
 */
import { z } from 'zod'
import { branch, host, owner, repository } from './names.ts'

const weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like "10:05"')
const day = z.iso.date('a date like 2023-01-18')
const login = z.string().regex(/^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/, 'a GitHub handle without @')
/** As GitHub shows it; an app's ends in `[bot]`. */
const machine = z.string().regex(/^[A-Za-z\d][\w-]{0,50}(?:\[bot\])?$/, 'a GitHub handle without @')
const words = z.array(z.string().min(1))
const filePath = z.string().min(1)

const meeting = z.strictObject({
  weekday,
  time: time.describe('Local time in `timezone`'),
  minutes: z.number().int().min(5).max(600).default(60).describe('Length in minutes'),
  everyWeeks: z.number().int().min(1).max(12).default(1),
  startsOn: day.optional().describe('Date of the first meeting: earlier days are none; required if everyWeeks > 1'),
  skip: z.array(day).default([]).describe('Days without a meeting'),
})

/** One of both, told apart by their key, so that a typo in the other keys is found. */
const calendar = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('An iCalendar file, such as https://example.github.io/calendar/all.ics'),
  repository: repository.optional().describe('A repository with YAML files for yaml2ics, instead of url'),
  branch: branch.optional().describe('Branch of that repository; absent: its default branch'),
  file: filePath.optional().describe('The file of that repository that includes the others, by default main.yml, else all files'),
})

const boardOff = z.literal(['off', false])

const board = z.strictObject({
  owner: owner.describe('Organization that owns the board'),
  number: z.number().int().positive().describe('Number in the URL of the board'),
  fields: z
    .strictObject({
      status: z.string().min(1).default('Status'),
      sprint: z.string().min(1).optional().describe('Iteration, single select or text field; else sprints come from labels'),
      priority: z.string().min(1).optional(),
      team: z.string().min(1).optional(),
      targetDate: z.string().min(1).optional(),
    })
    .prefault({}),
  status: z
    .strictObject({
      backlog: words.default(['Backlog', 'Refined']),
      active: words.default(['Doing', 'In progress', 'Review']),
      done: words.default(['Done']),
    })
    .prefault({}),
})

/** A rule as the settings know it: where it is defined is none of their business. */
export type RuleOptions = { readonly id: string; readonly why?: string; readonly options: z.ZodType }

function hygieneShape(rules: readonly RuleOptions[]) {
  const entries = rules.map(({ id, why, options }) => {
    const setting = z.union([z.literal(['off', 'on', 'report', false, true]), options])
    return [id, (why === undefined ? setting : setting.describe(why)).optional()] as const
  })
  return {
    mode: z.enum(['comment', 'label', 'digest', 'off']).or(z.literal(false)),
    maxNewCommentsPerTeamAndDay: z.number().int().min(0).max(500),
    minDaysBetweenNotifications: z.number().int().min(1).max(365),
    graceDays: z.number().int().min(0).max(365).describe('Younger epics get no findings about missing things'),
    quietDays: z.array(weekday),
    quietHours: z.strictObject({ from: time, to: time }).nullable().describe('Local times between which nothing is written'),
    exempt: z.strictObject({ labels: words.default([]), milestones: words.default([]), epics: words.default([]) }),
    label: z.string().min(1).nullable().describe('Set on epics with findings and removed again; null: none'),
    digestIssue: z.string().min(1).nullable().describe('owner/repo#1: the issue that holds the digest'),
    rules: z.strictObject(Object.fromEntries(entries)).describe('off, on, report (never in a comment), or options of the rule'),
  }
}

/** What is true where nothing is written: the day of installation is quiet, and nothing is set that nobody asked for. */
const hygieneDefaults = {
  mode: 'comment' as const,
  maxNewCommentsPerTeamAndDay: 3,
  minDaysBetweenNotifications: 7,
  graceDays: 14,
  quietDays: ['saturday' as const, 'sunday' as const],
  quietHours: null,
  exempt: { labels: [], milestones: [], epics: [] },
  label: null,
  digestIssue: null,
  rules: {},
}

function partialHygiene(rules: readonly RuleOptions[]) {
  return z.strictObject(hygieneShape(rules)).partial()
}

function teamSchema(hygiene: ReturnType<typeof partialHygiene>) {
  return z.strictObject({
    name: z.string().min(1).regex(/\S/, 'a name that is not blank').describe('Display name, such as "Team IaaS"'),
    label: z.string().min(1).optional().describe('Items of the board with this label are the team’s; absent: the whole board'),
    board: boardOff.optional().describe('off: no board is read or mentioned'),
    pad: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('The pad the team types into; {yyyy} is the year of the meeting; its host must be in pads.hosts'),
    meeting: meeting.optional().describe('When the team meets; goes before the calendar'),
    calendar: z
      .union([z.literal(['off', false]), z.string().min(1), words.min(1)])
      .optional()
      .describe('Titles of its events in the calendar, or their beginning; absent: found by their link to its minutes; off: none'),
    firstHeading: z.literal([1, 2]).default(1).describe('Level of the date heading at the start of the minutes'),
    communityCall: z.boolean().optional().describe('false: the team does not report in the community call'),
    path: filePath.optional().describe('Path of its minutes, instead of minutes.path'),
    hygiene: hygiene.optional(),
    rota: z.strictObject({ optOut: z.array(login).default([]) }).prefault({}),
    agendaLabel: z
      .string()
      .min(1)
      .optional()
      .describe('Issues with this label are topics of this team; absent: agenda.label and its own label'),
  })
}

const onIssues = z.enum(['off', 'comment']).or(z.literal(false)).default('off')

const afterMeeting = z
  .strictObject({
    discussed: onIssues.describe('comment: one comment on an epic lists the meetings that spoke of it'),
    outcomes: onIssues.describe('comment: decisions and action items of a topic become a comment on its epic or story'),
    notify: z
      .enum(['off', 'merged'])
      .or(z.literal(false))
      .default('off')
      .describe('merged: one line to the chat that the environment names (NOTIFY_…) when minutes are merged'),
    boardStatus: z
      .enum(['off', 'write'])
      .or(z.literal(false))
      .default('off')
      .describe('write: a status update of the board (on track, at risk, off track) after the meetings of a day'),
  })
  .prefault({})
  .describe('What follows from merged minutes; everything is off by default')

const privacy = z
  .strictObject({
    secrets: z.enum(['stop', 'mask']).default('stop').describe('Passwords, tokens and keys in a pad: publish nothing, or mask them'),
    emails: z
      .enum(['ask', 'mask', 'keep'])
      .default('ask')
      .describe('Email addresses: masked and asked about, masked, or published as typed'),
    absences: z
      .enum(['without-reason', 'as-typed'])
      .default('without-reason')
      .describe('Who is absent: published without the reason, or as typed'),
  })
  .prefault({})
  .describe('How to handle parts of a pad that are not public')

/** How pull requests with minutes go on, in `minutes`. */
const pullRequests = {
  merge: z
    .enum(['by-hand', 'when-answered'])
    .default('by-hand')
    .describe('when-answered: the app merges when all questions are answered, checks are green and nobody waits'),
  mergeAfterHours: z.number().int().min(0).max(720).default(24).describe('Hours without a new commit before the app merges'),
  clearance: z
    .union([z.number().int().min(1).max(90), z.string().min(1).max(50)])
    .optional()
    .describe('Days that minutes wait for approval, or a label that they have until then'),
  labels: z.array(z.string().min(1).max(50)).max(20).default([]).describe('Labels of pull requests with minutes'),
  reviewers: z
    .array(
      z
        .string()
        .regex(
          /^(?:[A-Za-z\d][A-Za-z\d-]{0,38}\/)?[A-Za-z\d][\w.-]{0,99}$/,
          '`presenter`, a GitHub handle without @, or organization/team',
        ),
    )
    .max(10)
    .default([])
    .describe('Who is asked for a review: presenter, handles, or organization/team; absent: nobody'),
  remindAfterDays: z
    .union([z.number().int().min(1).max(90), z.literal(['off', false])])
    .default('off')
    .describe('Days after which whoever can act is reminded of an open pull request, once; absent: never'),
}

/** The whole file. `rules` are the hygiene rules that may be named in it. */
export function settingsSchema(rules: readonly RuleOptions[]) {
  const hygieneParts = partialHygiene(rules)
  const hygiene = hygieneParts.transform((given) => ({ ...hygieneDefaults, ...given }))
  return z.strictObject({
    enabled: z.boolean().default(true),
    organization: owner.describe('The organization that uses the app'),
    timezone: z.string().min(1).default('Europe/Berlin').describe('IANA name'),
    minutes: z.strictObject({
      repository: repository.describe('Where the minutes are kept'),
      branch: branch.default('main'),
      path: filePath.default('{team}/{yyyymmdd}.md').describe('{team}, {yyyymmdd}, {yyyy-mm-dd} are filled in'),
      references: z
        .enum(['quiet', 'link'])
        .default('quiet')
        .describe('link: issues named in comments of `afterMeeting` get cross-references; quiet: they do not'),
      ...pullRequests,
    }),
    board: board.optional(),
    sprints: z.strictObject({ labelPrefix: z.string().min(1).optional() }).prefault({}),
    epics: z
      .strictObject({
        labels: words.optional(),
        types: words.optional().describe('Issue types'),
        titlePrefix: z.string().min(1).optional(),
      })
      .prefault({}),
    calendar: calendar.optional().describe('The community’s calendar: when teams without `meeting` meet, and in which pad'),
    communityCall: z
      .strictObject({
        name: z.string().min(1).regex(/\S/, 'a name that is not blank').default('Community call').describe('Title of its notes'),
        weekday: weekday.optional(),
        time: time.optional(),
        calendar: z
          .union([z.string().min(1), words.min(1)])
          .optional()
          .describe('Titles of its events in the calendar, or their beginning; replaces weekday and time'),
        path: filePath.default('community-call/{yyyymmdd}.md'),
        everyWeeks: z.number().int().min(1).max(12).default(1),
        startsOn: day.optional().describe('Date of the first call: earlier days are none; required if everyWeeks > 1'),
        skip: z.array(day).default([]).describe('Days without a call; in the calendar, cancel the event'),
      })
      .optional()
      .describe('If absent, minutes do not ask for a reporter'),
    pads: z
      .strictObject({
        hosts: z.array(host).default([]).describe('The only hosts the app contacts for pads'),
      })
      .prefault({}),
    privacy,
    afterMeeting,
    agenda: z
      .strictObject({
        label: z.string().min(1).optional().describe('Open issues and pull requests with this label are topics; set by /agenda'),
        repositories: z.array(repository).default([]).describe('Where to look for them beside the board'),
      })
      .prefault({})
      .describe('Topics of agendas beside the board'),
    report: z
      .strictObject({
        repository: repository.optional().describe('Where the weekly report for maintainers becomes an issue; else only logged'),
      })
      .prefault({}),
    aliases: z.record(z.string().min(1), repository).default({}).describe('Short forms people type -> repository'),
    people: z.record(z.string().min(1), login).default({}).describe('Other spellings of a handle -> the handle'),
    bots: z.array(machine).default([]).describe('Machine users; their activity is not human activity'),
    teams: z.record(z.string().regex(/^[a-z\d][a-z\d-]*$/, 'a key of lower-case letters, digits and dashes'), teamSchema(hygieneParts)),
    hygiene: hygiene.prefault({}),
  })
}

export type RawSettings = z.infer<ReturnType<typeof settingsSchema>>
