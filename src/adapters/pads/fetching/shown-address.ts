/** Addresses as messages may show them. Pure. */

/** Without user, password, query and fragment, where secrets stand. */
export function shown(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`
}

/** Words, names of files, years. */
const WORD = /^(?:[A-Z]?[a-z]{1,12}|[A-Z]{1,6}|\d{1,4})$/

/**
 * The same, without parts of the path that may be a secret: whoever knows the address of a private calendar can read it. Only parts
 * that consist of short words stay.
 */
export function shownWithoutTokens(url: URL): string {
  const parts = url.pathname.split('/').map((part) => (part === '' || part.split(/[-_.]/).every((word) => WORD.test(word)) ? part : '…'))
  return `${url.protocol}//${url.host}${parts.join('/')}`
}
