import { copyFileSync, linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findDecoder } from '../../../src-main/core/audio/find-decoder.ts'
import { Looker } from '../../../src-main/core/doubles/look.ts'
import type { FileToLook, LookAnswer } from '../../../src-main/core/doubles/messages.ts'
import { identityOf } from '../../../src-main/core/scan/content-identity.ts'
import { writeWav } from '../../support/audio.ts'

/** Files that are odd, compared as the worker does. */
let folder = ''
let looker: Looker
const asking = { signal: new AbortController().signal, pause: async () => undefined, othersWait: () => false }
const at = (name: string): string => join(folder, name)
let last = 0
const file = (path: string): FileToLook => ({ id: ++last, path, contentId: identityOf(path) })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-doubles-'))
  looker = new Looker((await findDecoder()).decoder)
  writeWav(at('song.wav'), { seconds: 9, shape: 'chirp' })
  writeWav(at('softer.wav'), { seconds: 9, shape: 'chirp', amplitude: 0.2 })
  writeWav(at('silence.wav'), { seconds: 9, shape: 'silence' })
  writeWav(at('short.wav'), { seconds: 2 })
  writeFileSync(at('broken.mp3'), Buffer.alloc(5000, 7))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const look = (one: FileToLook, ...others: FileToLook[]): Promise<LookAnswer> =>
  looker.look(one, others, asking)

it('tells a softer copy, and a file under a second name or copied', async () => {
  linkSync(at('song.wav'), at('linked.wav'))
  copyFileSync(at('song.wav'), at('copied.wav'))
  const [song, softer, linked, copied] = ['song', 'softer', 'linked', 'copied'].map(name =>
    file(at(`${name}.wav`))
  )
  const { compared } = await look(song!, softer!, linked!, copied!)
  expect(compared.map(({ how, same }) => [how, same])).toEqual([
    ['sound', true],
    ['bytes', true],
    ['bytes', true]
  ])
  expect(compared[0]!.difference!.gain).toBeCloseTo(8, 0)
})

it('says of each file why it is not compared', async () => {
  const gone = file(at('copied.wav'))
  rmSync(at('copied.wav'))
  const changed = { ...file(at('softer.wav')), contentId: new Uint8Array(16) }
  const all = [file(at('silence.wav')), file(at('short.wav')), file(at('broken.mp3')), gone, changed]
  const { looked, compared } = await look({ ...file(at('song.wav')), id: 99 }, ...all)
  expect(looked.map(({ failure }) => failure?.code ?? null)).toEqual([
    null,
    null,
    'too-short',
    expect.stringMatching(/^(unreadable-file|decode-failed|unsupported-format)$/) as string,
    'not-found',
    'changed-since'
  ])
  // Silence is a double of nothing.
  expect(compared).toMatchObject([{ how: 'sound', same: false, difference: null }])
})
