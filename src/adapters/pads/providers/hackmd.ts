/** HackMD: its API, if a token for it is configured. */
import { z } from 'zod'
import { shown } from '../fetching/shown-address.ts'
import { ANSWER_LIMIT, dateOf, parseAnswer } from './api-answer.ts'
import { at, isThere, type PadProvider, segmentsOf } from './pad-provider.ts'

const HackmdNote = z.object({ content: z.string(), lastChangedAt: z.union([z.number(), z.string()]).nullish() })

export const hackmd: PadProvider = {
  id: 'hackmd',
  name: 'HackMD',
  access: { token: 'private HackMD notes' },
  claims: (url, token) => token !== null && url.hostname === 'hackmd.io' && segmentsOf(url).length > 0,
  async read(url, { fetch, token }) {
    const [first = '', second] = segmentsOf(url).filter((part) => part !== 's' && part !== 'p')
    const path = first.startsWith('@') && second ? ['v1', 'teams', first.slice(1), 'notes', second] : ['v1', 'notes', first]
    const answer = await fetch(at(new URL('https://api.hackmd.io'), ...path), {
      token,
      limit: ANSWER_LIMIT,
      what: 'an answer',
      showsItsEnd: true,
    })
    if (!isThere(answer, url)) return null
    const { content, lastChangedAt } = parseAnswer(HackmdNote, answer)
    return { content, editedAt: dateOf(lastChangedAt), source: shown(url), warnings: [] }
  },
}
