/** Bounds on what is read from a pad; past them text stays literal and a warning says so. */

/** Deeper lists, quotes and markers are kept as literal text: nobody means them, and Markdown parsers choke on them. */
export const MAX_DEPTH = 32
export const MAX_BYTES = 1024 * 1024
export const MAX_LINES = 20_000
