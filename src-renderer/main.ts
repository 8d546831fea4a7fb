import { mount } from 'svelte'
import { toFailure } from '#contract/errors.ts'
import App from './App.svelte'
import { connect } from './bridge/connect.ts'
import { AppState } from './state/app.svelte.ts'
import ConnectionLost from './views/frame/ConnectionLost.svelte'

const target = document.getElementById('app')!

connect().then(
  bridge => mount(App, { target, props: { app: new AppState(bridge) } }),
  (thrown: unknown) => mount(ConnectionLost, { target, props: { failure: toFailure(thrown) } })
)
