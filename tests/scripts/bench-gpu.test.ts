import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { graphicsDevices } from '../../src-main/core/inference/graphics-driver.ts'

const root = join(import.meta.dirname, '../..')

it.runIf(process.platform === 'linux' && graphicsDevices().length === 0)(
  'the bench of graphics cards says that there is none, and ends with 1',
  () => {
    const script = join(root, 'scripts/bench/main.ts')
    const { status, stdout } = spawnSync(process.execPath, [script, '--gpu'], { encoding: 'utf8', cwd: root })
    expect(stdout).toMatch(/^machine: .+load \d/)
    expect(stdout).toContain('devices: none')
    expect(stdout).toMatch(/cpu, one thread, beside it:\n {2}batch 1: \d+ windows\/s, .+ at least 1\.0000/)
    expect(stdout).toContain('webgpu: not measured. ')
    expect(stdout).toMatch(/No graphics card could be measured on this machine: .+\n$/)
    expect(status).toBe(1)
  },
  60_000
)
