/** The line that answers a question with one click; null where only a person knows. Pure. */
import type { About } from '../review-questions.ts'

export function suggestedLine(line: string, about: About): string | null {
  const changed = answered(line, about)
  return changed === line ? null : changed
}

function answered(line: string, about: About): string {
  switch (about.kind) {
    case 'handle':
      return withHandle(line, about)
    case 'number':
      return about.link === undefined ? line : withLink(line, about.typed, about.link)
    case 'image':
      return line.replace('![](', `![${about.topic.replace(/[[\]\\`*_<>]/g, '').trim()}](`)
    case 'rewrite':
      return about.suggestion
    case 'line':
      return line
  }
}

/** `@typed (proposed?)`, or the handle alone. */
function withHandle(line: string, { typed, proposed }: { readonly typed: string; readonly proposed: string }): string {
  const [asTyped, meant] = [literally(typed), literally(proposed)]
  const handle = new RegExp(`@${asTyped}(?: \\(${meant}\\?\\)|(?![\\w-]))`, 'gi')
  return line.replace(handle, `@${proposed}`)
}

/** What was typed becomes the label of a link; a link or a code span that holds it stays. */
function withLink(line: string, typed: string, link: string): string {
  const bare = new RegExp(`(?<![\\w/\`[(#-])${literally(typed)}(?![\\w\`\\]])`)
  return line.replace(bare, (found) => `[${found}](${link})`)
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
