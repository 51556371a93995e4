/** People, organizations, repositories, the app and its installations, as REST and webhooks show them. */
import { roleOf } from './access.ts'
import { type Account, type Installation, type Repository, restLogin, type World } from './objects.ts'

export type Json = Record<string, unknown>

export function createPlaceShapes(world: World, api: () => string) {
  const repositoryApi = ({ nameWithOwner }: Repository) => `${api()}/repos/${nameWithOwner}`

  const user = (account: Account): Json => {
    const login = restLogin(account)
    const base = `${api()}/users/${encodeURIComponent(login)}`
    return {
      login,
      id: account.databaseId,
      node_id: account.id,
      avatar_url: `https://avatars.githubusercontent.com/u/${account.databaseId}?v=4`,
      gravatar_id: '',
      url: base,
      html_url: account.kind === 'Bot' ? `${world.site}/apps/${account.login}` : `${world.site}/${login}`,
      followers_url: `${base}/followers`,
      following_url: `${base}/following{/other_user}`,
      gists_url: `${base}/gists{/gist_id}`,
      starred_url: `${base}/starred{/owner}{/repo}`,
      subscriptions_url: `${base}/subscriptions`,
      organizations_url: `${base}/orgs`,
      repos_url: `${base}/repos`,
      events_url: `${base}/events{/privacy}`,
      received_events_url: `${base}/received_events`,
      type: account.kind,
      user_view_type: 'public',
      site_admin: false,
    }
  }

  const publicUser = (account: Account): Json => ({
    ...user(account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2015-01-01T00:00:00Z',
    updated_at: '2022-01-01T00:00:00Z',
  })

  const organization = (account: Account): Json => ({
    login: account.login,
    id: account.databaseId,
    node_id: account.id,
    url: `${api()}/orgs/${account.login}`,
    repos_url: `${api()}/orgs/${account.login}/repos`,
    events_url: `${api()}/orgs/${account.login}/events`,
    hooks_url: `${api()}/orgs/${account.login}/hooks`,
    issues_url: `${api()}/orgs/${account.login}/issues`,
    members_url: `${api()}/orgs/${account.login}/members{/member}`,
    public_members_url: `${api()}/orgs/${account.login}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.databaseId}?v=4`,
    description: null,
  })

  const minimalRepository = (repository: Repository): Json => {
    const base = repositoryApi(repository)
    const parts = [
      'forks',
      'hooks',
      'teams',
      'events',
      'tags',
      'languages',
      'stargazers',
      'contributors',
      'subscribers',
      'subscription',
      'merges',
      'downloads',
      'deployments',
    ]
    const templates: Record<string, string> = {
      keys_url: 'keys{/key_id}',
      collaborators_url: 'collaborators{/collaborator}',
      issue_events_url: 'issues/events{/number}',
      assignees_url: 'assignees{/user}',
      branches_url: 'branches{/branch}',
      blobs_url: 'git/blobs{/sha}',
      git_tags_url: 'git/tags{/sha}',
      git_refs_url: 'git/refs{/sha}',
      trees_url: 'git/trees{/sha}',
      statuses_url: 'statuses/{sha}',
      commits_url: 'commits{/sha}',
      git_commits_url: 'git/commits{/sha}',
      comments_url: 'comments{/number}',
      issue_comment_url: 'issues/comments{/number}',
      contents_url: 'contents/{+path}',
      compare_url: 'compare/{base}...{head}',
      archive_url: '{archive_format}{/ref}',
      issues_url: 'issues{/number}',
      pulls_url: 'pulls{/number}',
      milestones_url: 'milestones{/number}',
      notifications_url: 'notifications{?since,all,participating}',
      labels_url: 'labels{/name}',
      releases_url: 'releases{/id}',
    }
    return {
      id: repository.databaseId,
      node_id: repository.id,
      name: repository.name,
      full_name: repository.nameWithOwner,
      private: repository.isPrivate,
      owner: user(repository.owner),
      html_url: `${world.site}/${repository.nameWithOwner}`,
      description: repository.description,
      fork: false,
      url: base,
      ...Object.fromEntries(parts.map((part) => [`${part}_url`, `${base}/${part}`])),
      ...Object.fromEntries(Object.entries(templates).map(([key, path]) => [key, `${base}/${path}`])),
    }
  }

  const repository = (one: Repository, viewer: Account | null): Json => {
    const git = `${world.site.replace(/^https?/, 'git')}/${one.nameWithOwner}.git`
    const role = viewer ? roleOf(one, viewer) : 'read'
    const atLeast = (least: string) =>
      ['none', 'read', 'triage', 'write', 'maintain', 'admin'].indexOf(role) >=
      ['none', 'read', 'triage', 'write', 'maintain', 'admin'].indexOf(least)
    return {
      ...minimalRepository(one),
      created_at: '2022-01-01T00:00:00Z',
      updated_at: '2022-01-01T00:00:00Z',
      pushed_at: lastPush(one),
      git_url: git,
      ssh_url: `git@github.com:${one.nameWithOwner}.git`,
      clone_url: `${world.site}/${one.nameWithOwner}.git`,
      svn_url: `${world.site}/${one.nameWithOwner}`,
      homepage: null,
      size: 1,
      stargazers_count: 0,
      watchers_count: 0,
      language: null,
      has_issues: one.hasIssuesEnabled,
      has_projects: true,
      has_downloads: true,
      has_wiki: true,
      has_pages: false,
      has_discussions: false,
      forks_count: 0,
      mirror_url: null,
      archived: one.isArchived,
      disabled: false,
      open_issues_count: [...one.issues.values()].filter(({ state }) => state === 'OPEN').length,
      license: null,
      allow_forking: true,
      is_template: false,
      topics: [],
      visibility: one.isPrivate ? 'private' : 'public',
      forks: 0,
      open_issues: [...one.issues.values()].filter(({ state }) => state === 'OPEN').length,
      watchers: 0,
      default_branch: one.defaultBranch,
      permissions: {
        admin: atLeast('admin'),
        maintain: atLeast('maintain'),
        push: atLeast('write'),
        triage: atLeast('triage'),
        pull: atLeast('read'),
      },
      network_count: 0,
      subscribers_count: 0,
    }
  }

  const installation = (one: Installation): Json => ({
    id: one.id,
    account: user(one.account),
    repository_selection: one.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${api()}/app/installations/${one.id}/access_tokens`,
    repositories_url: `${api()}/installation/repositories`,
    html_url: `${world.site}/organizations/${one.account.login}/settings/installations/${one.id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: one.account.databaseId,
    target_type: one.account.kind,
    permissions: one.permissions,
    events: world.app.events,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    created_at: '2022-01-01T00:00:00Z',
    updated_at: '2022-01-01T00:00:00Z',
    suspended_by: null,
    suspended_at: one.suspended ? '2022-06-01T00:00:00Z' : null,
  })

  const app = (): Json => ({
    id: world.app.id,
    slug: world.app.slug,
    node_id: `A_${world.app.id}`,
    client_id: 'Iv1.sandbox',
    owner: user(world.app.owner ?? world.app.bot),
    name: world.app.name,
    description: '',
    external_url: `${world.site}/${world.app.slug}`,
    html_url: `${world.site}/apps/${world.app.slug}`,
    created_at: '2022-01-01T00:00:00Z',
    updated_at: '2022-01-01T00:00:00Z',
    permissions: world.app.permissions,
    events: world.app.events,
    installations_count: world.installations.length,
  })

  return { repositoryApi, user, publicUser, organization, minimalRepository, repository, installation, app }
}

/** The newest commit of all branches. */
function lastPush({ git }: Repository): string {
  const dates = [...git.branches.values()].map((sha) => git.commits.get(sha)?.committer.date ?? '')
  return dates.reduce((newest, date) => (date > newest ? date : newest), '2022-01-01T00:00:00Z')
}
