/** A job that failed for good. `about`: what it was for, as far as that is known; it may name private issues. `at`: since when (ISO). */
export type DeadLetter = {
  readonly id: string
  readonly kind: string
  readonly about: string
  readonly message: string
  readonly at: string
}

/** Jobs that failed for good, of one kind: the newest reason and its time (ISO). */
export type DeadLetters = { readonly kind: string; readonly count: number; readonly message: string; readonly at: string }
