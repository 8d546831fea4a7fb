import { afterEach, expect, it, vi } from 'vitest'
import { Covers } from '../../src-renderer/state/covers.svelte.ts'
import { Player } from '../../src-renderer/state/player.svelte.ts'
import { ElementSound, type SoundElement } from '../../src-renderer/state/player/element-sound.ts'
import { SystemMedia } from '../../src-renderer/state/player/media-session.ts'
import { Queue } from '../../src-renderer/state/player/queue.svelte.ts'
import { Rows } from '../../src-renderer/state/rows.svelte.ts'
import { FakeBridge } from '../support/fake-bridge.ts'

afterEach(() => void vi.unstubAllGlobals())

it('says what plays and where, and does what media keys ask for', async () => {
  const page = { title: 'Earshot' }
  vi.stubGlobal('document', page)
  vi.stubGlobal('MediaMetadata', function (this: object, said: object) {
    Object.assign(this, said)
  })
  const bridge = new FakeBridge({ tracks: 9, analysed: 9 })
  vi.spyOn(bridge, 'mediaUrl').mockReturnValue('media:1')
  const sound = Object.assign(new EventTarget(), {
    src: '',
    currentTime: 0,
    paused: true,
    play: () => {
      sound.paused = false
      return Promise.resolve(sound.dispatchEvent(new Event('play')))
    },
    pause: () => {
      sound.paused = true
      sound.dispatchEvent(new Event('pause'))
    }
  })
  const player = new Player(
    bridge,
    new Rows(bridge, vi.fn()),
    new Queue(bridge, vi.fn()),
    new ElementSound(id => bridge.mediaUrl(id), sound as unknown as SoundElement)
  )
  const keys = new Map<string, MediaSessionActionHandler | null>()
  const session = {
    playbackState: 'none',
    metadata: null as { title: string; artist: string } | null,
    setPositionState: vi.fn(),
    setActionHandler: (name: string, act: MediaSessionActionHandler | null) => keys.set(name, act)
  }
  const media = new SystemMedia(player, new Covers(bridge), session as unknown as MediaSession)
  const silence = media.listen()
  media.tell()
  expect([page.title, session.playbackState]).toEqual(['Earshot', 'none'])

  await player.play([1, 2], 0)
  media.tell()
  media.place()
  const { title, artist } = player.track!
  expect([page.title, session.playbackState]).toEqual([`${title} – ${artist}`, 'playing'])
  expect(session.metadata).toMatchObject({ title, artist })
  expect(session.setPositionState).toHaveBeenCalledWith({
    duration: player.length,
    position: 0,
    playbackRate: 1
  })

  keys.get('seekto')!({ action: 'seekto', seekTime: 40 })
  keys.get('seekforward')!({ action: 'seekforward' })
  expect(player.time).toBe(50)
  keys.get('pause')!({ action: 'pause' })
  media.tell()
  expect([page.title, session.playbackState, player.paused]).toEqual(['Earshot', 'paused', true])
  keys.get('play')!({ action: 'play' })
  keys.get('nexttrack')!({ action: 'nexttrack' })
  await vi.waitFor(() => expect(player.track?.id).toBe(2))
  silence()
  expect([...keys.values()]).toEqual(keys.size ? Array(keys.size).fill(null) : [])
})
