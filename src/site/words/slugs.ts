/** Turns keys into URL segments: unique, and valid folder names on every system. Pure. */

const LONGEST = 80

/** By key; `iaas` stays `iaas`. Keys that would get the same slug get a number. */
export function slugsOf(keys: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const slugs = new Map<string, string>()
  for (const key of keys) {
    const plain = slugOf(key)
    let slug = plain
    for (let number = 2; taken.has(slug); number += 1) slug = `${plain}-${number}`
    taken.add(slug)
    slugs.set(key, slug)
  }
  return slugs
}

function slugOf(key: string): string {
  const words = key
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')
  return words === '' ? 'team' : words
}
