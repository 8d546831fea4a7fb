import { _electron } from '@playwright/test'
import { extractAll } from '@electron/asar'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeWav } from '../support/audio.ts'
import { electronDist } from '../support/electron-dist.ts'
import { ask, expect, readyPage, real, test, trackIds } from '../support/fixture-app.ts'

// The app as it is packed, but for its archive: the stand-in has no way to read one. Electron's own program lets nobody look in.
test.skip(process.platform !== 'linux' || real, 'the stand-in alone')

test('what is packed opens its window, hears by the ffmpeg beside it, and opens a playlist', async ({
  folder,
  music
}) => {
  writeWav(join(music, 'a.wav'), { seconds: 1 })
  const list = join(folder, 'Of the file manager.m3u8')
  writeFileSync(list, 'music/a.wav\nmusic/gone.wav\n')

  execFileSync(process.execPath, [resolve('scripts/package.mjs'), 'desktop-unpacked'], {
    env: { ...process.env, EARSHOT_ELECTRON_DIST: electronDist(join(folder, 'electron')) },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const cpu = process.arch === 'x64' ? '' : `-${process.arch}`
  const app = join(resolve('dist'), `desktop-linux-${process.arch}`, `linux${cpu}-unpacked`)
  const resources = join(app, 'resources')
  extractAll(join(resources, 'app.asar'), join(folder, 'extracted'))
  const ffmpeg = join(resources, 'ffmpeg', 'ffmpeg')
  mkdirSync(join(resources, 'ffmpeg'))
  writeFileSync(ffmpeg, '#!/bin/sh\nexec ffmpeg "$@"\n', { mode: 0o755 })

  const started = await _electron.launch({
    executablePath: join(app, 'earshot-desktop'),
    args: [music, `file://${encodeURI(list)}`],
    env: {
      ...(process.env as Record<string, string>),
      STANDIN_NODE: process.execPath,
      STANDIN_PACKED_APP: join(folder, 'extracted'),
      STANDIN_RESOURCES: resources,
      EARSHOT_DATA: join(folder, 'data')
    }
  })
  const page = await readyPage(started)
  await trackIds(page, 1)
  await expect(page.locator('main')).toContainText('Of the file manager')
  await expect(page.locator('main')).toContainText('gone.wav')
  expect((await ask(page, 'system.doctor', {})).decoder.path).toBe(ffmpeg)
  expect(await started.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('update'))).toBe(
    null
  )
  await started.close()
})
