/** What of minutes a reader sees of the source: the text without the hidden marks around parts of the app. */
export function visible(minutes: string): string {
  return minutes
    .split('\n')
    .filter((line) => !/^<!-- scs-sprint:(?:section [a-z-]+|end) -->$/.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n+$/, '\n')
}
