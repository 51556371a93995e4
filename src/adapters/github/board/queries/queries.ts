/**
 * GraphQL queries for a board. GitHub charges points per connection (one per hundred), so a page of cards has four connections on
 * issues and none on anything else: pull requests and drafts are rare, and are read by ID in bulk.
 */
import { ACTOR, ISSUE_EVENT_TYPES, ISSUE_EVENTS, PULL_EVENT_TYPES, PULL_EVENTS } from './event-queries.ts'

const PLACE = 'id number repository { nameWithOwner }'
/** What is linked below an epic. */
const CHILDREN = `subIssuesSummary { total }
      subIssues(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { ${PLACE} } }
      trackedIssues(first: 100) { pageInfo { hasNextPage endCursor } nodes { ${PLACE} } }`
const RATE = 'rateLimit { cost remaining resetAt }'

const ISSUE = (extras: string) => `
fragment IssueParts on Issue {
  __typename ${PLACE} title url state stateReason(enableDuplicate: true) body locked createdAt closedAt lastEditedAt
  author ${ACTOR}
  editor ${ACTOR}
  repository { isPrivate }
  milestone { title dueOn state }
  parent { number repository { nameWithOwner } }
  labels(first: 50) { nodes { name description } }
  assignees(first: 10) { nodes { login } }
  closedByPullRequestsReferences(first: 10, includeClosedPrs: true) { pageInfo { hasNextPage endCursor } nodes { ${PLACE} state } }
  timelineItems(last: 20, ${ISSUE_EVENT_TYPES}) { ...IssueEvents }
  ${extras}
}
${ISSUE_EVENTS}`

const PULL_LIGHT = `
fragment PullLight on PullRequest {
  __typename ${PLACE} title url pullState: state body locked createdAt closedAt lastEditedAt
  author ${ACTOR}
  editor ${ACTOR}
  repository { isPrivate }
  milestone { title dueOn state }
}`

/** Names of optional parts of the server that are asked for where it has them. */
export type Extras = { readonly issueType: boolean; readonly blockedBy: boolean }

export const NO_EXTRAS: Extras = { issueType: false, blockedBy: false }

