import { beforeEach, expect, it, vi } from 'vitest'
import { mayNotify, TrackNotices, type NoticeMaker } from '../../src-renderer/state/player/track-notices.ts'
import type { Covers } from '../../src-renderer/state/covers.svelte.ts'
import type { Player } from '../../src-renderer/state/player.svelte.ts'

let front = false
beforeEach(() => {
  front = false
  vi.stubGlobal('document', { hasFocus: () => front })
})

/** What the browser would show. */
function shownBy(permission: NotificationPermission, answer: NotificationPermission = permission) {
  const shown: [title: string, options: NotificationOptions][] = []
  class Maker {
    static readonly permission = permission
    static requestPermission = (): Promise<NotificationPermission> => Promise.resolve(answer)
    onclick: Notification['onclick'] = null
    constructor(title: string, options: NotificationOptions) {
      shown.push([title, options])
    }
  }
  return { shown, maker: Maker as unknown as NoticeMaker }
}

function noticesOf(permission: NotificationPermission) {
  const { shown, maker } = shownBy(permission)
  const player = {
    paused: false,
    track: null as { id: number; title: string; artist: string; album: string } | null
  }
  const covers = { get: () => ({ url: 'blob:cover' }) }
  let wanted = true
  const notices = new TrackNotices(
    player as unknown as Player,
    covers as unknown as Covers,
    () => wanted,
    maker
  )
  const plays = (id: number): void => {
    player.track = { id, title: `Track ${id}`, artist: 'Somebody', album: '' }
    notices.tell()
  }
  return { shown, player, plays, tell: notices.tell, want: (is: boolean) => (wanted = is) }
}

it('tells of each track that begins while another window is in front, once', () => {
  const { shown, player, plays, tell, want } = noticesOf('granted')
  tell()
  plays(1)
  tell()
  expect(shown).toEqual([
    ['Track 1', { body: 'Somebody', tag: 'earshot-track', silent: true, icon: 'blob:cover' }]
  ])
  front = true
  plays(2)
  front = false
  player.paused = true
  plays(3)
  player.paused = false
  want(false)
  plays(4)
  expect(shown).toHaveLength(1)
  want(true)
  plays(5)
  expect(shown.at(-1)?.[0]).toBe('Track 5')
})

it('shows nothing where it is not allowed, and asks only who has not answered', async () => {
  const { shown, plays } = noticesOf('denied')
  plays(1)
  expect(shown).toEqual([])
  const answers = [
    undefined,
    shownBy('denied').maker,
    shownBy('default', 'granted').maker,
    shownBy('default', 'denied').maker
  ]
  expect(await Promise.all(answers.map(mayNotify))).toEqual([false, false, true, false])
})
