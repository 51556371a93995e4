/** Shortens a text at a space. Pure. */

const MOST = 120

/** At most so many characters and a sign for the rest; cut at a space, where there is one. */
export function cutAtSpace(text: string, most = MOST): string {
  if (text.length <= most) return text
  const space = text.lastIndexOf(' ', most)
  return `${text.slice(0, space > most / 2 ? space : most)} …`
}
