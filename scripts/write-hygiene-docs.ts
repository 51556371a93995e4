/** Writes docs/rules.md and docs/hygiene-comments.md anew: npx tsx scripts/write-hygiene-docs.ts */
import { writeFileSync } from 'node:fs'
import { rulesPage } from '../src/hygiene/rules-page.ts'
import { examplesPage } from '../test/hygiene/examples.ts'

writeFileSync('docs/rules.md', rulesPage())
writeFileSync('docs/hygiene-comments.md', await examplesPage())
