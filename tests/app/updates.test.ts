import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'

const resources = mkdtempSync(join(tmpdir(), 'earshot-updates-'))
afterAll(() => rmSync(resources, { recursive: true }))

const asked = vi.hoisted(() => ({ messages: [] as string[], answers: [] as number[] }))
const updater = vi.hoisted(() => ({
  checkForUpdates: vi.fn(),
  downloadUpdate: vi.fn(),
  autoDownload: true,
  autoInstallOnAppQuit: false
}))
const app = vi.hoisted(() => ({ isPackaged: true, getVersion: () => '1.0.0' }))
vi.mock('electron', () => ({
  app,
  dialog: {
    showMessageBox: ({ message, detail }: { message: string; detail?: string }) => {
      asked.messages.push(detail ? `${message} ${detail}` : message)
      return Promise.resolve({ response: asked.answers.shift() ?? 0 })
    }
  }
}))
vi.mock('electron-updater', () => ({ autoUpdater: updater }))

const { en } = await import('../../src-main/app/words/en.ts')
const { updateCheck: check } = await import('../../src-main/app/updates.ts')
const updateCheck = (window: () => null): ReturnType<typeof check> => check(() => en, window)

beforeEach(() => {
  vi.clearAllMocks()
  asked.messages = []
  asked.answers = []
  vi.stubGlobal('process', Object.assign(process, { resourcesPath: resources }))
})

test('without a release channel, or from a clone, there is nothing to look with', () => {
  expect(updateCheck(() => null)).toBe(null)
  writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n')
  app.isPackaged = false
  expect(updateCheck(() => null)).toBe(null)
  app.isPackaged = true
  expect(updateCheck(() => null)).not.toBe(null)
})

const look = async (): Promise<string[]> => {
  await updateCheck(() => null)!()
  return asked.messages
}

test('what is found is fetched when that is wanted, and takes its place at the end', async () => {
  updater.checkForUpdates.mockResolvedValue({ isUpdateAvailable: true, updateInfo: { version: '1.1.0' } })
  expect(await look()).toEqual([
    'Earshot 1.1.0 is there. Fetch it?',
    'It takes the place of this one when Earshot is closed.'
  ])
  expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: true })
  expect(updater.downloadUpdate).toHaveBeenCalledOnce()
})

test('and not when it is not', async () => {
  updater.checkForUpdates.mockResolvedValue({ isUpdateAvailable: true, updateInfo: { version: '1.1.0' } })
  asked.answers = [1]
  expect(await look()).toHaveLength(1)
  expect(updater.downloadUpdate).not.toHaveBeenCalled()
})

test('nothing newer, and no answer, are said', async () => {
  updater.checkForUpdates.mockResolvedValueOnce({ isUpdateAvailable: false })
  updater.checkForUpdates.mockRejectedValueOnce(new Error('offline'))
  await look()
  expect(await look()).toEqual([
    'This is the newest Earshot, 1.0.0.',
    expect.stringMatching(/^The look for an update failed\. .*offline/)
  ])
})
