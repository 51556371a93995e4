/** `1 question`, `3 questions`, `2 stories` with `story` and `stories`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
