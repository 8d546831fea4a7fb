import { expect, library, screen, test } from './window.ts'

// The whole way on real points; what is drawn is drawn by SwiftShader where there is no graphics card.
test.use({
  launchOptions: {
    executablePath: process.env.EARSHOT_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
  }
})

test('a map by axes: typed, drawn around, heard, gone through by keys, and as a list', async ({
  openWindow
}) => {
  const page = await openWindow(library(400, { analysed: 390 }))
  await expect(page.getByRole('grid')).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: 'Map' })).toBeVisible()
  const ground = page.getByRole('application', { name: /^Map of 390 tracks/ })
  await expect(page.getByText('10 not heard yet, or not placed')).toBeVisible()
  await expect(page.getByText('← calm')).toBeVisible()
  await screen(page, 'map')

  // Around the left half.
  const box = (await ground.boundingBox())!
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  await page.keyboard.down('Shift')
  await page.mouse.move(...at(0.02, 0.02))
  await page.mouse.down()
  for (const [x, y] of [
    [0.5, 0.02],
    [0.5, 0.97],
    [0.02, 0.97]
  ] as const)
    await page.mouse.move(...at(x, y))
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await expect(page.getByText('195 chosen')).toBeVisible()
  await page.getByRole('button', { name: 'Add to queue' }).click()
  expect(await page.evaluate(() => window.app.player.queue.entries.length)).toBe(195)
  await page.keyboard.press('Escape')
  await expect(page.getByText('195 chosen')).toBeHidden()

  // What is rested on is heard, and the queue goes on where it was.
  await page.evaluate(() => window.app.player.playAt(3))
  await page.waitForFunction(() => !window.app.player.paused)
  const before = await page.evaluate(() => window.app.player.track!.id)
  await page.getByRole('button', { name: 'Hear what the mouse rests on' }).click()
  await ground.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction(
    id => window.app.player.beside !== null && window.app.player.track!.id !== id,
    before
  )
  await page.getByRole('button', { name: 'Hear what the mouse rests on' }).click()
  await page.waitForFunction(
    id => window.app.player.beside === null && window.app.player.track!.id === id,
    before
  )

  // An axis that is not understood is said to be so, with what is.
  await page.getByRole('combobox', { name: 'Up' }).fill('asdf … wild')
  await expect(page.getByText('does not know “asdf” as a sound')).toBeVisible()
  await page.getByRole('button', { name: 'calm piano' }).click()
  await expect(page.getByRole('combobox', { name: 'Up' })).toHaveValue('calm piano … wild')

  await page.getByText('List', { exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Map' })).toBeVisible()
  await page.getByText('By likeness').click()
  await expect(page.getByText('What sounds alike lies together')).toBeVisible()
})

test('without WebGL the same tracks are there as a list', async ({ openWindow }) => {
  const page = await openWindow(library(60))
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.getContext = () => null
    window.app.go('map')
  })
  await expect(page.getByText('This window cannot draw the map')).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Map' })).toBeVisible()
})
