/** A reporter of Vitest that writes down counts and failures, those outside any test with them, as result.mjs has them. */
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { linesOf } from './result.mjs'

const isChange = line => /^[-+](?! (?:Expected|Received)$)/.test(line)

export default class {
  onInit(vitest) {
    this.root = vitest.config.root
  }

  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const count = state => tests.filter(test => test.result().state === state).length
    const failures = [...modules.flatMap(module => this.ofModule(module)), ...this.unhandled(unhandled)]
    const report = {
      passed: count('passed'),
      // A file that cannot be loaded, a hook and an error outside any test are failures too.
      failed: failures.length,
      skipped: tests.length - count('passed') - count('failed'),
      failures
    }
    writeFileSync(process.env.EARSHOT_TEST_REPORT, JSON.stringify(report))
  }

  /** What failed in a file: its tests, and what failed around them. */
  ofModule(module) {
    const around = [module, ...module.children.allSuites()].flatMap(suite =>
      suite.errors().map(error => ({
        name: suite.fullName ? `${module.relativeModuleId} > ${suite.fullName}` : module.relativeModuleId,
        lines: this.lines(error)
      }))
    )
    const failed = [...module.children.allTests('failed')].map(test => ({
      name: `${module.relativeModuleId} > ${test.fullName}`,
      lines: test.result().errors.flatMap(error => this.lines(error))
    }))
    return [...around, ...failed]
  }

  unhandled(errors) {
    return errors.map(error => {
      const file = error.VITEST_TEST_PATH ? `${relative(this.root, error.VITEST_TEST_PATH)} > ` : ''
      return { name: `${file}an error outside any test`, lines: this.lines(error) }
    })
  }

  /** The message, where it came from in our own files, and how what is differs from what should be. */
  lines(error) {
    const at = (error.stacks ?? []).find(({ file }) => !file.includes('node_modules'))
    const message = linesOf(`${error.name ? `${error.name}: ` : ''}${error.message ?? error}`)
    const place = at ? [`at ${relative(this.root, at.file)}:${at.line}:${at.column}`] : []
    return [
      ...message.slice(0, 6),
      ...place,
      ...linesOf(error.diff ?? '')
        .filter(isChange)
        .slice(0, 12)
    ]
  }
}
