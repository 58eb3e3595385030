import { existsSync, readFileSync } from 'node:fs'

/** Prints "passed failed skipped" of one vitest report; a run or a file that broke before its tests counts as failed. */
type Report = { testResults: { status: string, assertionResults: { status: string }[] }[] }

const [file = '', exitCode = '1'] = process.argv.slice(2)
const report: Report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Report : { testResults: [] }
const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
const passed = tests.filter(({ status }) => status === 'passed').length
const failed = tests.filter(({ status }) => status === 'failed').length
const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed'
  && !assertionResults.some((test) => test.status === 'failed')).length
const unexplained = exitCode !== '0' && failed + broken === 0 ? 1 : 0
process.stdout.write(`${passed} ${failed + broken + unexplained} ${tests.length - passed - failed}\n`)
