/** What messages about requests say of the thing that was asked for. */

import { shown, shownWithoutTokens } from './shown-address.ts'

export type FetchWords = {
  /** The address, without what may be a secret. */
  readonly shown: (url: URL) => string
  readonly schemeFix: string
  readonly loginFix: string
  /** `hosts`: the allowed ones, joined. */
  readonly expectedHost: (hosts: string) => string
  readonly hostFix: string
  readonly publicThing: string
  readonly privateFix: string
  /** What to do where only time helps, or another way. */
  readonly later: string
  readonly silent: string
  /** Of an answer without its length. */
  readonly notWhole: string
  readonly cutOff: string
  readonly tooLargeFix: string
}

export const PAD_WORDS: FetchWords = {
  shown,
  schemeFix: 'Use the URL that the browser shows for the pad.',
  loginFix: 'Make the pad readable without a login, or set PAD_TOKEN_<HOST> where the app runs.',
  expectedHost: (hosts) => `a host of \`pads.hosts\` (${hosts === '' ? 'none is listed' : hosts})`,
  hostFix: 'The app contacts no other hosts. If your pads are there, add the host to `pads.hosts` in sprint.yml.',
  publicThing: 'a pad',
  privateFix: 'The app never contacts such addresses. Save the pad as a file and pass the file.',
  later: 'Try again later, or save the pad as a file and pass the file.',
  silent:
    'The server may be busy, or may limit exports (Etherpad then never answers). Try again in two minutes, or save the pad as a file and pass the file.',
  notWhole: 'a truncated pad could not be detected',
  cutOff: 'the pad was not read completely',
  tooLargeFix: 'Move old parts elsewhere, or shorten it.',
}

export const CALENDAR_WORDS: FetchWords = {
  shown: shownWithoutTokens,
  schemeFix: 'Set `calendar.url` in sprint.yml to an address that begins with https://.',
  loginFix: 'Publish the calendar without a login.',
  expectedHost: (hosts) => `the host of \`calendar.url\` (${hosts})`,
  hostFix: 'The app contacts no other host for the calendar. If it has moved, set `calendar.url` in sprint.yml to its new address.',
  publicThing: 'a calendar',
  privateFix: 'The app never contacts such addresses. Publish the calendar on the internet, or use `calendar.repository`.',
  later: 'It is read again later by itself.',
  silent: 'The server may be busy. It is asked again later.',
  notWhole: 'a truncated calendar could not be detected',
  cutOff: 'the calendar was not read completely',
  tooLargeFix: 'Move events of past years to another calendar.',
}

/** Images of a pad: what failed is told by its kind, in words of its own. */
export const IMAGE_WORDS: FetchWords = {
  ...PAD_WORDS,
  publicThing: 'an image',
  notWhole: 'a truncated image could not be detected',
  cutOff: 'the image was not read completely',
  tooLargeFix: 'Make it smaller.',
}
