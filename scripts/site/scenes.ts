import type { Locator, Page } from '@playwright/test'

const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).click()
const rows = (page: Page): Locator => page.getByRole('main').getByRole('row')

/** Each picture by its name: what a person does until it is there to be taken. */
export const scenes: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  search: async page => {
    await goTo(page, 'Library')
    await page.getByRole('searchbox').fill('calm strings, flute -choir length:<6m')
    await page.getByText(/\d+ of \d+ sound like it/).waitFor()
    await page.getByRole('searchbox').press('Shift+Enter')
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  },
  albums: async page => {
    await goTo(page, 'Albums')
    const albums = page.getByRole('listbox', { name: 'Albums' }).getByRole('option')
    await albums.nth(7).waitFor()
  },
  queue: async page => {
    await goTo(page, 'Recently added')
    await page.keyboard.press('q')
    await page.getByRole('complementary', { name: 'Queue' }).waitFor()
  },
  map: async page => {
    await page.getByRole('button', { name: 'Close the queue' }).click()
    await goTo(page, 'Map')
    await page.getByRole('application', { name: /^Map of/ }).waitFor()
  },
  moments: async page => {
    await goTo(page, 'Moments')
    await page.getByRole('searchbox').fill('moment: choir singing')
    await page.getByRole('list', { name: 'Moments' }).getByRole('listitem').nth(2).click()
  },
  playlist: async page => {
    await page.getByRole('button', { name: 'Make a playlist' }).click()
    const wish = page.getByLabel('What the playlist should be')
    await wish.fill('half an hour of calm orchestral music, ends loud, no drums')
    await page.getByRole('button', { name: 'Make it' }).click()
    await rows(page).nth(4).waitFor()
  },
  review: async page => {
    await goTo(page, 'Tags')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Review( \d+)?$/ })
      .click()
    await page.getByRole('button', { name: 'New plan' }).click()
    await page.getByRole('button', { name: 'Make the plan' }).click()
    await page.getByRole('grid').press('ArrowDown')
  }
}
