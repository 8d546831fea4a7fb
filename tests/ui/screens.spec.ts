import { fakeFailures, fakeProviders, listening, manyFailures } from './scenes.ts'
import { expect, library, screens, test } from './window.ts'

/** Every state of the window in both themes, for people to look at: test-results/screens. */

const sizes = {
  '1280': { width: 1280, height: 800 },
  '900': { width: 900, height: 600 },
  '1920': { width: 1920, height: 1080 }
}

test('first run', async ({ openWindow }) => {
  const page = await openWindow({})
  await expect(page.getByRole('button', { name: 'Choose your music folder' })).toBeVisible()
  await screens(page, 'first-run')
})

test('loading', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { delays: { 'library.rows': 60_000 } }))
  await expect(page.getByRole('grid')).toBeVisible()
  await screens(page, 'loading')
})

test('empty folders', async ({ openWindow }) => {
  const page = await openWindow(library(0))
  await expect(page.getByText('No music found in')).toBeVisible()
  await screens(page, 'empty')
})

test('error', async ({ openWindow }) => {
  const page = await openWindow(library(10, { errors: { 'library.list': 'database-damaged' } }))
  await expect(page.getByRole('alert')).toBeVisible()
  await screens(page, 'error')
})

for (const [name, size] of Object.entries(sizes)) {
  test(`library, listening, ${name}`, async ({ openWindow }) => {
    const page = await openWindow({ ...library(41_902), ...listening, failures: fakeFailures }, size)
    await expect(page.getByText('4,200 of 41,902 heard so far')).toBeVisible()
    await expect(page.getByRole('row').nth(5)).toContainText(/\d:\d\d/)
    await screens(page, 'partial', `-${name}`)
  })

  test(`results and player, ${name}`, async ({ openWindow }) => {
    const page = await openWindow(library(100_000, { cut: 12, failures: fakeFailures }), size)
    await page
      .getByRole('searchbox')
      .fill('dreamy synths, rainy night -vocals year:1980..1989 like:"Slow River"')
    await expect(page.getByText('12 of 16,480 sound like it')).toBeVisible()
    await page.getByRole('searchbox').press('Shift+Enter')
    await page.getByRole('button', { name: /show 1,988 more/ }).click()
    await expect(page.getByRole('button', { name: /hide them/ })).toBeVisible()
    await page.waitForTimeout(700)
    await screens(page, 'results', `-${name}`)
  })
}

test('100,000 rows', async ({ openWindow }) => {
  const page = await openWindow(library(100_000, { settings: { density: 'compact' } }))
  await page.getByRole('grid').press('End')
  await expect(page.getByRole('row').last()).toContainText(/\d:\d\d/)
  await screens(page, 'rows-100000')
})

test('nothing found and a wrong part', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 0 }))
  await page.getByRole('searchbox').fill('hurdy gurdy metal year:soon genre:jazz')
  await expect(page.getByText('These come closest')).toBeVisible()
  await screens(page, 'nothing')
})

test('settings', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { providers: fakeProviders }))
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Check everything' }).click()
  await expect(page.getByText('Everything is in order.')).toBeVisible()
  await screens(page, 'settings')
})

test('left out', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { failures: manyFailures }))
  await page.getByRole('button', { name: /Left out/ }).click()
  await expect(page.getByText('broken.mp3').first()).toBeVisible()
  await screens(page, 'problems')
})

test('keys, palette and folder browser', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { shape: 'serve' }))
  await expect(page.getByRole('grid')).toBeVisible()
  await page.keyboard.press('?')
  await screens(page, 'keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await screens(page, 'palette')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add a folder' }).click()
  await expect(page.getByText('Bandcamp')).toBeVisible()
  await screens(page, 'browse')
})
