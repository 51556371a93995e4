/** The week as it happens: who does what when, what the app answers, and what must be true afterwards. A file a day. */
import { join } from 'node:path'
import type { Server } from '../children.ts'
import { short } from '../reading.ts'
import type { Stage } from '../stage.ts'
import type { Narrator } from '../terminal.ts'
import { COMMENTS, isKind } from '../written-page.ts'
import { backlog } from './backlog.ts'
import { monday } from './monday.ts'
import { FILES, near, type Scene, urlOf } from './scene.ts'
import { standardization } from './standardization.ts'
import { thursday } from './thursday.ts'
import { tuesday } from './tuesday.ts'
import { wednesday } from './wednesday.ts'

/** What was written where: the last table. */
export type Written = { readonly what: string; readonly where: string }

export type Told = {
  readonly written: readonly Written[]
  readonly server: Server
  /** Their names, by where they lie. */
  readonly files: ReadonlyMap<string, string>
}

export async function tellTheWeek(stage: Stage, say: Narrator, folder: string): Promise<Told> {
  const scene: Scene = { stage, say, out: (path) => join(folder, path) }
  const server = await monday(scene)
  await tuesday({ ...scene, server })
  await wednesday({ ...scene, server })
  await thursday(scene)
  const forgotten = await backlog({ ...scene, server })
  await standardization(scene, forgotten)
  return { written: allWritten(scene), server, files: new Map(FILES.map((path) => [scene.out(path), path])) }
}

function allWritten({ stage, out }: Scene): readonly Written[] {
  const comments = stage.appComments()
  return [
    ...Object.entries(COMMENTS).map(([mark, what]) => {
      const own = comments.filter(({ comment }) => isKind(comment.body, mark))
      return { what: `comment, ${what}`, where: own.map(({ on }) => short(on)).join(', ') }
    }),
    ...stage
      .pulls()
      .map((pull) => ({ what: `pull request, ${pull.state === 'MERGED' ? 'merged' : 'open'}`, where: `${urlOf(pull)}  ${pull.title}` })),
    ...FILES.map((path) => ({ what: 'file', where: near(out(path)) })),
  ]
}
