#!/usr/bin/env node
import module from 'node:module'

// Newer versions of Node keep what they have compiled: commands then start in half the time.
module.enableCompileCache?.()
await import('../dist/cli.js')
