import type { LeftOut } from '#contract/left-out.ts'
import { fakeFailures, listening, manyFailures } from './scenes.ts'
import { expect, library, screen, test } from './window.ts'

test('a running job shows pace and time left, pauses and goes on', async ({ openWindow }) => {
  const page = await openWindow({ ...library(41_902), ...listening })
  const line = page.getByRole('list', { name: 'What Earshot is doing' })
  await expect(line).toContainText('Listening to your library')
  await expect(line).toContainText('4,200 of 41,902')
  await expect(line).toContainText('148 a minute')
  await expect(line).toContainText('3 h 19 min left')
  await expect(page.getByRole('progressbar', { name: 'Listening to your library' })).toHaveAttribute(
    'aria-valuenow',
    '4200'
  )
  await line.getByRole('button', { name: 'Pause' }).click()
  await expect(line).toContainText('Listening is paused')
  await line.getByRole('button', { name: 'Resume' }).click()
  const asked = await page.evaluate(() => window.fake.calls.map(call => call.name))
  expect(asked).toContain('jobs.cancel')
  expect(asked).toContain('analysis.start')
})

test('a job that ends is announced; one that fails says what to do', async ({ openWindow }) => {
  const page = await openWindow({ ...library(41_902), ...listening })
  const line = page.getByRole('list', { name: 'What Earshot is doing' })
  await expect(line).toBeVisible()
  await page.evaluate(() => {
    const job = window.fake.options.jobs[0]!
    window.fake.emit('job', { ...job, state: 'done', done: 41_888, endedAt: 1 })
  })
  await expect(page.getByRole('status').filter({ hasText: 'Heard 41,888 tracks' })).toBeAttached()
  await page.evaluate(() => {
    const job = window.fake.options.jobs[0]!
    window.fake.emit('job', {
      ...job,
      id: 2,
      state: 'failed',
      error: { code: 'disk-full', message: 'No space left on device.' }
    })
  })
  await expect(line).toContainText('The disk is full')
  await expect(line).toContainText('Make some room')
})

test('failures are listed by reason and can be tried again', async ({ openWindow }) => {
  const page = await openWindow({ ...library(41_902), ...listening, failures: fakeFailures })
  await page.getByRole('button', { name: '14 left out' }).click()
  await expect(page.getByText('3 files could not be read.')).toBeVisible()
  await expect(page.getByText('/music/Records/Old Tapes/broken.mp3')).toBeVisible()
  await expect(page.getByText('Only 12 of 214 seconds could be decoded.')).toBeVisible()
  await page.getByRole('button', { name: 'Try again: The sound could not be read' }).click()
  const retried = await page.evaluate(
    () => window.fake.calls.find(call => call.name === 'library.retry')?.input
  )
  expect(retried).toEqual({ paths: ['/music/Records/Old Tapes/broken.mp3'] })
})

test('what scans pass by is listed, a line a reason', async ({ openWindow }) => {
  const leftOut: LeftOut[] = [
    { reason: 'mac-leftover', count: 10_000, paths: ['/music/._1.mp3', '/music/._2.mp3'] },
    { reason: 'second-name', count: 1, paths: ['/music/b.flac'] }
  ]
  const page = await openWindow(library(1284, { leftOut }))
  await page.getByRole('button', { name: 'Left out' }).click()
  const list = page.getByRole('region', { name: 'Passed by' })
  await expect(list.getByRole('button')).toHaveText([
    '10,000 files that macOS left beside others (“._…”)',
    '1 other name of files that are in the library (hard links)'
  ])
  await expect(list.getByRole('listitem')).toHaveCount(0)
  await list.getByRole('button', { name: /macOS/ }).click()
  await expect(list.getByRole('listitem')).toHaveText(['/music/._1.mp3', '/music/._2.mp3', 'and 9,998 more'])
})

