/** The parts of the life of minutes that the story must show: what it prints, and what GitHub has afterwards. */
import { createHash } from 'node:crypto'
import { UPLOADS } from './stage.ts'

/** The demo's GitHub, asked as a person would: REST below the minutes repository, or a path from the top; and GraphQL. */
export type AskedGithub = {
  // biome-ignore lint/suspicious/noExplicitAny: answers of an API, looked at field by field.
  readonly get: (path: string) => Promise<any>
  // biome-ignore lint/suspicious/noExplicitAny: the same.
  readonly query: (query: string) => Promise<any>
}

export type Part = {
  readonly part: string
  /** In this order, in the story on one line. */
  readonly printed: readonly RegExp[]
  /** What is so on GitHub at the end; all must be true. */
  readonly proof: (github: AskedGithub) => Promise<Readonly<Record<string, boolean>>>
}

const MINUTES = 'iaas/20230118.md'

async function textOf({ get }: AskedGithub, path: string, ref = 'main'): Promise<string> {
  const { content } = (await get(`contents/${path}?ref=${ref}`)) as { content: string }
  return Buffer.from(content, 'base64').toString('latin1')
}

type PullSeen = {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly head: { readonly ref: string }
  readonly labels: readonly { readonly name: string }[]
  readonly merged_at: string | null
  readonly requested_reviewers: readonly { readonly login: string }[]
}

async function pullOf({ get }: AskedGithub, title: string): Promise<PullSeen> {
  const pulls = (await get('pulls?state=all&per_page=100')) as readonly PullSeen[]
  const found = pulls.find((pull) => pull.title === title)
  if (!found) throw new Error(`Expected a pull request "${title}", found ${pulls.map((pull) => pull.title).join(', ')}.`)
  return found
}

async function commentsOn({ get }: AskedGithub, path: string): Promise<readonly string[]> {
  const comments = (await get(`${path}/comments?per_page=100`)) as readonly { readonly body: string }[]
  return comments.map(({ body }) => body)
}

type ThreadSeen = {
  readonly isResolved: boolean
  readonly resolvedBy: unknown
  readonly comments: { readonly nodes: readonly { body: string }[] }
}

async function threadsOf({ query }: AskedGithub, number: number): Promise<readonly ThreadSeen[]> {
  const asked = 'reviewThreads(first: 50) { nodes { isResolved resolvedBy { login } comments(first: 1) { nodes { body } } } }'
  const data = await query(
    `query { repository(owner: "SovereignCloudStack", name: "minutes") { pullRequest(number: ${number}) { ${asked} } } }`,
  )
  return data.repository.pullRequest.reviewThreads.nodes
}

/** Of each commit of a pull request, oldest first: `failure 1`, the conclusion and how many annotations. */
async function checksOf({ get }: AskedGithub, title: string): Promise<readonly string[]> {
  const { number } = await pullOf({ get } as AskedGithub, title)
  const commits = (await get(`pulls/${number}/commits`)) as readonly { readonly sha: string }[]
  const found: string[] = []
  for (const { sha } of commits) {
    const { check_runs: runs } = await get(`commits/${sha}/check-runs`)
    for (const { conclusion, output } of runs) found.push(`${conclusion} ${output.annotations_count}`)
  }
  return found
}

