import { chmodSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { confined, findConfinement, notConfined, signalOf } from '../../../src-main/core/audio/confine.ts'
import { ffmpegDecoder } from '../../../src-main/core/audio/ffmpeg.ts'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import { transcode } from '../../../src-main/core/audio/transcode.ts'
import type { Confinement } from '#contract/entities.ts'
import { writeWav } from '../../support/audio.ts'
import { scratchFolder } from '../../support/database.ts'

const shell = '/bin/sh'
const here = (await findDecoder()).decoder.confinement
const works = here.code === 'bubblewrap'

const run = (confinement: Confinement, script: string, reads: string | null, writes?: string) => {
  const reach = writes === undefined ? { reads } : { reads, writes }
  const { program, args } = confined(confinement, { program: shell, args: ['-c', script] }, reach)
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, SECRET_OF_MINE: 'secret' }
  })
  return { status, out: stdout.trim() }
}

it('starts a program as it is where nothing confines', () => {
  const command = { program: '/usr/bin/ffmpeg', args: ['-i', 'x'] }
  expect(confined(notConfined, command, { reads: 'x' })).toEqual(command)
})

it('says why nothing confines', async () => {
  if (process.platform !== 'linux') return
  const folder = scratchFolder()
  expect(await findConfinement(shell, folder)).toEqual({ code: 'missing' })
  const fake = join(folder, 'bwrap')
  writeFileSync(fake, '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n')
  chmodSync(fake, 0o755)
  const said = 'bwrap: No permissions to create new namespace'
  expect(await findConfinement(shell, folder)).toEqual({ code: 'fails', said })
})

it.each([
  [139, 'SIGSEGV'],
  [137, 'SIGKILL'],
  [134, 'SIGABRT'],
  [183, null],
  [1, null],
  [0, null]
] as const)('an end with %i is one by %s', (exitCode, signal) => {
  const bubblewrap = { code: 'bubblewrap', path: '/usr/bin/bwrap' } as const
  expect(signalOf(bubblewrap, { exitCode, signalCode: null })).toBe(signal)
  expect(signalOf(notConfined, { exitCode, signalCode: null })).toBeNull()
  expect(signalOf(notConfined, { exitCode: null, signalCode: 'SIGBUS' })).toBe('SIGBUS')
})

// Where bubblewrap is not installed or not allowed, there is nothing to try.
describe.skipIf(!works)('what is confined', () => {
  let folder: string
  let song: string
  let other: string
  const prepare = (): void => {
    folder = scratchFolder()
    song = writeWav(join(folder, 'a "song" é.wav'), { seconds: 1 })
    other = join(folder, 'other.txt')
    writeFileSync(other, 'private')
  }

  it('sees its file and no other, writes none, and is alone', () => {
    prepare()
    expect(run(here, `wc -c < '${song}'`, song).out).toBe(String(statSync(song).size))
    expect(run(here, `cat '${other}'`, song)).toEqual({ status: 1, out: '' })
    expect(run(here, `ls '${folder}'`, song).out).toBe('a "song" é.wav')
    expect(run(here, `echo x >> '${song}'`, song).status).not.toBe(0)
    expect(run(here, 'ls /home /root /etc/passwd 2>/dev/null', song).out).toBe('')
    expect(run(here, 'echo $SECRET_OF_MINE', song).out).toBe('')
    expect(run(here, 'ls /proc | grep -c "^[0-9]"', song).out).toMatch(/^[1-5]$/)
    expect(run(here, 'cat /proc/net/dev | grep -vc lo:', song).out).toBe('2')
    const to = join(folder, 'made.wav')
    writeFileSync(to, '')
    run(here, `echo made > '${to}'`, song, to)
    expect(readFileSync(to, 'utf8')).toBe('made\n')
  })

  it('decodes as it does unconfined, with its loudness, and makes the same copies', async () => {
    prepare()
    const { decoder } = await findDecoder()
    expect(decoder.confinement.code).toBe('bubblewrap')
    const free = ffmpegDecoder(decoder.path!, decoder.detail)
    const all = async (one: typeof decoder): Promise<[number, unknown]> => {
      const decoding = one.decode(song, { loudness: true })
      let sum = 0
      for await (const block of decoding) for (const x of block) sum += Math.abs(x)
      return [sum, decoding.report]
    }
    expect(await all(decoder)).toEqual(await all(free))
    const { signal } = new AbortController()
    await transcode(decoder, song, join(folder, 'confined.wav'), signal)
    await transcode(free, song, join(folder, 'free.wav'), signal)
    expect(readFileSync(join(folder, 'confined.wav')).equals(readFileSync(join(folder, 'free.wav')))).toBe(
      true
    )
  })

  it('a name that is not UTF-8 is read through standard input', async () => {
    prepare()
    const { decoder } = await findDecoder()
    const odd = Buffer.concat([Buffer.from(`${folder}/odd `), Buffer.from([0xe9]), Buffer.from('.wav')])
    copyFileSync(song, odd)
    const decoding = decoder.decode(`${folder}/odd \udce9.wav`)
    for await (const block of decoding) void block
    expect(decoding.report).toMatchObject({ seconds: 1, warnings: [] })
  })

  it('a crash in there is told from a kill', async () => {
    prepare()
    const fake = (script: string): ReturnType<typeof ffmpegDecoder> => {
      const path = join(folder, 'ffmpeg')
      writeFileSync(path, `#!/bin/sh\n${script}\n`)
      chmodSync(path, 0o755)
      return ffmpegDecoder(path, 'fake', here)
    }
    const codeOf = async (script: string): Promise<unknown> => {
      try {
        for await (const block of fake(script).decode(song)) void block
        return 'heard'
      } catch (thrown) {
        return (thrown as { code: string }).code
      }
    }
    expect(await codeOf('kill -SEGV $$')).toBe('decoder-crashed')
    expect(await codeOf('kill -KILL $$')).toBe('interrupted')
    expect(await codeOf('exit 183')).toBe('unreadable-file')
  })
})
