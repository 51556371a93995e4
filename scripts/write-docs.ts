/** Writes the pages under docs/ that are made from the code: npm run docs */
import { writeFileSync } from 'node:fs'
import { pages } from './pages.ts'

for (const { path, text } of pages) {
  writeFileSync(path, await text())
  console.log(path)
}
