import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Reads one vitest report: prints "passed failed skipped", and appends what failed, with the first lines of why, to the file given,
 * so that the end of a long run says it again. A run or a file that broke before its tests counts as failed.
 */
type Report = {
  testResults: { name: string, status: string, message: string, assertionResults: { fullName: string, status: string, failureMessages?: string[] }[] }[]
}

const [report = '', exitCode = '1', failures = ''] = process.argv.slice(2)
const { testResults }: Report = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) as Report : { testResults: [] }
const tests = testResults.flatMap(({ name, assertionResults }) => assertionResults.map((result) => ({ file: name, ...result })))
const passed = tests.filter(({ status }) => status === 'passed').length
const failed = tests.filter(({ status }) => status === 'failed')
const broken = testResults.filter(({ status, assertionResults }) => status === 'failed'
  && !assertionResults.some((test) => test.status === 'failed'))
const unexplained = exitCode !== '0' && failed.length + broken.length === 0 ? ['a run ended with an error outside of its tests'] : []
const said = [
  ...failed.map(({ file, fullName, failureMessages = [] }) => told(file, fullName, failureMessages.join('\n'))),
  ...broken.map(({ name, message }) => told(name, 'broke before or after its tests', message)),
  ...unexplained
]
if (failures && said.length > 0) appendFileSync(failures, `${said.join('\n')}\n`)
process.stdout.write(`${passed} ${said.length} ${tests.length - passed - failed.length}\n`)

function told(file: string, what: string, why: string): string {
  return [`${path.relative(process.cwd(), file)}: ${what}`, ...why.split('\n').slice(0, 12).map((line) => `    ${line}`)].join('\n')
}
