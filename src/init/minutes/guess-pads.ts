/** The pads that minutes link to: the one a team types into, and the hosts. Pure. */
import { countOf } from '../../domain/text/count-of.ts'
import { phrases, WHOLE_WORDS } from '../../domain/text/phrases.ts'
import type { FoundText } from '../facts.ts'
import { type Guess, guess } from '../guess.ts'
import type { DatedFile } from './dated-files.ts'

type PadLink = { readonly pad: string; readonly host: string; readonly day: string; readonly path: string; readonly isLabeled: boolean }

const URLS = /https?:\/\/[^\s<>"'`)\]|]{3,500}/g
const HOST = phrases(['(ether)?pads?, hedgedoc, codimd, hackmd, notepad, md, input'], { before: /(?:^|[.-])/, after: /(?:$|[.-])/ })
const VIEWS = /^\?(?:both|edit|view)$/
/** Words beside an address that name a pad; more words than that are a sentence about something else. */
const LABEL = phrases(
  ['pad, hedgedoc, etherpad, hackmd, codimd, notes, notizen, mitschrift, protokoll, minutes, agenda, live'],
  WHOLE_WORDS,
)
const MOST_WORDS = 4

function linksIn({ path, text }: FoundText, day: string): readonly PadLink[] {
  return text.split('\n').flatMap((line) =>
    [...line.matchAll(URLS)].flatMap(([typed]) => {
      const url = URL.canParse(typed) ? new URL(typed.replace(/[.,;:]+$/, '')) : null
      if (url === null || url.username !== '' || !isPad(url)) return []
      const beside = line.replaceAll(URLS, ' ').match(/[\p{L}\d]+/gu) ?? []
      const isLabeled = beside.length <= MOST_WORDS && (beside.length === 0 || LABEL.test(beside.join(' ')))
      return [{ pad: addressOf(url), host: url.host, day, path, isLabeled }]
    }),
  )
}

function isPad({ hostname, pathname, search, hash }: URL): boolean {
  if (pathname.length < 2 || pathname.startsWith('/uploads/')) return false
  // The slides of a HedgeDoc note.
  if (pathname.startsWith('/p/') && /^#\//.test(hash)) return false
  return VIEWS.test(search) || HOST.test(hostname)
}

/** Without the way of looking at it. */
function addressOf({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname.replace(/\/(?:edit|publish|download|slide)?$/, '')}`
}

export function padLinks(files: readonly DatedFile[], texts: readonly FoundText[]): readonly PadLink[] {
  const days = new Map(files.map(({ path, day }) => [path, day]))
  return texts.flatMap((text) => linksIn(text, days.get(text.path) ?? ''))
}

/** Words of an address that say nothing about whose pad it is. */
const COMMON = phrases(
  ['team, group, working, meetings?, minutes, notes, agenda, protokolle?, weekly, call, community, pad, gruppe, sitzung'],
  {
    before: /^/,
    after: /$/,
  },
)
/** Shorter parts of an address are abbreviations (of the organization, say). */
const WORD = /\p{L}{4,}/gu

/** `https://input.scs.community/2026-scs-sig-standardization` of the folder `sig-standardization`: its name, and nothing else. */
function isNamedAfter(pad: string, name: string): boolean {
  const own = name.toLowerCase().match(/[\p{L}\d]{2,}/gu) ?? []
  const address = new URL(pad).pathname.toLowerCase()
  if (own.length === 0 || !own.every((word) => address.includes(word))) return false
  return (address.match(WORD) ?? []).every((word) => COMMON.test(word) || own.some((one) => one === word))
}

/**
 * The pad that minutes name as theirs, the one named last: its address names the team, or at least two of the minutes and half of them
 * name it. Pads of single topics are linked, too. `links`: of the team's own minutes; `where`: its folder; `read`: minutes read.
 */
export function guessPad(
  links: readonly PadLink[],
  { name, where, read }: { name: string; where: string; read: number },
): Guess<string> | null {
  const pads = [...new Set(links.map(({ pad }) => pad))].map((pad) => {
    const own = links.filter((link) => link.pad === pad && link.isLabeled)
    const files = new Set(own.map(({ path }) => path)).size
    const fits = files > 0 && (isNamedAfter(pad, name) || (files >= 2 && files * 2 >= read))
    return {
      pad,
      files,
      last:
        own
          .map(({ day }) => day)
          .toSorted()
          .at(-1) ?? '',
      fits,
    }
  })
  const fitting = pads.filter(({ fits }) => fits).toSorted((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : b.files - a.files))
  const [best, ...others] = fitting
  if (!best) return null
  const earlier = others.length === 0 ? '' : `; earlier ones: ${others.map(({ pad }) => pad).join(', ')}`
  return guess(best.pad, `named in ${best.files} of the latest ${read} files in ${where}, last on ${best.last}${earlier}`)
}

export type HostsGuess = { readonly hosts: readonly Guess<string>[]; readonly others: readonly string[] }

/** So many minutes that name pads of a host as theirs make it one of the organization's. */
const LEAST_HOST_FILES = 3

/**
 * `links`: of all minutes that were read; `pads`: of the teams. Hosts on which neither lie the pads of teams nor those that minutes
 * name as theirs are told of, not listed: pads of other communities are linked, too.
 */
export function guessHosts(links: readonly PadLink[], pads: readonly string[]): HostsGuess {
  const filesOn = (host: string) => new Set(links.filter((link) => link.host === host && link.isLabeled).map(({ path }) => path)).size
  const common = [...new Set(links.map(({ host }) => host))].filter((host) => filesOn(host) >= LEAST_HOST_FILES)
  const wanted = [...new Set([...pads.map((pad) => new URL(pad).host), ...common])]
  const seen = [...new Set(links.map(({ host }) => host))]
  const told = (host: string) => {
    const own = links.filter((link) => link.host === host)
    const last =
      own
        .map(({ day }) => day)
        .toSorted()
        .at(-1) ?? ''
    return `${countOf(own.length, 'link')} in the files read${last === '' ? '' : `, the last of ${last}`}`
  }
  return {
    hosts: wanted.map((host) => guess(host, told(host))),
    others: seen.filter((host) => !wanted.includes(host)).map((host) => `${host} (${told(host)})`),
  }
}