function extraParts(extras: Extras, withBlockers = false): string {
  const parts = [
    extras.issueType ? 'issueType { name }' : '',
    extras.blockedBy ? (withBlockers ? `blockedBy(first: 20) { nodes { ${PLACE} state } }` : 'issueDependenciesSummary { blockedBy }') : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** `keys`: our words for the fields asked for; their names on the board come in the variables `field_<key>`. */
function cardParts(keys: readonly string[]): string {
  const values = keys.map((key) => `value_${key}: fieldValueByName(name: $field_${key}) { ...FieldValue }`)
  return `
fragment CardParts on ProjectV2Item {
  __typename id fullDatabaseId type isArchived
  ${values.join('\n  ')}
}
fragment FieldValue on ProjectV2ItemFieldValue {
  __typename
  ... on ProjectV2ItemFieldSingleSelectValue { name }
  ... on ProjectV2ItemFieldTextValue { text }
  ... on ProjectV2ItemFieldNumberValue { number }
  ... on ProjectV2ItemFieldDateValue { date }
  ... on ProjectV2ItemFieldIterationValue { title startDate duration }
}`
}

const fieldVariables = (keys: readonly string[]) => keys.map((key) => `, $field_${key}: String!`).join('')

const DRAFT = 'fragment DraftParts on DraftIssue { __typename id title body createdAt creator { __typename login } }'

/** One page of a board's cards; the first one (`$first`) tells about the board and its fields too. */
export function boardPageQuery(keys: readonly string[], extras: Extras, archivedStates: boolean): string {
  return `
query BoardPage($owner: String!, $number: Int!, $cursor: String, $size: Int!, $first: Boolean!, $ownComments: Boolean!${fieldVariables(keys)}) {
  organization(login: $owner) {
    projectV2(number: $number) {
      id title url
      fields(first: 100) @include(if: $first) {
        nodes {
          __typename
          ... on ProjectV2FieldCommon { name dataType }
          ... on ProjectV2SingleSelectField { options { name } }
          ... on ProjectV2IterationField {
            configuration { iterations { id title startDate duration } completedIterations { id title startDate duration } }
          }
        }
      }
      items(first: $size, after: $cursor${archivedStates ? ', archivedStates: [ARCHIVED, NOT_ARCHIVED]' : ''}) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { ...CardParts content { ...IssueParts ...PullLight ...DraftParts } }
      }
    }
  }
  ${RATE}
}
${cardParts(keys)}
${ISSUE(extraParts(extras))}
${PULL_LIGHT}
${DRAFT}`
}

/** Whose login it is; asked only if the board was not found. */
export const OWNER_QUERY = `query Owner($owner: String!) { repositoryOwner(login: $owner) { __typename login } ${RATE} }`

/** Sub-issues and tracked issues of epics, in bulk. */
export const EPIC_LINKS_QUERY = `
query EpicLinks($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Issue {
      id
      ${CHILDREN}
    }
  }
  ${RATE}
}`

export const MORE_SUB_ISSUES_QUERY = `
query MoreSubIssues($id: ID!, $cursor: String) {
  node(id: $id) { ... on Issue { subIssues(first: 100, after: $cursor) { pageInfo { hasNextPage endCursor } nodes { ${PLACE} } } } }
  ${RATE}
}`

export const MORE_TRACKED_QUERY = `
query MoreTracked($id: ID!, $cursor: String) {
  node(id: $id) { ... on Issue { trackedIssues(first: 100, after: $cursor) { pageInfo { hasNextPage endCursor } nodes { ${PLACE} } } } }
  ${RATE}
}`

/** Issues known by id. */
export function issuesQuery(extras: Extras): string {
  return `
query Issues($ids: [ID!]!, $ownComments: Boolean!) {
  nodes(ids: $ids) { ...IssueParts }
  ${RATE}
}
${ISSUE(extraParts(extras))}`
}

/** Issues (or pull requests) known by name only: variables `owner<i>`, `name<i>`, `number<i>`, answers `ref<i>`. */
export function refsQuery(count: number, extras: Extras): string {
  const each = Array.from({ length: count }, (_, index) => index)
  return `
query Refs($ownComments: Boolean!${each.map((i) => `, $owner${i}: String!, $name${i}: String!, $number${i}: Int!`).join('')}) {
  ${each.map((i) => `ref${i}: repository(owner: $owner${i}, name: $name${i}) { issueOrPullRequest(number: $number${i}) { ...IssueParts ...PullLight } }`).join('\n  ')}
  ${RATE}
}
${ISSUE(extraParts(extras))}
${PULL_LIGHT}`
}

/** What people did in pull requests, and who they belong to; drafts for their assignees. */
export const PULLS_QUERY = `
query Pulls($ids: [ID!]!, $ownComments: Boolean!) {
  nodes(ids: $ids) {
    __typename
    ... on PullRequest { ${PLACE} state createdAt author ${ACTOR} timelineItems(last: 30, ${PULL_EVENT_TYPES}) { ...PullEvents } }
  }
  ${RATE}
}
${PULL_EVENTS}`

/** Pull requests that close an issue, beyond the first page. */
export const MORE_PULLS_QUERY = `
query MorePulls($id: ID!, $cursor: String) {
  node(id: $id) {
    ... on Issue {
      closedByPullRequestsReferences(first: 100, after: $cursor, includeClosedPrs: true) {
        pageInfo { hasNextPage endCursor }
        nodes { ${PLACE} state }
      }
    }
  }
  ${RATE}
}`

/** Labels and people of cards that are no issues. */
export const OTHER_CARDS_QUERY = `
query OtherCards($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on PullRequest { id labels(first: 50) { nodes { name description } } assignees(first: 10) { nodes { login } } }
    ... on DraftIssue { id assignees(first: 10) { nodes { login } } }
  }
  ${RATE}
}`

/** Types and blockers of issues whose page was read before the server's features were known. */
export function extrasQuery(extras: Extras): string {
  return `
query Extras($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Issue { id ${extraParts(extras, true)} } }
  ${RATE}
}`
}

/** Which optional parts the server has. */
export const FEATURES_QUERY = `
query Features {
  issue: __type(name: "Issue") { fields { name } }
  project: __type(name: "ProjectV2") { fields { name args { name } } }
  dependencies: __type(name: "IssueDependenciesSummary") { fields { name } }
  ${RATE}
}`

/** Events before the ones already seen, of several items at once: variables `id<i>`, `before<i>`, answers `older<i>`. */
export function olderEventsQuery(kinds: readonly ('issue' | 'pull')[]): string {
  const each = kinds.map((kind, i) =>
    kind === 'issue'
      ? `older${i}: node(id: $id${i}) { ... on Issue { timelineItems(last: 100, before: $before${i}, ${ISSUE_EVENT_TYPES}) { ...IssueEvents } userContentEdits(first: 30) { nodes { editedAt editor ${ACTOR} } } } }`
      : `older${i}: node(id: $id${i}) { ... on PullRequest { timelineItems(last: 100, before: $before${i}, ${PULL_EVENT_TYPES}) { ...PullEvents } userContentEdits(first: 30) { nodes { editedAt editor ${ACTOR} } } } }`,
  )
  return `
query OlderEvents($ownComments: Boolean!${kinds.map((_, i) => `, $id${i}: ID!, $before${i}: String`).join('')}) {
  ${each.join('\n  ')}
  ${RATE}
}
${kinds.includes('issue') ? ISSUE_EVENTS : ''}
${kinds.includes('pull') ? PULL_EVENTS : ''}`
}

/**
 * Everything about the nodes a webhook named (issues, pull requests, cards), in one request a hundred, with names that
 * have no id yet beside them (`ref<i>`).
 */
export function changedQuery(keys: readonly string[], refs: number, extras: Extras): string {
  const each = Array.from({ length: refs }, (_, index) => index)
  const whole = `
    __typename
    ...IssueParts
    ... on Issue {
      ${CHILDREN}
      linked: closedByPullRequestsReferences(first: 10, includeClosedPrs: true) {
        nodes { ${PLACE} state createdAt author ${ACTOR} timelineItems(last: 30, ${PULL_EVENT_TYPES}) { ...PullEvents } }
      }
      projectItems(first: 10, includeArchived: true) { nodes { ...CardParts project { number owner { ... on Organization { login } } } } }
    }
    ...PullLight
    ... on PullRequest {
      labels(first: 50) { nodes { name description } }
      assignees(first: 10) { nodes { login } }
      pullEvents: timelineItems(last: 30, ${PULL_EVENT_TYPES}) { ...PullEvents }
      closingIssuesReferences(first: 20) { nodes { ${PLACE} } }
      projectItems(first: 10, includeArchived: true) { nodes { ...CardParts project { number owner { ... on Organization { login } } } } }
    }`
  return `
query Changed($ids: [ID!]!, $ownComments: Boolean!${fieldVariables(keys)}${each.map((i) => `, $owner${i}: String!, $name${i}: String!, $number${i}: Int!`).join('')}) {
  nodes(ids: $ids) {
    ...Whole
    ... on DraftIssue { ...DraftParts assignees(first: 10) { nodes { login } } }
    ... on ProjectV2Item {
      ...CardParts
      project { number owner { ... on Organization { login } } }
      content { ...Whole ... on DraftIssue { ...DraftParts assignees(first: 10) { nodes { login } } } }
    }
  }
  ${each.map((i) => `ref${i}: repository(owner: $owner${i}, name: $name${i}) { issueOrPullRequest(number: $number${i}) { ...Whole } }`).join('\n  ')}
  ${RATE}
}
fragment Whole on Node {${whole}
}
${cardParts(keys)}
${ISSUE(extraParts(extras, true))}
${PULL_LIGHT}
${PULL_EVENTS}
${DRAFT}`
}
