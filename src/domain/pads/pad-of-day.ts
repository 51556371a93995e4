/** The team's pad of a day: many teams begin a new one each year. Pure. */

/** `https://…/{yyyy}-scs-team-iaas` -> `https://…/2026-scs-team-iaas`; `day` is an ISO day. */
export function padOfDay({ pad }: { readonly pad: string | null }, day: string): string | null {
  return pad === null ? null : pad.replaceAll('{yyyy}', day.slice(0, 4))
}
