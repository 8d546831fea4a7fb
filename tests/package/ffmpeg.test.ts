import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/package/places.ts'

const recipe = readFileSync(join(root, 'scripts/package/ffmpeg/configure.txt'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('--'))

/** What is switched on of a kind. */
const on = (kind: string): string[] =>
  recipe.filter(flag => flag.startsWith(`--enable-${kind}=`)).flatMap(flag => flag.split('=')[1]!.split(','))

it('is free under the LGPL, links nothing, and knows no network', () => {
  expect(recipe.slice(0, 3)).toEqual(['--disable-autodetect', '--disable-everything', '--disable-network'])
  expect(recipe.join(' ')).not.toMatch(/--enable-(gpl|nonfree|version3|lib|network|openssl)/)
  expect(on('protocol')).toEqual(['file', 'pipe', 'fd'])
})

it('reads every format, and writes what the engine asks for', () => {
  expect(on('decoder')).toEqual(
    expect.arrayContaining(
      'mp3float mp2float aac alac flac vorbis opus pcm_s16le pcm_s24be wmav1 wmav2 wmapro wmalossless'
        .concat(' ape wavpack tta tak mpc7 mpc8 dsd_lsbf_planar dsd_msbf dst ac3 eac3 dca adpcm_ms')
        .split(' ')
    )
  )
  expect(on('demuxer')).toEqual(
    expect.arrayContaining(
      'mp3 aac mov flac ogg wav w64 aiff caf au asf ape wv tta tak mpc mpc8 dsf iff matroska ac3'.split(' ')
    )
  )
  expect(on('muxer')).toEqual(expect.arrayContaining(['wav', 'pcm_f32le']))
  expect(on('encoder')).toEqual(['pcm_f32le', 'pcm_s16le'])
  expect(on('filter')).toEqual(expect.arrayContaining(['aformat', 'aresample', 'atrim']))
})

it('is made of one release, whose sum is known', () => {
  const source = JSON.parse(readFileSync(join(root, 'scripts/package/ffmpeg/source.json'), 'utf8')) as {
    [field: string]: string
  }
  expect(source.url).toBe(`https://ffmpeg.org/releases/ffmpeg-${source.version}.tar.xz`)
  expect(source.sha256).toMatch(/^[0-9a-f]{64}$/)
})
