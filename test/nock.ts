/** The edge of this process played by nock, and only while the tests of a file run that asks for it. */
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

// It stands there as soon as it is loaded: other files of the same process speak to servers of their own.
if (nock.isActive()) nock.restore()

/** Hooks of a file: nothing can be reached but what its tests play, and nothing of that is left for the next test. */
export function playTheNetwork(): void {
  beforeAll(() => nock.activate())
  beforeEach(() => nock.disableNetConnect())
  afterEach(() => {
    nock.abortPendingRequests()
    nock.cleanAll()
    nock.enableNetConnect()
  })
  afterAll(() => nock.restore())
}
