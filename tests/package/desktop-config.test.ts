import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { desktopConfig } from '../../scripts/package/desktop/config.ts'
import { readJson, root } from '../../scripts/package/places.ts'
import { platformOf } from '../../scripts/package/platforms.ts'
import { stageDesktop } from '../../scripts/package/desktop/stage.ts'

const config = desktopConfig({ platform: platformOf('win32-x64'), stage: { app: '/app', beside: '/beside' } })

it('makes what each system installs, and publishes nothing', () => {
  expect(config.linux?.target).toEqual(['AppImage', 'deb'])
  expect(config.win?.target).toEqual(['nsis'])
  // Inference has a library for no other Mac.
  expect(config.mac?.target).toEqual([{ target: 'dmg', arch: 'arm64' }])
  expect(existsSync(join(root, 'node_modules/onnxruntime-node/bin/napi-v6/darwin/x64'))).toBe(false)
  expect(config).toMatchObject({ publish: null, npmRebuild: false })
  expect(config.electronVersion).toBe(readJson(join(root, 'node_modules/electron/package.json')).version)
  expect(config.electronDist).toBeUndefined()
})

it('may be there beside the command line', () => {
  expect(config.deb).toMatchObject({ packageName: 'earshot-desktop', recommends: ['bubblewrap'] })
  expect(config.deb?.depends).toContain('ffmpeg')
  expect(config.linux?.executableName).toBe('earshot-desktop')
})

it('leaves the library, and asks for no administrator', () => {
  expect(config.nsis).toMatchObject({ oneClick: false, perMachine: false, deleteAppDataOnUninstall: false })
})

it('is offered for playlists, takes none over, and has no scheme', () => {
  const endings = (of: unknown): string[] => (of as { ext: string }[]).map(({ ext }) => ext)
  expect(config.protocols).toBeUndefined()
  expect(config.fileAssociations ?? config.win?.fileAssociations).toBeUndefined()
  expect(endings(config.linux?.fileAssociations)).toEqual(['m3u8', 'xspf'])
  expect(config.mac?.fileAssociations).toEqual([
    expect.objectContaining({ ext: 'm3u8', rank: 'Alternate' }),
    expect.objectContaining({ ext: 'xspf', rank: 'Alternate' })
  ])
  const script = readFileSync(String(config.nsis?.include), 'utf8')
  for (const ending of ['.m3u8', '.xspf']) {
    expect(script).toContain(`WriteRegStr SHELL_CONTEXT "Software\\Classes\\${ending}\\OpenWithProgids"`)
    expect(script).toContain(`DeleteRegValue SHELL_CONTEXT "Software\\Classes\\${ending}\\OpenWithProgids"`)
    // Whose value is the program that opens it.
    expect(script).not.toContain(`"Software\\Classes\\${ending}" `)
  }
})

it('asks macOS for no more than machine code of its own making', () => {
  expect(config.mac).toMatchObject({ hardenedRuntime: true, minimumSystemVersion: '12.0' })
  const asked = readFileSync(String(config.mac?.entitlements), 'utf8').match(/com\.apple\.[\w.-]+/g)
  expect(asked).toEqual(['com.apple.security.cs.allow-jit'])
})

it('has icons of every size', () => {
  for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) {
    const image = readFileSync(join(String(config.linux?.icon), `${size}x${size}.png`))
    expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([size, size])
  }
})

it('is made for no system without an ffmpeg there or along with it', () => {
  expect(() => stageDesktop(platformOf('win32-arm64'), '/nowhere')).toThrow(
    'There is no ffmpeg for win32-arm64'
  )
})
