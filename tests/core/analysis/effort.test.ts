import { chmodSync, writeFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { listenersOf, priorityOf } from '../../../src-main/core/analysis/effort.ts'
import { ffmpegDecoder } from '../../../src-main/core/audio/ffmpeg.ts'
import { notConfined } from '../../../src-main/core/audio/confine.ts'
import { writeWav } from '../../support/audio.ts'
import { scratchFolder } from '../../support/database.ts'

test('quiet listening hears on half of the cores, and on one at least', () => {
  expect(listenersOf('quiet', 8)).toBe(4)
  expect(listenersOf('quiet', 1)).toBe(1)
  expect(listenersOf('normal', 8)).toBe(8)
  expect(listenersOf('full', 8)).toBe(8)
})

test.runIf(process.platform === 'linux')(
  'a listener and what it starts stand behind, the rest does not',
  async () => {
    const own = getPriority()
    // Field 19 of it: how nice a process is.
    const worker = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads')
    import(workerData.file).then(({ standBehind }) => {
      standBehind(workerData.priority)
      parentPort.postMessage(require('node:child_process').execFileSync('cut', ['-d ', '-f19', '/proc/self/stat'], { encoding: 'utf8' }))
    })`,
      {
        eval: true,
        workerData: {
          file: new URL('../../../src-main/core/analysis/effort.ts', import.meta.url).href,
          priority: priorityOf('normal')
        }
      }
    )
    const said = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    expect(Number(said)).toBe(Math.max(own, 10))
    expect(getPriority()).toBe(own)
  }
)

test('whoever wants decoders to stand behind is told of each', async () => {
  const folder = scratchFolder()
  const pids: number[] = []
  const program = join(folder, 'ffmpeg.sh')
  writeFileSync(program, '#!/bin/sh\nexec ffmpeg "$@"\n')
  chmodSync(program, 0o755)
  const decoder = ffmpegDecoder(program, 'ffmpeg', notConfined, pid => pids.push(pid))
  for await (const block of decoder.decode(writeWav(join(folder, 'tone.wav'), { seconds: 1 }))) {
    expect(block.length).toBeGreaterThan(0)
  }
  expect(pids).toHaveLength(1)
})
