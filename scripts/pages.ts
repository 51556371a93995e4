/** The pages and schemas under docs/ that are made from the code. A test fails when one of them is out of date. */
import { snapshotJsonSchema } from '../src/adapters/store/snapshot-schema.ts'
import { rules } from '../src/hygiene/registry.ts'
import { rulesPage } from '../src/hygiene/rules-page.ts'
import { settingsJsonSchema } from '../src/settings/json-schema.ts'
import { examplesPage } from '../test/hygiene/examples.ts'
import { commandsPage } from './commands-page.ts'
import { weekDrawing } from './week-drawing.ts'

type Page = { readonly path: string; readonly text: () => string | Promise<string> }

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

export const pages: readonly Page[] = [
  { path: 'docs/rules.md', text: rulesPage },
  { path: 'docs/hygiene-comments.md', text: examplesPage },
  { path: 'docs/board.schema.json', text: () => json(snapshotJsonSchema()) },
  { path: 'docs/sprint.schema.json', text: () => json(settingsJsonSchema(rules)) },
  { path: 'docs/commands.md', text: commandsPage },
  { path: 'docs/week.svg', text: weekDrawing },
]
