/** Where notes and board tell different things. Pure. */
import { cutAtSpace } from '../../domain/text/cut-at-space.ts'
import { linkOf } from '../meeting/issue-annotation.ts'
import { bullets, type Section } from './section.ts'

/** Characters of a line that are repeated; it stands in full where the link leads. */
const MAX_SAID = 240

export const differences: Section = {
  id: 'differences',
  heading: 'Where notes and board differ',
  build: ({ contradictions, inline, places }) => {
    const lines = contradictions.map(
      ({ line, said, item, board }) => `"${inline(cutAtSpace(said, MAX_SAID))}", but ${linkOf(item)} ${board}${places.linkTo(line)}`,
    )
    return { text: bullets(lines), fields: { contradictions: lines } }
  },
}
