import type { Page } from '@playwright/test'
import { expect, library, screen, test } from './window.ts'
import type { FakeOptions } from '../support/fake-bridge.ts'

const withModels = (models: FakeOptions['models'], over: Partial<FakeOptions> = {}) =>
  library(1284, { models, ...over })

async function settings(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Settings' }).click()
  return page
}

/** What was asked of the engine, of this name. */
const asked = (page: Page, name: string): Promise<unknown[]> =>
  page.evaluate(
    wanted => window.fake.calls.filter(call => call.name === wanted).map(call => call.input),
    name
  )

test('a folder is looked at, its licence accepted, and the model is there', async ({ openWindow }) => {
  const page = await settings(await openWindow(withModels({}, { chosen: ['/home/someone/My-MuLan'] })))
  const list = page.getByRole('list', { name: 'Here' })
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await expect(list).toContainText('In use')
  await page.getByRole('button', { name: 'Add from a folder' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take this model in?' })
  await expect(dialog).toContainText('CC-BY-4.0')
  await screen(page, 'models-offer')
  expect(await asked(page, 'models.add')).toEqual([])
  await dialog.getByRole('button', { name: 'Accept the licence and add' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(list.getByRole('listitem')).toHaveCount(2)
  expect(await asked(page, 'models.add')).toEqual([
    { paths: ['/home/someone/My-MuLan'], licence: 'CC-BY-4.0' }
  ])
  expect(await asked(page, 'shell.chooseFolders')).toEqual([{ what: 'model' }])
})

test('without a stated licence that is said; cancelled, nothing is taken in', async ({ openWindow }) => {
  const page = await settings(await openWindow(withModels({ proposal: { licence: 'not stated' } })))
  await page.getByRole('button', { name: 'Add from a folder' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take this model in?' })
  await expect(dialog).toContainText('ask whoever gave it to you')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  expect(await asked(page, 'models.add')).toEqual([])
})

test('a model that fails its self-test is refused, with the reason', async ({ openWindow }) => {
  const refused = { code: 'pack-refused', message: 'Eight unrelated phrases come out alike.' } as const
  const page = await settings(await openWindow(withModels({ refused })))
  await page.getByRole('button', { name: 'Add from a folder' }).click()
  await page.getByRole('button', { name: 'Accept the licence and add' }).click()
  await expect(page.getByRole('alert')).toContainText('This cannot be used as a model')
  await expect(page.getByRole('alert')).toContainText('Eight unrelated phrases come out alike.')
  await expect(page.getByRole('list', { name: 'Here' }).getByRole('listitem')).toHaveCount(1)
})

test('a download shows licence and size first, then how far it is, and can be stopped', async ({
  openWindow
}) => {
  const page = await settings(await openWindow(withModels({})))
  const known = page.getByRole('list', { name: 'Can be downloaded' })
  await expect(known).toContainText('Its text half is dead')
  await expect(known.getByRole('button', { name: /^Download/ })).toHaveCount(1)
  await known.getByRole('button', { name: 'Download LAION-CLAP, general sound (HTSAT-tiny)' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take this model in?' })
  await expect(dialog).toContainText('Apache-2.0')
  await expect(dialog).toContainText('about 163 MB')
  await dialog.getByRole('button', { name: 'Accept the licence and download' }).click()
  await expect(known.getByRole('progressbar', { name: 'Downloading' })).toHaveAttribute('aria-valuenow', '41')
  await screen(page, 'models-download')
  await known.getByRole('button', { name: 'Stop' }).click()
  await expect(known.getByRole('progressbar')).toHaveCount(0)
  await expect(known).toContainText('40 MB are here already')
  // What is here already is not fetched again.
  await expect(known.getByRole('button', { name: /^Download/ })).toHaveText('Resume')
  expect(await asked(page, 'models.download')).toEqual([{ id: 'clap-htsat-unfused', licence: 'Apache-2.0' }])
})

test('a new model listens first; until then the old one stays, also on request', async ({ openWindow }) => {
  const page = await settings(await openWindow(withModels({ installed: [{}], listensFirst: true })))
  const list = page.getByRole('list', { name: 'Here' })
  await list.getByRole('button', { name: /^Use LAION-CLAP/ }).click()
  await expect(list).toContainText('Listening first: 428 of 1,284 tracks')
  await expect(page.getByText('Searches are answered as before until it is done.')).toBeVisible()
  await screen(page, 'models-preparing')
  await list.getByRole('button', { name: 'Stay with the old one' }).click()
  await expect(list).not.toContainText('Listening first')
  expect(await asked(page, 'models.use')).toEqual([{ id: 'clap-htsat-unfused' }, { id: 'earshot-mulan-1' }])
})

test('one that has heard everything takes over at once; what it lacks is said', async ({ openWindow }) => {
  const page = await settings(
    await openWindow(withModels({ installed: [{ analysed: 1284, unanalysed: 0 }] }))
  )
  const line = page.getByRole('list', { name: 'Here' }).getByRole('listitem').nth(1)
  await expect(line).toContainText('names no tags by itself; does not tell music from other sound')
  await line.getByRole('button', { name: /^Use/ }).click()
  await expect(line).toContainText('In use')
})

test('the self-test says what it found, or why it failed', async ({ openWindow }) => {
  const passing = await settings(await openWindow(withModels({ installed: [{}] })))
  await passing.getByRole('button', { name: /^Test LAION-CLAP/ }).click()
  await expect(passing.getByText('212 ms for 10 seconds of music')).toBeVisible()

  const failure = { code: 'model-refused', message: 'Eight unrelated phrases come out alike.' } as const
  const failing = await settings(await openWindow(withModels({ installed: [{}], test: { failure } })))
  await failing.getByRole('button', { name: /^Test LAION-CLAP/ }).click()
  await expect(failing.getByRole('alert')).toContainText('Eight unrelated phrases come out alike.')
})

test('removing asks first, and forgets what was heard only when told to', async ({ openWindow }) => {
  const page = await settings(
    await openWindow(withModels({ installed: [{ analysed: 300, unanalysed: 984 }] }))
  )
  const list = page.getByRole('list', { name: 'Here' })
  await expect(list.getByRole('button', { name: /^Remove/ })).toHaveCount(1)
  await list.getByRole('button', { name: /^Remove/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove this model?' })
  await expect(dialog.getByRole('checkbox')).not.toBeChecked()
  await dialog.getByRole('checkbox', { name: 'Also forget what it heard of 300 tracks' }).check()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  expect(await asked(page, 'models.remove')).toEqual([{ id: 'clap-htsat-unfused', analysed: true }])
})

test('a damaged one is shown with the reason, and cannot be used', async ({ openWindow }) => {
  const fault = { code: 'unreadable', said: 'The manifest describes no model.' } as const
  const damaged = { state: 'corrupt', family: null, fault } as const
  const page = await settings(await openWindow(withModels({ installed: [damaged] })))
  const line = page.getByRole('list', { name: 'Here' }).getByRole('listitem').nth(1)
  await expect(line).toContainText('Damaged')
  await expect(line).toContainText('The manifest describes no model.')
  await expect(line.getByRole('button', { name: /^(Use|Test)/ })).toHaveCount(0)
})

test('a browser adds no folders of the server, and can use what is there', async ({ openWindow }) => {
  const page = await settings(await openWindow(withModels({ installed: [{}] }, { shape: 'serve' })))
  await expect(page.getByRole('button', { name: 'Add from a folder' })).toHaveCount(0)
  await expect(page.getByText('earshot model add')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Use LAION-CLAP/ })).toBeVisible()
})
