import { expect, it } from 'vitest'
import { isLive } from '../../../../src-main/core/search/filters/is-live.ts'

it.each([
  ['Cold Shot (Live)', '', ''],
  ['Song [live at the BBC]', '', ''],
  ['Song - Live 1979', '', ''],
  ['Song (acoustic, live)', '', ''],
  ['Song', 'Live at Leeds', ''],
  ['Song', 'Live', ''],
  ['Song', 'Nirvana: Live in Paris', ''],
  ['Song', 'In Concert', ''],
  ['Song', '', '["Live Recording"]'],
  ['Song', '', '["Rock","Live"]']
])('%s on %s is one before an audience', (title, album, genres) =>
  expect(isLive(title, album, genres)).toBe(true)
)

it.each([
  ['Live Forever', 'Definitely Maybe', ''],
  ['Live and Let Die', '', ''],
  ['Where I Live', 'Alive', '["Delivery"]'],
  ['Song (Olive)', 'Live Through This', ''],
  ['How to live', 'We Live Here', '["Lively"]']
])('%s on %s is none', (title, album, genres) => expect(isLive(title, album, genres)).toBe(false))
