import type { Page } from '@playwright/test'
import { fakeProviders } from './scenes.ts'
import { expect, library, screen, test } from './window.ts'

/** The window in Korean: changed to at once, and with room for its words. */

const made = { providers: fakeProviders, tags: { taught: 3, findings: 12, planFiles: 30, batches: 3 } }

test('the language changes at once, in every part of the window, and back', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { ...made, playlists: { lists: 1, smart: 1 } }))
  const html = page.locator('html')
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(html).toHaveAttribute('lang', 'en')
  await page.getByText('한국어', { exact: true }).click()
  await expect(html).toHaveAttribute('lang', 'ko')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('설정')
  await expect(page.getByRole('radio', { name: '한국어' })).toBeChecked()
  await expect(page.getByRole('navigation', { name: '주 메뉴' })).toContainText('라이브러리')
  await expect(page.getByRole('region', { name: '플레이어' })).toBeVisible()
  await page.getByRole('button', { name: '백업 만들기' }).click()
  await expect(page.getByText(/\d{4}년 \d+월 \d+일 오[전후] \d+:\d\d/).first()).toBeVisible()

  await page.getByRole('button', { name: /^라이브러리/ }).click()
  await expect(page.getByText('1,284곡 · ')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: '아티스트' })).toBeVisible()
  // What was opened in one language goes on in the other.
  await page.evaluate(() => window.app.goTags('history'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('기록')
  await page.evaluate(() => window.app.preferences.set({ language: 'en' }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('History')
  await expect(html).toHaveAttribute('lang', 'en')
})

/** What stands in a narrow place and is cut there. */
const cutLabels = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, legend, label, h1, h2, h3, th, [role=columnheader], dt'
      )
    ]
      .filter(one => one.checkVisibility() && one.clientWidth > 0)
      .filter(one => !one.closest('.visually-hidden, [role=row]:not(.head), nav li'))
      .filter(one =>
        [one, ...one.children].some(
          part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX === 'hidden'
        )
      )
      .map(({ textContent }) => textContent.trim())
  )

test('no view lacks a heading in it, and nothing is cut', async ({ openWindow }) => {
  const page = await openWindow(library(300, { ...made, cut: 3, settings: { language: 'ko' } }))
  const views: Record<string, () => unknown> = {
    library: () => window.app.go('library'),
    search: () => window.app.searchFor('rain -vocals year:soon'),
    rules: () => window.app.goRules(''),
    make: () => window.app.goMake(),
    vocabulary: () => window.app.goTags('vocabulary'),
    settings: () => window.app.go('settings')
  }
  for (const [view, go] of Object.entries(views)) {
    await page.evaluate(go)
    await expect(page.getByRole('heading', { level: 1 }), view).toHaveText(/[가-힣]/)
    for (const [width, height] of [
      [1280, 800],
      [900, 600]
    ] as const) {
      await page.setViewportSize({ width, height })
      expect(await cutLabels(page), `${view} at ${width}`).toEqual([])
      await screen(page, `korean-${view}-${width}`)
    }
  }
})
