import { fakeJob } from '../support/fake-engine.ts'
import { expect, folder, library, screen, test } from './window.ts'

/** What meets a person in the first five minutes when something is not as it should be. */

test('a folder without music is named, with what is looked for and two ways on', async ({ openWindow }) => {
  const page = await openWindow(library(0))
  await expect(page.getByRole('heading', { name: 'No music found in Records' })).toBeVisible()
  await expect(page.getByText(/looks for mp3, flac/)).toBeVisible()
  await page.evaluate(job => window.fake.emit('job', job), fakeJob('scan', { done: 12 }))
  await expect(page.getByRole('heading', { name: 'Looking through your folders' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'Look again' })).toHaveCount(0)
})

test('a folder that vanished says so and loses nothing', async ({ openWindow }) => {
  const away = { ...folder, path: '/media/usb/Live', state: 'missing', tracks: 0 } as const
  const page = await openWindow(library(0, { folders: [away] }))
  await expect(page.getByRole('heading', { name: 'Live cannot be reached now' })).toBeVisible()
  await expect(page.getByText('Nothing that Earshot knows of it is lost.')).toBeVisible()
  await expect(page.getByRole('navigation').getByText('away')).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'Look again' })).toHaveClass(/primary/)
  await screen(page, 'folder-away')
})

test('a wrong filter alone finds nothing, and says what was expected', async ({ openWindow }) => {
  const page = await openWindow(library(1284))
  await page.getByRole('searchbox').fill('year:soon')
  await expect(
    page.getByText('expected a year or years, such as year:1984, year:1980..1989 or year:80s')
  ).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Nothing of this could be used' })).toBeVisible()
  await expect(page.getByRole('grid')).toHaveCount(0)
  await screen(page, 'wrong-filter')
})

test('an example that has not been heard is what is missing, and no filter', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { analysed: 900 }))
  await page.getByRole('searchbox').fill('like:"Not heard yet"')
  await expect(page.getByRole('heading', { name: 'That track has not been heard yet' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Listen/ })).toBeVisible()
  await screen(page, 'unheard-example')
})

test('names from right to left stand at the left and are cut at their own end', async ({ openWindow }) => {
  const page = await openWindow(library(300), { width: 900, height: 600 })
  await page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click()
  await page.getByRole('grid').press('End')
  const title = page.locator('.title p').filter({ hasText: 'أغنية' }).first()
  await expect(title).toHaveCSS('direction', 'rtl')
  await expect(title).toHaveCSS('text-align', 'left')
  await expect(title).toHaveAttribute('title', /أغنية.*الصباح/)
  await screen(page, 'right-to-left-900')
})

test('nothing sticks out of a narrow window', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 0, analysed: 900, settings: { theme: 'dark' } }), {
    width: 900,
    height: 600
  })
  const long =
    'slow piano in an empty church at night -vocals year:1970..1989 genre:"modern classical" is:lossless'
  await page.getByRole('searchbox').fill(long)
  await expect(page.getByText('These come closest')).toBeVisible()
  await screen(page, 'nearest-900')
  for (const place of ['library', 'settings', 'problems'] as const) {
    await page.evaluate(to => window.app.go(to), place)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(over, place).toBe(0)
    const main = await page.getByRole('main').evaluate(one => one.scrollWidth - one.clientWidth)
    expect(main, place).toBe(0)
  }
})