export const parts: readonly Part[] = [
  {
    part: 'images of pads',
    printed: [
      /✓ stored beside the minutes, by their content: iaas\/assets\/[\da-f]{16}\.svg, iaas\/assets\/[\da-f]{16}\.png/,
      /What does the image show\? suggestion: - !\[Sprint review\]\(assets\/[\da-f]{16}\.png\)/,
      /\.png is larger than 5 MiB, so its link stays/,
      /\.pdf is a PDF file, expected PNG, JPEG, GIF, SVG or WebP, so its link stays/,
      /removed\.png no longer exists, so its link stays/,
    ],
    proof: async (github) => {
      const { tree } = (await github.get('git/trees/main?recursive=1')) as { tree: readonly { path: string }[] }
      const stored = tree.map(({ path }) => path).filter((path) => path.startsWith('iaas/assets/'))
      const texts = await Promise.all(stored.map((path) => textOf(github, path)))
      const hashes = texts.map((text) => createHash('sha256').update(Buffer.from(text, 'latin1')).digest('hex').slice(0, 16))
      const minutes = await textOf(github, MINUTES)
      return {
        two: stored.length === 2,
        'named by their content': stored.every((path, index) => path.startsWith(`iaas/assets/${hashes[index]}.`)),
        'shown with their text': /!\[Layers of Cloud-in-a-box\]\(assets\/[\da-f]{16}\.svg\)/.test(minutes),
        'others keep their links': [UPLOADS.scan, UPLOADS.paper, UPLOADS.removed].every((path) => minutes.split(`${path})`).length === 2),
      }
    },
  },
  {
    part: 'a pad in which somebody types, and one that shrank',
    printed: [
      /11:20 .*?waiting: the minutes of 2023-01-18: …\/2023-scs-team-iaas is still being edited\. The app looks again in 5 minutes\./,
      /✓ The pad no longer holds 5 of the 61 lines of these minutes, and nobody removed them here\. They stay in iaas\/20230118\.md/,
      /15:20 .*?two people have the Etherpad open.*?waiting: the minutes of 2026-06-11: …\/p\/sig-std is still being edited/,
    ],
    proof: async (github) => {
      const { number } = await pullOf(github, `Add ${MINUTES}`)
      const comments = await commentsOn(github, `issues/${number}`)
      return {
        'the lines are there': (await textOf(github, MINUTES)).includes('worth a post on the SCS Blog?'),
        'somebody was asked': comments.filter((body) => body.includes('The pad no longer holds')).length === 1,
      }
    },
  },
  {
    part: 'questions at their lines',
    printed: [
      /All of these also stand at their lines/,
      /line 112: @mfechner is @matfechner in sprint\.yml\. suggestion: #### @matfechner \(OVN\)/,
      /commits the suggestion.*?✓ the same pull request: the edit stays, its question is ticked, and the app resolves its conversation/,
      /12 questions in the description, the first 10 also at their lines/,
    ],
    proof: async (github) => {
      const threads = await threadsOf(github, (await pullOf(github, `Add ${MINUTES}`)).number)
      const accepted = threads.find(({ comments }) => comments.nodes[0]?.body.includes('suggestion\n#### @matfechner'))
      const many = await pullOf(github, 'Add iaas/20230105.md')
      return {
        // GitHub names no bot there: whoever resolved it is no person.
        'resolved by the app': accepted?.isResolved === true && accepted.resolvedBy === null,
        'ten at lines': (await threadsOf(github, many.number)).length === 10,
        'all in the description': many.body.match(/^- \[ \] /gm)?.length === 12,
      }
    },
  },
  {
    part: 'the life of a pull request',
    printed: [
      /label minutes · @o-otte is asked for a review/,
      /These minutes wait for approval until 2023-01-21\./,
      /main demands branches that are up to date, so the app updates its own: Merge branch 'main' into minutes\/iaas-2023-01-18/,
      /Update iaas\/20230118\.md .*?and nothing else: - numbers are there, to be published this week \+ numbers are there, to be published on 2023-01-25/,
      /\/minutes rename iaas\/20230105\.md .*?✓ the file is iaas\/20230105\.md now/,
      /✓ "Update iaas\/20230118\.md" is merged by the app/,
      /@garloff: These minutes have waited for 7 days\. 12 questions are still open\./,
      /nobody is reminded a second time/,
      /Add sig-standardization\/20260611\.md: draft · label minutes/,
      /✓ no draft any more/,
    ],
    proof: async (github) => {
      const minutes = await pullOf(github, `Add ${MINUTES}`)
      const correction = await pullOf(github, `Update ${MINUTES}`)
      const moved = await pullOf(github, 'Add iaas/20230105.md')
      const commits = (await github.get(`pulls/${minutes.number}/commits`)) as readonly { commit: { message: string } }[]
      const { merged_by: by } = await github.get(`pulls/${correction.number}`)
      const files = (await github.get(`pulls/${moved.number}/files`)) as readonly { filename: string }[]
      const reminders = (await commentsOn(github, `issues/${moved.number}`)).filter((body) => body.includes('scs-sprint:reminder'))
      return {
        labelled: minutes.labels.some(({ name }) => name === 'minutes'),
        'a clearance': minutes.body.includes('scs-sprint:clearance v1 until=2023-01-21'),
        'up to date': commits.some(({ commit }) => commit.message.startsWith("Merge branch 'main' into minutes/iaas-2023-01-18")),
        'the correction is merged by the app': by?.login === 'scs-sprint[bot]',
        'the correction is in the minutes': (await textOf(github, MINUTES)).includes('to be published on 2023-01-25'),
        moved: files.map(({ filename }) => filename).join() === 'iaas/20230105.md',
        'reminded once': reminders.length === 1,
        ready: (await github.get(`pulls/${(await pullOf(github, 'Add sig-standardization/20260611.md')).number}`)).draft === false,
      }
    },
  },
  {
    part: 'a check on every pull request',
    printed: [
      /✗ check "Minutes", failure: 1 place to look at in 1 file line \d+: Configuration: minutes\.remindAfterDay: unknown key\. Did you mean remindAfterDays\?/,
      /✓ check "Minutes", success: 1 file checked: nothing to do/,
      /written by hand .*?○ check "Minutes", neutral: 4 places to look at in 1 file line 1: Date: .*?Unknown handle: .*?Unresolved reference: .*?Privacy: /,
      /\/minutes check .*?4 comments at their lines, 2 with a suggestion: line 1: # 2022-11-16 line 5: - @matfechner/,
    ],
    proof: async (github) => {
      const settings = await checksOf(github, 'Turn on more')
      const byHand = await checksOf(github, 'Minutes of November')
      const own = await checksOf(github, `Add ${MINUTES}`)
      return {
        'sprint.yml, first broken, then right': settings.join() === 'failure 1,success 0',
        'by hand': byHand[0] === 'neutral 4',
        'of the app itself': own.length > 0,
        corrected: (await textOf(github, 'iaas/20221116.md')).startsWith('# 2022-11-16\n\n## Participants\n\n- @matfechner\n'),
      }
    },
  },
  {
    part: 'backlog',
    printed: [
      /\$ npx scs-sprint missing --since 2022-12-01 Team IaaS: 1 of 6 meetings without minutes.*? 2023-01-04 10:05 notes in the pad/,
      /\$ npx scs-sprint minutes --team iaas --since 2022-12-01 --apply Add iaas\/20230104\.md/,
    ],
    proof: async (github) => {
      const { head } = await pullOf(github, 'Add iaas/20230105.md')
      const pulls = (await github.get('pulls?state=all&per_page=100')) as readonly PullSeen[]
      return {
        'one pull request': pulls.filter((pull) => pull.head.ref === 'minutes/iaas-2023-01-04').length === 1,
        'with the notes': (await textOf(github, 'iaas/20230105.md', head.ref)).includes('short one, many are still on holiday'),
      }
    },
  },
  {
    part: 'after the meeting',
    printed: [
      /issues#116 has a new comment: A story was requested on 2023-01-18: .*?filled in, from user_story\.yml of the repository: \| Epic: SovereignCloudStack\/issues#116 \| User story for external/,
      /issues#168 is told what was agreed: To do: @berendt/,
      /list the meetings that spoke of them: - 2023-01-18, Team IaaS: /,
      /The board gets a status, at risk: 1 of 11 epics in progress needs attention/,
      /The chat is told: Minutes of Team IaaS, 2023-01-18 \(1 decision, 2 action items\)/,
    ],
    proof: async (github) => {
      const on = (number: number) => commentsOn(github, `/repos/SovereignCloudStack/issues/issues/${number}`)
      const marked = (bodies: readonly string[], mark: string) =>
        bodies.filter((body) => body.startsWith(`<!-- scs-sprint:${mark} v1`)).length
      const [box, images] = [await on(116), await on(168)]
      const data = await github.query(
        'query { organization(login: "SovereignCloudStack") { projectV2(number: 6) { statusUpdates(first: 1) { nodes { status body } } } } }',
      )
      const [status] = data.organization.projectV2.statusUpdates.nodes
      return {
        'a prefilled story': box.some((body) => body.includes('/issues/new?template=user_story.yml')),
        'what was agreed': marked(images, 'outcome') === 1,
        'discussed at': marked(images, 'discussed') === 1,
        'a status': status.status === 'AT_RISK' && status.body.includes('scs-sprint:status v1 2023-01-18'),
        'the pull request remembers that the chat was told': (await pullOf(github, `Add ${MINUTES}`)).body.includes(
          'scs-sprint:announced v1',
        ),
      }
    },
  },
  {
    part: 'an agenda from more than the board',
    printed: [
      /sets the label "agenda" on issues#246, .*?\/agenda \(15 min\) which one do we try first\? → 👍, and the app sets the label/,
      /Time boxes: 35 of 60 minutes\./,
      /which one do we try first\? \(@berendt\) - Intel SGX in OpenStack issues#246 - Retrospective of R3 \(20 min\) \(minutes: postponed on 2023-01-11\)/,
      /✓ written into the pad, where nobody had typed yet/,
      /✓ Somebody has typed in the pad …\/p\/sig-std, so the agenda is not written there/,
    ],
    proof: async (github) => {
      const labels = async (number: number) => {
        const issue = await github.get(`/repos/SovereignCloudStack/issues/issues/${number}`)
        return (issue.labels as readonly { name: string }[]).map(({ name }) => name)
      }
      return { 'by /agenda': (await labels(248)).includes('agenda'), 'by hand': (await labels(246)).includes('agenda') }
    },
  },
]
