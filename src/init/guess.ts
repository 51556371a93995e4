/** A value for sprint.yml, and what it rests on. */
export type Guess<Value> = {
  readonly value: Value
  /** For a comment: `38 of the latest 40 files in iaas/ are dated on a Wednesday`. */
  readonly because: string
}

export function guess<Value>(value: Value, because: string): Guess<Value> {
  return { value, because }
}
