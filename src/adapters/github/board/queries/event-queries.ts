/** Query fragments for accounts, and for the events of issues and pull requests that count as human activity. */

export const ACTOR = '{ __typename login }'

/** Events by which a person may have said something. Labels, cross-references and moves are not asked for. */
export const ISSUE_EVENTS = `
fragment IssueEvents on IssueTimelineItemsConnection {
  pageInfo { hasPreviousPage startCursor }
  nodes {
    __typename
    ... on IssueComment { createdAt author ${ACTOR} viewerDidAuthor body @include(if: $ownComments) }
    ... on ClosedEvent { createdAt actor ${ACTOR} }
    ... on ReopenedEvent { createdAt actor ${ACTOR} }
    ... on RenamedTitleEvent { createdAt actor ${ACTOR} }
  }
}`
export const ISSUE_EVENT_TYPES = 'itemTypes: [ISSUE_COMMENT, CLOSED_EVENT, REOPENED_EVENT, RENAMED_TITLE_EVENT]'

export const PULL_EVENTS = `
fragment PullEvents on PullRequestTimelineItemsConnection {
  pageInfo { hasPreviousPage startCursor }
  nodes {
    __typename
    ... on IssueComment { createdAt author ${ACTOR} viewerDidAuthor body @include(if: $ownComments) }
    ... on PullRequestReview { createdAt submittedAt author ${ACTOR} }
    ... on PullRequestCommit { commit { committedDate authoredDate author { name user { login } } committer { name } } }
    ... on ReadyForReviewEvent { createdAt actor ${ACTOR} }
    ... on MergedEvent { createdAt actor ${ACTOR} }
    ... on ClosedEvent { createdAt actor ${ACTOR} }
    ... on ReopenedEvent { createdAt actor ${ACTOR} }
    ... on RenamedTitleEvent { createdAt actor ${ACTOR} }
  }
}`
export const PULL_EVENT_TYPES =
  'itemTypes: [ISSUE_COMMENT, PULL_REQUEST_REVIEW, PULL_REQUEST_COMMIT, READY_FOR_REVIEW_EVENT, MERGED_EVENT, CLOSED_EVENT, REOPENED_EVENT, RENAMED_TITLE_EVENT]'