test('many of one reason are folded up, and too short is no problem', async ({ openWindow }) => {
  const page = await openWindow(library(1284, { failures: manyFailures }))
  await page.getByRole('button', { name: /Left out/ }).click()
  await expect(page.getByText('253 files could not be read.')).toBeVisible()
  const heads = page.getByRole('heading', { level: 2 }).filter({ hasText: ':' })
  await expect(heads).toHaveText([
    'No decoder here can read this format: 251 files',
    'The sound could not be read: 1 file',
    'Empty, damaged or not music: 1 file',
    'Too short to hear anything: 38 files'
  ])
  await expect(page.getByText('Nothing is wrong')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Intro' })).toHaveCount(0)
  await page.getByRole('button', { name: /Too short to hear anything/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Intro' })).toHaveCount(38)
  await page.getByRole('button', { name: /No decoder here/, expanded: false }).click()
  await page.getByRole('button', { name: 'Show 51 more' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '.ape' })).toHaveCount(251)
  const side = page.getByRole('listitem').filter({ hasText: '/music/Records/Tapes/12.ape' })
  await side.getByRole('button', { name: 'Try again' }).click()
  const retried = await page.evaluate(
    () => window.fake.calls.find(call => call.name === 'library.retry')?.input
  )
  expect(retried).toEqual({ paths: ['/music/Records/Tapes/12.ape'] })
})

test('tracks appear while folders are being looked through', async ({ openWindow }) => {
  const page = await openWindow()
  await page.getByRole('button', { name: 'Choose your music folder' }).click()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '1285')
  await page.evaluate(() => {
    window.fake.options.tracks = 2000
    window.fake.emit('library.changed', { tracks: 716, analysed: 0 })
  })
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2001')
  await expect(page.getByText('0 of 2,000 heard so far')).toBeVisible()
})

test('while a pair of before answers, it is said how far the new one has come', async ({ openWindow }) => {
  const page = await openWindow(library(2000, { analysed: 2000, newEars: 412 }))
  const note = page.getByRole('note').filter({ hasText: 'Earshot has new ears' })
  await expect(note).toContainText('They have heard 412 of 2,000 tracks')
  await screen(page, 'new-ears')
  await note.getByRole('button', { name: 'Listen now' }).click()
  const asked = await page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'analysis.start'))
  expect(asked).toHaveLength(1)
  await page.evaluate(() => {
    delete window.fake.options.newEars
    window.fake.emit('library.changed', { tracks: 2000, analysed: 2000 })
  })
  await expect(note).toHaveCount(0)
})

test('dropped folders are added; a browser says that it cannot', async ({ openWindow }) => {
  const page = await openWindow()
  await expect(page.getByText('or drop folders anywhere')).toBeVisible()
  const drag = async (type: string): Promise<void> =>
    page.evaluate(type => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([], 'Vinyl Rips'))
      window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    }, type)
  await drag('dragover')
  await expect(page.getByText('Drop to add these folders')).toBeVisible()
  await screen(page, 'drop')
  await drag('drop')
  const added = await page.evaluate(
    () => window.fake.calls.find(call => call.name === 'library.addFolders')?.input
  )
  expect(added).toEqual({ paths: ['/dropped/Vinyl Rips'] })
  await expect(page.getByRole('grid')).toBeVisible()
  await page.evaluate(() => (window.fake.options.shape = 'serve'))
  await drag('drop')
  await expect(page.getByText('A browser does not tell where dropped folders are')).toBeVisible()
})

test('a server that was started without a folder says so, and has none to add', async ({ openWindow }) => {
  const page = await openWindow({ shape: 'serve', rooted: false })
  await page.getByRole('button', { name: 'Choose your music folder' }).click()
  const dialog = page.getByRole('dialog', { name: 'Choose your music folder' })
  await expect(dialog.getByText('started without a folder')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Add this folder' })).toBeDisabled()
})

test('the browser shape has its own folder chooser', async ({ openWindow }) => {
  const page = await openWindow({ shape: 'serve' })
  await page.getByRole('button', { name: 'Choose your music folder' }).click()
  const dialog = page.getByRole('dialog', { name: 'Choose your music folder' })
  await dialog.getByRole('button', { name: 'Bandcamp' }).click()
  await expect(dialog.getByText('/music/Bandcamp')).toBeVisible()
  await dialog.getByRole('button', { name: 'Up one folder' }).click()
  await dialog.getByRole('button', { name: 'Classical' }).click()
  await expect(dialog.getByText('/music/Classical')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add this folder' }).click()
  const added = await page.evaluate(
    () => window.fake.calls.find(call => call.name === 'library.addFolders')?.input
  )
  expect(added).toEqual({ paths: ['/music/Classical'] })
})
