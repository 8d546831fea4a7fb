import { mount } from 'svelte'
import App from '../../../src-renderer/App.svelte'
import { AppState } from '../../../src-renderer/state/app.svelte.ts'
import { speak } from '../../../src-renderer/text/language.svelte.ts'
import { FakeBridge, type FakeOptions } from '../../support/fake-bridge.ts'

declare global {
  interface Window {
    /** What the test wants to find; set before the page's scripts run. */
    fakeOptions?: Partial<FakeOptions>
    fake: FakeBridge
    app: AppState
  }
}

/** The real page on a made-up engine. */
window.fake = new FakeBridge(window.fakeOptions)
window.app = new AppState(window.fake)
speak(() => window.app.preferences.value.language)
mount(App, { target: document.getElementById('app')!, props: { app: window.app } })
