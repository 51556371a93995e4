/** The answer to the presenter question, given anew: on request of a person, never by itself. Pure. */
import type { ReadOptions } from '../../options.ts'
import { parsePad } from '../parsed-pad.ts'
import { readPresenters } from './presenters.ts'

/** `text` with `@login` in place of who was named; below the question where nobody was; null where nobody is asked for. */
export function namePresenter(text: string, login: string, options: ReadOptions = {}): string | null {
  const reading = parsePad(text, options)
  const { reporters, scribes, lines: asked } = readPresenters(reading)
  const numbers = [...asked].sort((a, b) => a - b).map((index) => reading.lines[index]?.number ?? 0)
  if (numbers.length === 0) return null
  const lines = text.split('\n')
  const named = reporters.length > 0 ? reporters : scribes
  if (named.length === 0) return insertAnswer(lines, numbers[0] ?? 1, login).join('\n')
  const dropped = new Set<number>()
  let answered = false
  for (const number of numbers) {
    const line = lines[number - 1] ?? ''
    const changed = replaceHandles(line, named, login)
    if (changed === line) continue
    // Of several people below one question one line is left.
    if (answered && /^\W*@[\w-]+\W*$/.test(changed)) dropped.add(number - 1)
    else lines[number - 1] = changed
    answered = true
  }
  return lines.filter((_, index) => !dropped.has(index)).join('\n')
}

function replaceHandles(line: string, named: readonly string[], login: string): string {
  const any = named.map((handle) => handle.replace(/[^\w-]/g, '')).join('|')
  // With the proposal that stands beside a handle nobody knows.
  const one = `@?(?:${any})(?![\\w-])(?: \\([\\w-]{1,40}\\?\\))?`
  const people = new RegExp(`(?<![\\w@/.-])${one}(?:(?:\\s{0,2}[,/&+]|\\s{1,2}(?:and|und))\\s{0,2}${one}){0,9}`, 'gi')
  return line.replace(people, `@${login}`)
}

/** On the line of a label, below a question. */
function insertAnswer(lines: readonly string[], number: number, login: string): readonly string[] {
  const line = lines[number - 1] ?? ''
  if (/:\s*$/.test(line)) return lines.with(number - 1, `${line.trimEnd()} @${login}`)
  const bullet = /^(\s*)(?:[-*+]|\d{1,3}[.)])\s/.exec(line)
  const answer = bullet ? [`${bullet[1]}  - @${login}`] : ['', `- @${login}`]
  return lines.toSpliced(number, 0, ...answer)
}
