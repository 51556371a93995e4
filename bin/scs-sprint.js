#!/usr/bin/env node
import { existsSync } from 'node:fs'
import module from 'node:module'

// `npm ci --ignore-scripts` in a clone builds nothing.
if (existsSync(new URL('../dist/cli.js', import.meta.url))) {
  // Newer versions of Node keep what they have compiled: commands then start in half the time.
  module.enableCompileCache?.()
  await import('../dist/cli.js')
} else {
  console.error('scs-sprint: expected the built command in dist/, found none. Run `npm run build` in the folder of scs-sprint.')
  process.exitCode = 1
}
