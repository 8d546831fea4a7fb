import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bounded } from '../../../src-main/core/audio/bounded.ts'
import { ffmpegDecoder } from '../../../src-main/core/audio/ffmpeg.ts'
import { writeWav } from '../../support/audio.ts'
import { scratchFolder } from '../../support/database.ts'
import { decodeAll } from './signals.ts'

test('what cannot be bounded is started as it is', () => {
  const command = { program: '/bin/sh', args: ['-c', 'true'] }
  expect(bounded(command, 'darwin')).toBe(command)
  const gone = { program: '/nowhere/ffmpeg', args: [] }
  expect(bounded(gone)).toBe(gone)
})

test.runIf(process.platform === 'linux')(
  'a decoder that asks for more memory than any file needs gets none',
  async () => {
    const folder = scratchFolder()
    const song = writeWav(join(folder, 'a.wav'), { seconds: 1 })
    // dd takes a buffer of the size it is told.
    const decoder = (size: string): ReturnType<typeof ffmpegDecoder> => {
      const path = join(folder, `takes ${size}`)
      writeFileSync(path, `#!/bin/sh\nexec dd if=/dev/zero bs=${size} count=1 iflag=fullblock\n`)
      chmodSync(path, 0o755)
      return ffmpegDecoder(path, 'greedy')
    }
    expect((await decodeAll(decoder('64000'), song)).report.seconds).toBe(1)
    await expect(decodeAll(decoder('2G'), song)).rejects.toMatchObject({
      code: 'unreadable-file',
      message: expect.stringMatching(/memory/) as string
    })
  }
)
