import { expect, library, screen, test } from './window.ts'

/** With Chromium's made-up outputs, and their names told. */
test.use({
  permissions: ['microphone'],
  launchOptions: {
    executablePath: process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream'
    ]
  }
})

test('another output is chosen by its name, kept, and left when it goes away', async ({ openWindow }) => {
  const page = await openWindow(library(20))
  await page.evaluate(() => {
    const set: [string, boolean][] = []
    for (const [of, { prototype }] of [
      ['element', HTMLMediaElement],
      ['graph', AudioContext]
    ] as const) {
      const sink = prototype as { setSinkId(id: string): Promise<void> }
      const { setSinkId } = sink
      sink.setSinkId = async function (id: string) {
        await setSinkId.call(this, id)
        set.push([of, id !== ''])
      }
    }
    Object.assign(window, { set })
  })
  const set = () => page.evaluate(() => (window as unknown as { set: [string, boolean][] }).set.toSorted())
  await page.getByRole('grid').getByRole('row').nth(1).dblclick()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Output').selectOption('Fake Audio Output 2')
  // Chromium took it for both ways to play.
  await expect.poll(set).toEqual([
    ['element', true],
    ['graph', true]
  ])
  await expect
    .poll(() => page.evaluate(() => window.fake.options.window.output?.name))
    .toBe('Fake Audio Output 2')

  await page.evaluate(() => {
    const { mediaDevices } = navigator
    mediaDevices.enumerateDevices = () => Promise.resolve([])
    mediaDevices.dispatchEvent(new Event('devicechange'))
  })
  await expect(page.getByText('Fake Audio Output 2 is not there any more')).toBeVisible()
  await expect.poll(set).toEqual([
    ['element', false],
    ['element', true],
    ['graph', false],
    ['graph', true]
  ])
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(page.getByLabel('Output')).toHaveValue(/./)
  await page.getByLabel('Output').scrollIntoViewIfNeeded()
  await screen(page, 'settings-output')
})
