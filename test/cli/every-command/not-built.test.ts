import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder } from '../terminal.ts'

test('a clone whose install scripts did not run is told to build', () => {
  const folder = aFolder()
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  cpSync('bin/scs-sprint.js', join(folder, 'bin/scs-sprint.js'))
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin/scs-sprint.js'), 'rules'], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toBe('scs-sprint: expected the built command in dist/, found none. Run `npm run build` in the folder of scs-sprint.\n')
})
