/** Names in sprint.yml that become part of a GitHub URL: each has a strict format, so that none can lead to another place. */
import { z } from 'zod'
import { nearest } from '../domain/text/spelling.ts'

/** The name of a team that `init` found nothing about. */
export const PLACEHOLDER_NAME = 'Your team'

/** An organization or a person. */
export const owner = z.string().regex(/^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/, 'the name of a GitHub organization or user')

/** `owner/repo`. */
export const repository = z
  .string()
  .regex(/^[A-Za-z\d][A-Za-z\d-]{0,38}\/(?!\.{1,2}$)(?!.*\.git$)[\w.-]{1,100}$/i, 'a repository like "owner/repo"')

/** A host as `pads.hosts` lists it: without scheme, user and path. */
export const host = z
  .string()
  .regex(
    /^(?:[A-Za-z\d_](?:[A-Za-z\d._-]{0,252})|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i,
    'a host like "pads.example.org", without https:// and path',
  )

/** What git itself allows (`git check-ref-format --branch`). */
export const branch = z.string().refine(isBranch, { error: 'a valid git branch name, like "main"' })

function isBranch(name: string): boolean {
  if (name === '' || name.length > 200 || /[\u0000- ~^:?*[\\\u007f]/.test(name)) return false
  if (name.startsWith('-') || name.startsWith('refs/') || name === '@' || name.includes('..') || name.includes('@{') || name.endsWith('.'))
    return false
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
}

const PLACEHOLDERS = ['team', 'yyyymmdd', 'yyyy-mm-dd']

const DATE = /\{yyyymmdd\}|\{yyyy-mm-dd\}/

/** Where the path has no date yet, one must come in, or the next run would ask for it. */
function insteadOf(unknown: string, path: string): string {
  const name = unknown.replace(/[{}]/g, '').toLowerCase()
  const near = /^(?:date|day|datum|tag)$/.test(name) && !DATE.test(path) ? 'yyyymmdd' : nearest(name, PLACEHOLDERS)
  if (near !== null) return `Did you mean {${near}}?`
  return DATE.test(path) ? `Take ${unknown} out.` : `Take ${unknown} out, and write the date as {yyyymmdd} or {yyyy-mm-dd}.`
}

/** Why a path of minutes cannot stand in sprint.yml, as the end of a message; null: it can. */
export function pathProblem(path: string): string | null {
  const found = `found "${path.slice(0, 100)}"`
  const unknown = [...path.matchAll(/\{([^{}]*)\}?|\}/g)].find(([all, name]) => !all.endsWith('}') || !PLACEHOLDERS.includes(name ?? ''))
  if (unknown) {
    return `expected only the placeholders {team}, {yyyymmdd} and {yyyy-mm-dd}, ${found}. ${insteadOf(unknown[0], path)}`
  }
  if (!DATE.test(path)) return `expected {yyyymmdd} or {yyyy-mm-dd} in it, ${found}: every meeting would overwrite the last one.`
  const foreign = /\$\{|%\p{L}{1,40}%|\[\p{L}{1,40}\]|\$\p{L}+/u.exec(path)
  if (foreign) return `expected placeholders in single braces, like {team}, ${found}. Take ${foreign[0]} out.`
  return fileProblem(path)
}

/** Why no minutes can lie at a path of the repository, as the end of a message; null: they can. */
export function fileProblem(path: string): string | null {
  const found = `found "${path.slice(0, 100)}"`
  const parts = path.split('/')
  if (/[\u0000-\u001f\u007f\\:*?"<>|]/.test(path) || parts.some((part) => part === '' || part === '.' || part === '..'))
    return `expected a path inside the repository (parts joined by /, none of them empty, "." or ".."), ${found}.`
  const first = parts.find((part) => /^\.git(?:hub)?$/i.test(part.trim()))
  if (first !== undefined)
    return `expected a folder for minutes, ${found}: files below ${first}/ control git or GitHub. Choose another folder.`
  return null
}
