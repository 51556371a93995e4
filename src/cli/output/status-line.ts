/** One line on stderr that says what a command waits for. The next one takes its place, and it goes before anything else is printed. */

export type StatusLine = {
  readonly show: (text: string) => void
  /** To be called before anything is printed, and at the end. */
  readonly clear: () => void
}

const CLEAR = '\r\u001b[K'
/** Longer ones would wrap, and what wraps is not cleared. */
const LONGEST = 76

/** For files, pipes and programs. */
export const noStatus: StatusLine = { show: () => {}, clear: () => {} }

/** `write`: to a terminal. */
export function createStatusLine(write: (text: string) => void): StatusLine {
  let shown: string | null = null
  return {
    show: (text) => {
      if (text === shown) return
      shown = text
      write(`${CLEAR}${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text} …`)
    },
    clear: () => {
      if (shown !== null) write(CLEAR)
      shown = null
    },
  }
}
