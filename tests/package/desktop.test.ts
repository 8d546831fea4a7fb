import { extractAll, listPackage, statFile } from '@electron/asar'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packDesktop } from '../../scripts/package/desktop/pack.ts'
import { readFuses, wantedFuses } from '../../scripts/package/desktop/read-fuses.ts'
import { readJson } from '../../scripts/package/places.ts'
import { nameOf, platformOf } from '../../scripts/package/platforms.ts'
import { finished } from '../../scripts/support/finished.ts'
import { childPort } from '../../src-main/engine/wire/ports.ts'
import { callerOver } from '../../src-main/engine/wire/rpc.ts'
import { writeWav } from '../support/audio.ts'
import { electronDist } from '../support/electron-dist.ts'

// The app as it is installed, with the stand-in in the place of Electron's program, which is not to be had everywhere.

const work = mkdtempSync(join(tmpdir(), 'earshot-desktop-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

describe.skipIf(process.platform !== 'linux')('the app as it is packed', () => {
  const platform = platformOf()
  const app = join(
    work,
    `desktop-${nameOf(platform)}`,
    `linux${process.arch === 'x64' ? '' : '-arm64'}-unpacked`
  )
  const resources = join(app, 'resources')
  const archive = join(resources, 'app.asar')
  const program = join(app, 'earshot-desktop')
  let archived: string[]
  let files: string[]

  const isFile = (path: string): boolean => !('files' in statFile(archive, path))
  const isOutside = (path: string): boolean => 'unpacked' in statFile(archive, path)

  beforeAll(async () => {
    const dist = electronDist(join(work, 'electron'))
    await packDesktop(platform, { what: 'unpacked', electronDist: dist, output: work })
    archived = listPackage(archive, { isPack: false }).map(path => path.slice(1))
    files = archived.filter(isFile)
  })

  it('has the window, the engine and all its workers in the archive', () => {
    const { main } = readJson(
      join(work, `desktop-stage-${nameOf(platform)}`, 'app', 'package.json')
    ) as unknown as {
      main: string
    }
    const workers = globSync('*.worker.ts', { cwd: resolve('src-main/engine/workers') })
    expect(files).toEqual(
      expect.arrayContaining([
        main.replace('./', ''),
        'out/main/engine.process.js',
        ...workers.map(name => `out/main/${name.replace('.ts', '.js')}`),
        'out/preload/preload.cjs',
        'out/renderer/index.html',
        'resources/glossaries/english.txt',
        'node_modules/music-metadata/package.json'
      ])
    )
  })

  it('has nothing of the command line, the server, training, tests and builds', () => {
    const unwanted =
      /training|\.test\.|\.d\.[cm]?ts$|\.ts$|\.map$|binding\.gyp|^(src|scripts|tests|docs|models)\b/i
    expect(files.filter(path => unwanted.test(path) && !path.includes('LICENSE'))).toEqual([])
    const packages = new Set(files.map(path => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]))
    for (const name of ['commander', 'ws', 'electron', 'electron-updater', 'svelte', 'vite'])
      expect(packages.has(name)).toBe(false)
    expect(files.filter(path => /^out\/main\/(cli|server)\b/.test(path))).toEqual([])
  })

  it('has libraries of this platform alone, and them as files beside the archive', () => {
    const { os, cpu } = platform
    const decoders = /^node_modules\/(@audio|@wasm-audio-decoders|codec-parser|mpg123-decoder)\//
    const codecs = /^node_modules\/@jsquash\/.*\.wasm$/
    const outside = files.filter(path => isOutside(path) && !decoders.test(path) && !codecs.test(path))
    expect(outside.toSorted()).toEqual([
      `node_modules/better-sqlite3/prebuilds/${os}-${cpu}.node`,
      `node_modules/onnxruntime-node/bin/napi-v6/${os}/${cpu}/libonnxruntime.so.1`,
      `node_modules/onnxruntime-node/bin/napi-v6/${os}/${cpu}/onnxruntime_binding.node`
    ])
    const loaded = /\.(node|dll|dylib|so|so\..+|wasm)$/
    expect(files.filter(path => loaded.test(path) && !isOutside(path))).toEqual([])
    // Anybody may put another version in their place.
    const replaceable = files.filter(path => decoders.test(path))
    expect(replaceable.length).toBeGreaterThan(30)
    expect(replaceable.filter(path => !isOutside(path))).toEqual([])
    expect(files.filter(path => codecs.test(path)).length).toBeGreaterThan(4)
    for (const path of [...outside, ...replaceable, ...files.filter(path => codecs.test(path))])
      expect(existsSync(join(resources, 'app.asar.unpacked', path))).toBe(true)
  })

  it('has models, licences and one language of Chromium as files', () => {
    const besides = globSync('**/*', { cwd: resources, exclude: ['app.asar*'] })
    expect(besides).toEqual(
      expect.arrayContaining([
        'models/registry.json',
        'models/earshot-mulan-2/audio.onnx',
        'models/earshot-mulan-2/LICENSE-CC-BY-SA-4.0.txt',
        'licences/LICENSE',
        'licences/third-party-licences.md'
      ])
    )
    expect(besides.filter(path => /training|ffmpeg|update/.test(path))).toEqual([])
    expect(globSync('locales/*', { cwd: app })).toEqual(['locales/en-US.pak'])
    expect(readFileSync(join(app, 'LICENSE.electron.txt'), 'utf8')).toBe('Of Electron.\n')
  })

  it('has the fuses of the configuration in its program', async () => {
    expect(await readFuses(program)).toEqual(wantedFuses())
    expect(wantedFuses()).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false
    })
  })

  it('listens and finds, from what is in the archive, with the ffmpeg that lies beside it', async () => {
    const place = join(work, 'extracted')
    extractAll(archive, place)
    const decoder = join(work, 'decoder')
    mkdirSync(decoder)
    writeFileSync(join(decoder, 'ffmpeg'), '#!/bin/sh\nexec ffmpeg "$@"\n', { mode: 0o755 })
    const music = join(work, 'music')
    mkdirSync(music)
    writeWav(join(music, 'low hum.wav'), { seconds: 12, hz: 110 })

    const child = fork(
      resolve('tests/support/electron/utility-child.cjs'),
      [
        join(place, 'out/main/engine.process.js'),
        ...['--data', join(work, 'data'), '--models', join(resources, 'models'), '--decoder', decoder]
      ],
      { cwd: work, serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }
    )
    const port = childPort({
      postMessage: message => child.send(message as object),
      on: (event, listener) => child.on(event, listener)
    })
    const engine = callerOver(port)
    try {
      await engine.call('library.addFolders', { paths: [music] })
      await finished(engine)
      const found = await engine.call('search.query', { text: 'a low drone' })
      expect(found.hits.length).toBe(1)
      const status = await engine.call('system.doctor', {})
      expect(status.decoder.path).toBe(join(decoder, 'ffmpeg'))
    } finally {
      port.post({ kind: 'close' }, [])
      await once(child, 'exit')
    }
  })
})
