/** Removes control characters from text that people typed, so that it cannot manipulate the terminal. */
export function sanitize(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
}
