/** The text of a pad, independent of the server it comes from. */

/** What came out of a pad, as text the notes engine reads. */
export type PadText = {
  /** LF line ends, no NUL, no BOM. HTML exports are already turned into the lines people typed. */
  readonly text: string
  readonly format: 'markdown' | 'etherpad-text' | 'etherpad-html'
  readonly editedAt: Date | null
  /** How many people have it open; absent: its server does not say. */
  readonly editors?: number | null
  /** Where it came from, as people may see it; null for standard input. */
  readonly source: string | null
  readonly warnings: readonly string[]
}
