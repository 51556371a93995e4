// Fails when a test was skipped that should have run: only tests that need the archive of real minutes, or a real calendar, may be,
// and only where there is none. Tests in a browser or on PostgreSQL may not: .ci/run installs and starts what they need.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const skipped = report.testResults.flatMap((file) =>
  file.assertionResults
    .filter((test) => test.status !== 'passed' && test.status !== 'failed')
    .map((test) => `${file.name}: ${test.fullName}`),
)
// A word in the name of the test -> the variable that says where its input is.
const inputs = { corpus: 'SCS_CORPUS', SCS_CALENDAR: 'SCS_CALENDAR' }
const mayBeSkipped = (name) => Object.entries(inputs).some(([word, variable]) => name.includes(word) && !process.env[variable])
const wrong = skipped.filter((name) => !mayBeSkipped(name))
if (report.numTotalTests === 0) throw new Error('No test ran.')
if (wrong.length > 0) {
  console.error(`Skipped without a reason:\n${wrong.join('\n')}`)
  process.exit(1)
}
