// The closing line of a run, green or not. A step that failed after or before the tests counts as one failure.
import { readFileSync } from 'node:fs'

const [file, status] = process.argv.slice(2)
const text = readFileSync(file, 'utf8')
const report = text === '' ? { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 } : JSON.parse(text)
const failed = Math.max(report.numFailedTests, status === '0' ? 0 : 1)
console.log(`${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests + (report.numTodoTests ?? 0)} skipped`)
