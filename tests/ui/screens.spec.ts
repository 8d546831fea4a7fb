import { fakeFailures, fakeProviders, listening, manyFailures } from './scenes.ts'
import { expect, library, screen, test } from './window.ts'

/** Every state of the window in both themes, for people to look at: test-results/screens. */

const sizes = {
  '1280': { width: 1280, height: 800 },
  '900': { width: 900, height: 600 },
  '1920': { width: 1920, height: 1080 }
}

for (const theme of ['light', 'dark'] as const) {
  const settings = { theme }

  test(`first run, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow({ settings })
    await expect(page.getByRole('button', { name: 'Choose your music folder' })).toBeVisible()
    await screen(page, `first-run-${theme}`)
  })

  test(`loading, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(1284, { settings, delays: { 'library.rows': 60_000 } }))
    await expect(page.getByRole('grid')).toBeVisible()
    await screen(page, `loading-${theme}`)
  })

  test(`empty folders, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(0, { settings }))
    await expect(page.getByText('No music found in')).toBeVisible()
    await screen(page, `empty-${theme}`)
  })

  test(`error, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(10, { settings, errors: { 'library.list': 'database-damaged' } }))
    await expect(page.getByRole('alert')).toBeVisible()
    await screen(page, `error-${theme}`)
  })

  for (const [name, size] of Object.entries(sizes)) {
    test(`library, listening, ${theme}, ${name}`, async ({ openWindow }) => {
      const page = await openWindow(
        { ...library(41_902), ...listening, failures: fakeFailures, settings },
        size
      )
      await expect(page.getByText('4,200 of 41,902 heard so far')).toBeVisible()
      await expect(page.getByRole('row').nth(5)).toContainText(/\d:\d\d/)
      await screen(page, `partial-${theme}-${name}`)
    })

    test(`results and player, ${theme}, ${name}`, async ({ openWindow }) => {
      const page = await openWindow(library(100_000, { settings, cut: 12, failures: fakeFailures }), size)
      await page
        .getByRole('searchbox')
        .fill('dreamy synths, rainy night -vocals year:1980..1989 like:"Slow River"')
      await expect(page.getByText('12 of 16,480 sound like it')).toBeVisible()
      await page.getByRole('searchbox').press('Shift+Enter')
      await page.getByRole('button', { name: /show 1,988 more/ }).click()
      await expect(page.getByRole('button', { name: /hide them/ })).toBeVisible()
      await page.waitForTimeout(700)
      await screen(page, `results-${theme}-${name}`)
    })
  }

  test(`100,000 rows, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(100_000, { settings: { theme, density: 'compact' } }))
    await page.getByRole('grid').press('End')
    await expect(page.getByRole('row').last()).toContainText(/\d:\d\d/)
    await screen(page, `rows-100000-${theme}`)
  })

  test(`nothing found and a wrong part, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(1284, { settings, cut: 0 }))
    await page.getByRole('searchbox').fill('hurdy gurdy metal year:soon genre:jazz')
    await expect(page.getByText('These come closest')).toBeVisible()
    await screen(page, `nothing-${theme}`)
  })

  test(`settings, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(1284, { settings, providers: fakeProviders }))
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Check everything' }).click()
    await expect(page.getByText('Everything is in order.')).toBeVisible()
    await screen(page, `settings-${theme}`)
  })

  test(`left out, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(1284, { settings, failures: manyFailures }))
    await page.getByRole('button', { name: /Left out/ }).click()
    await expect(page.getByText('broken.mp3').first()).toBeVisible()
    await screen(page, `problems-${theme}`)
  })

  test(`keys, palette and folder browser, ${theme}`, async ({ openWindow }) => {
    const page = await openWindow(library(1284, { settings, shape: 'serve' }))
    await expect(page.getByRole('grid')).toBeVisible()
    await page.keyboard.press('?')
    await screen(page, `keys-${theme}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await screen(page, `palette-${theme}`)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add a folder' }).click()
    await expect(page.getByText('Bandcamp')).toBeVisible()
    await screen(page, `browse-${theme}`)
  })
}
