/** The edge of this process played by nock, and only while the tests of a file run that asks for it. */
import { syncBuiltinESMExports } from 'node:module'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

// It stands there as soon as it is loaded: other files of the same process speak to servers of their own.
if (nock.isActive()) stopNock()

/** nock replaces functions of node:http. Names that modules imported from it follow only when Node is asked to sync them. */
export function startNock(): void {
  nock.activate()
  syncBuiltinESMExports()
}

export function stopNock(): void {
  nock.restore()
  syncBuiltinESMExports()
}

/** Hooks of a file: nothing can be reached but what its tests play, and nothing of that is left for the next test. */
export function playTheNetwork(): void {
  beforeAll(startNock)
  beforeEach(() => nock.disableNetConnect())
  afterEach(() => {
    nock.abortPendingRequests()
    nock.cleanAll()
    nock.enableNetConnect()
  })
  afterAll(stopNock)
}
