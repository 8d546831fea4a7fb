import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What starts programs or listens to music. Begun last, one of them would go on alone while other cores have nothing. */
const long = /\/tests\/(package|cli|engine|scripts|core\/analysis)\//

/** What stays within its process and leaves nothing behind there: such files share one, which loads the sources once. */
const inOneProcess = [
  'tests/{contract,docs}/**/*.test.ts',
  'tests/core/{albums,formats,search,tagging}/**/*.test.ts'
]

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification): boolean => long.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

export default defineConfig({
  // The page's state classes use runes; the plugin compiles them.
  plugins: [svelte({ configFile: false })],
  test: {
    projects: [
      { extends: true, test: { name: 'apart', include: ['tests/**/*.test.ts'], exclude: inOneProcess } },
      { extends: true, test: { name: 'in one process', include: inOneProcess, isolate: false } }
    ],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // Limits end what hangs. What is slow, beside whatever else the machine has to do, is no failure.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } }
  }
})
