import { eachView, somethingOfAll } from './views.ts'
import { expect, library, nameless, test } from './window.ts'

test('landmarks, names and roles', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 3 }))
  await page.getByRole('searchbox').fill('rain -vocals')
  await page.waitForFunction(() => window.app.search.answer !== null)
  await expect(page.getByRole('row')).toHaveCount(5)
  await expect(page.getByRole('row').nth(1)).toContainText(/\d:\d\d/)

  await expect(page.getByRole('navigation', { name: 'Main' })).toMatchAriaSnapshot(`
    - navigation "Main":
      - paragraph: Earshot
      - button "Library 1,284"
      - heading "Folders" [level=2]
      - button "Add a folder"
      - list:
        - listitem:
          - button "Records 1,284"
      - button "Settings"
  `)
  await expect(page.getByRole('search')).toMatchAriaSnapshot(`
    - search "Search your music":
      - searchbox "Search your music"
      - button "Clear the search"
      - button "About this track" [pressed]
  `)
  await expect(page.getByRole('grid')).toMatchAriaSnapshot(`
    - grid "Matches":
      - rowgroup:
        - row:
          - columnheader "Play"
          - columnheader "Title"
          - columnheader "Artist"
          - columnheader "Match"
          - columnheader "Why"
          - columnheader "Length"
      - rowgroup:
        - row /.+, Strong match, \\d+:\\d+/ [selected]:
          - gridcell /Play/
          - gridcell
          - gridcell
          - gridcell "Strong match"
          - gridcell
          - gridcell /\\d+:\\d+/
        - row
        - row
        - row "matches end here · what follows only comes close":
          - gridcell:
            - button "(show 1,281 more)"
  `)
  await expect(page.getByRole('region', { name: 'Player' })).toMatchAriaSnapshot(`
    - region "Player":
      - button "Previous" [disabled]
      - button "Play" [disabled]
      - button "Next" [disabled]
      - slider "Position in the track" [disabled]
      - button "Show or hide the queue"
      - button "Next best moment" [disabled]
      - button "Mute"
      - slider "Volume"
  `)
  await expect(page.getByRole('complementary', { name: 'About this track' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: '3 matches' })).toBeAttached()
})

test('every control has a name, and every image is named or hidden', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { cut: 3 }))
  await page.evaluate(() => window.app.play(window.app.list.ids[0]!))
  await page.evaluate(() => window.app.queue.turn())
  for (const place of ['library', 'shelves', 'settings', 'problems'] as const) {
    await page.evaluate(to => window.app.go(to), place)
    await expect(page.getByRole('main')).toBeVisible()
    for (const role of ['button', 'slider', 'searchbox', 'checkbox', 'radio', 'dialog'] as const)
      await expect(page.getByRole(role, { name: nameless }), place).toHaveCount(0)
    const bare = await page.locator('svg:not([aria-hidden=true]):not([role=img][aria-label])').count()
    expect(bare, place).toBe(0)
  }
})

test('each view has one first heading, heads with words, and names that hold what is seen', async ({
  openWindow
}) => {
  const page = await openWindow(somethingOfAll())
  await eachView(page, async view => {
    const faults = await page.evaluate(() => {
      const plain = (text: string): string =>
        text
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()
          .toLowerCase()
      const named = [...document.querySelectorAll<HTMLElement>('button[aria-label], input[aria-label]')]
      const heads = [...document.querySelectorAll<HTMLElement>('[role=columnheader], th')]
      return [
        ...heads.filter(({ textContent }) => !textContent?.trim()).map(({ outerHTML }) => outerHTML),
        ...named
          .filter(one => !plain(one.ariaLabel ?? '').includes(plain(one.innerText)))
          .map(one => `${one.ariaLabel}: ${one.innerText}`)
      ]
    })
    expect(faults, view).toEqual([])
  })
})

test('the grid has one tab stop, and the focus can be seen', async ({ openWindow }) => {
  const page = await openWindow(library(50))
  await expect(page.getByRole('row').nth(3)).toContainText(/\d:\d\d/)
  expect(await page.locator('.rows [tabindex="0"], .rows button:not([tabindex])').count()).toBe(0)
  await page.getByRole('searchbox').focus()
  await page.keyboard.press('ArrowDown')
  const ring = await page.locator('.row.active').evaluate(row => getComputedStyle(row).outlineStyle)
  expect(ring).toBe('solid')
})

test('nothing moves for those who asked for stillness', async ({ openWindow, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openWindow(library())
  const motion = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--motion')
  )
  expect(parseFloat(motion)).toBe(0)
})

test('the system decides between light and dark unless told otherwise', async ({ openWindow, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openWindow(library())
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(23, 24, 26)')
  await page.evaluate(() => window.app.preferences.set({ theme: 'light' }))
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
})
