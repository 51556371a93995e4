/** URLs of pages, relative to the home page. */

/** `teams/iaas/`. */
export function teamPath({ slug }: { readonly slug: string }): string {
  return `teams/${slug}/`
}

/** `epics/SovereignCloudStack/issues/236/`; `ref` is `owner/repo#1`. */
export function epicPath(ref: string): string {
  return `epics/${ref.replace('#', '/')}/`
}

/** `call/2023-01-19/`. */
export function callPath(date: string): string {
  return `call/${date}/`
}

/** From a page to the first page: `../../` for `teams/iaas/`. */
export function rootFrom(path: string): string {
  const depth = path.split('/').length - 1
  return depth === 0 ? './' : '../'.repeat(depth)
}
