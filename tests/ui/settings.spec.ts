import { fakeProviders } from './scenes.ts'
import { expect, folder, library, screen, test } from './window.ts'

test('settings: a folder removed comes back with undo; theme and density are kept', async ({
  openWindow
}) => {
  const page = await openWindow(
    library(1284, {
      providers: fakeProviders,
      folders: [{ ...folder }, { ...folder, id: 2, path: '/media/usb/Live', state: 'missing' }]
    })
  )
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByText('No graphics card with a usable driver was found.')).toBeVisible()
  await expect(page.getByText('Its tracks are kept and come back with the drive')).toBeVisible()
  await page.getByRole('button', { name: 'Remove Live' }).click()
  await expect(page.getByText('/media/usb/Live')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('/media/usb/Live')).toBeVisible()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByText('Compact', { exact: true }).click()
  await page.getByLabel('Listening takes').selectOption('quiet')
  const kept = await page.evaluate(() =>
    window.fake.calls.filter(call => call.name === 'settings.set').map(call => call.input)
  )
  expect(kept).toEqual([{ theme: 'dark' }, { density: 'compact' }, { effort: 'quiet' }])
})

test('what the doctor finds is said with what to do', async ({ openWindow }) => {
  const page = await openWindow(
    library(1284, {
      problems: [{ code: 'no-decoder', refused: [{ code: 'none-found' }], formats: 'MP3, FLAC' }]
    })
  )
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Check everything' }).click()
  await expect(page.getByRole('alert')).toContainText('until then only MP3, FLAC can be heard.')
})

test('another ffmpeg is chosen in a dialog; one that does not run is refused with what is used instead', async ({
  openWindow
}) => {
  const page = await openWindow(library(1284, { chosenDecoder: '/home/someone/notes.txt' }))
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByText('/usr/bin/ffmpeg')).toBeVisible()
  await expect(
    page.getByText('Each decoder sees the file it reads and nothing else (bubblewrap).')
  ).toBeVisible()
  const choose = page.getByRole('button', { name: 'Choose another ffmpeg…' })
  await choose.click()
  await expect(page.getByRole('alert')).toContainText(
    '/home/someone/notes.txt is not an ffmpeg that runs here'
  )
  await screen(page, 'settings-decoder')

  await page.evaluate(() => (window.fake.options.chosenDecoder = '/opt/ffmpeg/bin/ffmpeg'))
  await choose.click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('/opt/ffmpeg/bin/ffmpeg')).toBeVisible()
  await page.getByRole('button', { name: 'Find one for me' }).click()
  await expect(page.getByText('/usr/bin/ffmpeg')).toBeVisible()
  // No path of a program goes over the bridge.
  const kept = await page.evaluate(() =>
    window.fake.calls.filter(call => call.name === 'settings.set').map(call => call.input)
  )
  expect(kept).toEqual([{ ffmpeg: null }])
})

test('a browser does not choose programs of the server', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { shape: 'serve', ffmpegs: [] }))
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByText('The built-in decoders')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose another ffmpeg…' })).toHaveCount(0)
})

test('a setting is found by any of its words', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { providers: fakeProviders }))
  await page.getByRole('button', { name: 'Settings' }).click()
  const heads = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(heads.nth(4)).toBeVisible()
  const all = await heads.count()
  const box = page.getByRole('searchbox', { name: 'Find a setting' })
  await box.fill('dark THÉME')
  await expect(heads).toHaveText(['Look'])
  await box.fill('loudness')
  await expect(heads).not.toHaveText(['Look'])
  await expect(heads.first()).toBeVisible()
  await box.fill('weather')
  await expect(page.getByText('No setting speaks of that')).toBeVisible()
  await expect(heads).toHaveCount(0)
  await box.press('Escape')
  await expect(heads).toHaveCount(all)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await screen(page, 'settings-found')
})
