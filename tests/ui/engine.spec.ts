import type { Page } from '@playwright/test'
import type { Events } from '#contract/events.ts'
import { listening } from './scenes.ts'
import { expect, library, screen, test } from './window.ts'

const tell = (page: Page, state: Events['engine.changed']['state']): Promise<void> =>
  page.evaluate(state => {
    const failure = state === 'running' ? null : { code: 'internal' as const, message: 'It went away.' }
    window.fake.emit('engine.changed', { state, failure })
  }, state)

test('an engine that stops is started again: a calm note, the list stays, then all is read anew', async ({
  openWindow
}) => {
  const page = await openWindow({ ...library(1284, { cut: 6 }), ...listening, analysed: 900 })
  await page.getByRole('searchbox').fill('rain')
  await expect(page.getByText('6 of 900 sound like it')).toBeVisible()
  await page.evaluate(() => {
    window.fake.options.errors = { 'search.query': 'internal', 'library.rows': 'internal' }
  })
  await page.getByRole('searchbox').fill('rain on tin')
  await tell(page, 'restarting')
  const note = page.getByRole('status').filter({ hasText: 'starting it again' })
  await expect(note).toBeVisible()
  await expect(page.getByRole('row').nth(3)).toContainText(/\d:\d\d/)
  await page.waitForFunction(() => window.app.search.failure !== null)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await screen(page, 'engine-restarting')

  await page.evaluate(() => {
    window.fake.options.errors = {}
    window.fake.options.analysed = 1000
    window.fake.options.jobs = []
    window.fake.calls.length = 0
  })
  await tell(page, 'running')
  await expect(note).toHaveCount(0)
  await expect(page.getByText('6 of 1,000 sound like it')).toBeVisible()
  await expect(page.getByRole('list', { name: 'What Earshot is doing' })).toHaveCount(0)
  const asked = await page.evaluate(() => window.fake.calls.map(call => call.name))
  expect(asked).toEqual(
    expect.arrayContaining(['library.overview', 'library.list', 'search.query', 'jobs.list', 'settings.get'])
  )
})

test('an engine that stays stopped can be asked again', async ({ openWindow }) => {
  const page = await openWindow(library())
  await expect(page.getByRole('grid')).toBeVisible()
  await page.evaluate(() => (window.fake.options.errors = { 'settings.get': 'internal' }))
  await tell(page, 'stopped')
  const note = page.getByRole('status').filter({ hasText: 'could not be started again' })
  await expect(note).toBeVisible()
  await note.getByRole('button', { name: 'Try again' }).click()
  await expect(note).toBeVisible()
  await page.evaluate(() => (window.fake.options.errors = {}))
  await note.getByRole('button', { name: 'Try again' }).click()
  await expect(note).toHaveCount(0)
})

test('a browser speaks of the connection', async ({ openWindow }) => {
  const page = await openWindow({ shape: 'serve' })
  await expect(page.getByRole('button', { name: 'Choose your music folder' })).toBeVisible()
  await tell(page, 'restarting')
  await expect(page.getByText('The connection to Earshot was lost; connecting again')).toBeVisible()
})
