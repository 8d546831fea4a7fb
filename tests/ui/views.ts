import type { Page } from '@playwright/test'
import type { FakeOptions } from '../support/fake-bridge.ts'
import { expect, library } from './window.ts'

/** A library with something to show in each view. */
export const somethingOfAll = (over: Partial<FakeOptions> = {}): Partial<FakeOptions> =>
  library(300, {
    cut: 3,
    playlists: { lists: 1, smart: 1 },
    tags: { taught: 3, findings: 12, planFiles: 30, batches: 3 },
    doubles: { groups: 6, looked: 290, unheard: 10 },
    ...over
  })

/** Everything that stands in the place of the list; run in the page. */
const views: Readonly<Record<string, () => unknown>> = {
  library: () => window.app.go('library'),
  search: () => window.app.searchFor('rain -vocals year:soon'),
  moments: () => window.app.goMoments(),
  make: () => window.app.goMake(),
  rules: () => window.app.goRules(''),
  playlist: () => window.app.goPlaylist(1),
  vocabulary: () => window.app.goTags('vocabulary'),
  plans: () => window.app.goTags('plans'),
  history: () => window.app.goTags('history'),
  taught: () => window.app.goTags('taught'),
  audit: () => window.app.goTags('audit'),
  map: () => window.app.go('map'),
  doubles: () => window.app.go('doubles'),
  settings: () => window.app.go('settings'),
  problems: () => window.app.go('problems'),
  albums: () => window.app.ways.go({ view: 'albums' }),
  album: () => window.app.ways.go({ view: 'album', id: 1 }),
  artist: () => window.app.ways.go({ view: 'artist', id: 1 }),
  artists: () => window.app.ways.go({ view: 'artists' }),
  folders: () => window.app.ways.go({ view: 'folders', path: null }),
  genres: () => window.app.ways.go({ view: 'genres' }),
  added: () => window.app.ways.go({ view: 'added' })
}

/** Goes through them, and looks at each once it stands. */
export async function eachView(page: Page, look: (view: string) => Promise<void>): Promise<void> {
  await expect(page.getByRole('grid').first()).toBeVisible()
  for (const [view, go] of Object.entries(views)) {
    await page.evaluate(go)
    await expect(page.getByRole('heading', { level: 1 }), view).toHaveCount(1)
    await look(view)
  }
}
