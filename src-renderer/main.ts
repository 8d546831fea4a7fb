import { mount } from 'svelte'
import { toFailure } from '#contract/errors.ts'
import App from './App.svelte'
import { connect } from './bridge/connect.ts'
import { AppState } from './state/app.svelte.ts'
import { speak } from './text/language.svelte.ts'
import ConnectionLost from './views/frame/ConnectionLost.svelte'

const target = document.getElementById('app')!

speak(() => 'system')

connect().then(
  bridge => {
    const app = new AppState(bridge)
    speak(() => app.preferences.value.language)
    mount(App, { target, props: { app } })
  },
  (thrown: unknown) => mount(ConnectionLost, { target, props: { failure: toFailure(thrown) } })
)
