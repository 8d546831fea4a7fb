import { eachView, somethingOfAll } from './views.ts'
import { expect, library, screen, test } from './window.ts'

const small = { width: 900, height: 600 }

test('in a small window every list shows five rows, and no text is cut without a way to read it', async ({
  openWindow
}) => {
  const page = await openWindow(somethingOfAll(), small)
  await eachView(page, async view => {
    const seen = await page.evaluate(() => {
      const own = (element: Element): string =>
        [...element.childNodes]
          .filter(node => node.nodeType === Node.TEXT_NODE)
          .map(node => node.textContent?.trim() ?? '')
          .join('')
      const all = [...document.querySelectorAll<HTMLElement>('main *, nav *, footer *')]
      const cut = all.filter(element => {
        const { overflowX } = getComputedStyle(element)
        const hidden = element.clientWidth <= 1 || element.matches('legend, .visually-hidden')
        return (
          !hidden && overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1 && own(element)
        )
      })
      const grid = [...document.querySelectorAll('main [role=grid]')].at(-1)
      const [row, header] = [grid?.querySelector('.row'), grid?.querySelector('.header')]
      return {
        lost: cut
          .filter(element => !element.closest('.cut, [title]'))
          .map(element => element.outerHTML.slice(0, 120)),
        rows: row ? (grid!.clientHeight - (header?.clientHeight ?? 0)) / row.clientHeight : null
      }
    })
    expect(seen.lost, view).toEqual([])
    if (seen.rows !== null) expect(seen.rows, view).toBeGreaterThanOrEqual(5)
  })
})

test('cut text is whole under the mouse, and only where it is cut', async ({ openWindow }) => {
  const page = await openWindow(library(10))
  await page.evaluate(() => {
    const texts = ['Short', 'A name far longer than there is room for', 'One that has something else to say']
    for (const text of texts) {
      const cut = Object.assign(document.createElement('p'), { className: 'cut', textContent: text })
      Object.assign(cut.style, {
        position: 'fixed',
        width: '90px',
        top: `${200 + texts.indexOf(text) * 40}px`,
        zIndex: 9
      })
      document.body.append(cut)
      if (text.startsWith('One')) cut.title = 'What it says'
    }
  })
  const titles = {
    Short: null,
    'A name far': 'A name far longer than there is room for',
    'One that': 'What it says'
  }
  for (const [text, title] of Object.entries(titles)) {
    const cut = page.locator('body > .cut', { hasText: text })
    await cut.hover()
    expect(await cut.getAttribute('title')).toBe(title)
  }
  // A row of a long list shows another name a moment later.
  const long = page.locator('body > .cut', { hasText: 'A name far' })
  await long.evaluate(element => (element.textContent = 'Now short'))
  const now = page.locator('body > .cut', { hasText: 'Now' })
  await page.mouse.move(600, 400)
  await now.hover()
  expect(await now.getAttribute('title')).toBe(null)
})

test('the inspector goes where there is no room for it, and comes back with the room', async ({
  openWindow
}) => {
  const page = await openWindow(library(300), { width: 2560, height: 1440 })
  const inspector = page.getByRole('complementary', { name: 'About this track' })
  const queue = page.getByRole('complementary', { name: 'Queue' })
  await expect(inspector).toBeVisible()
  await expect(page.locator('[data-column=bpm]')).toBeVisible()
  await page.keyboard.press('q')
  await expect(queue).toBeVisible()
  await expect(inspector).toBeVisible()
  await screen(page, 'panes-2560')
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(inspector).toHaveCount(0)
  await expect(page.locator('[data-column=bpm]')).toHaveCount(0)
  await page.keyboard.press('q')
  await expect(inspector).toBeVisible()
  await page.setViewportSize(small)
  await expect(inspector).toHaveCount(0)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(inspector).toBeVisible()
  await page.keyboard.press('i')
  await page.setViewportSize(small)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(inspector).toHaveCount(0)
})
