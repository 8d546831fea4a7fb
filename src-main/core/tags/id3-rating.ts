import { encodeTerminated, encodeTexts, encodingFor } from './id3-text.ts'
import { makeFrame, type Id3Frame } from './id3-tag.ts'
import { byteOfStars, ofStars, popularimeter, ratingText } from './ratings.ts'

/**
 * Ratings in ID3v2: the popularimeter of one program or several, each with an owner, a byte of stars and a counter of
 * plays, and texts under free names.
 */

export function isPopularimeter({ id, body }: Id3Frame): boolean {
  const named = ['POPM', 'POP'].includes(id.replace(/[ \0]$/, ''))
  return named && body !== null && body.includes(0) && starsAt(body) < body.length
}

/** Where the byte of stars stands. */
const starsAt = (body: Buffer): number => body.indexOf(0) + 1

/** All of a popularimeter but its stars; null where it says nothing else than whose they are. */
export function besideStars({ body }: Id3Frame): Buffer | null {
  const at = starsAt(body!)
  const counter = body!.subarray(at + 1)
  return counter.length === 0 ? null : Buffer.concat([body!.subarray(0, at), counter])
}

/** By whose name Windows, MusicBee and MediaMonkey find stars. */
const usualOwner = 'Windows Media Player 9 Series'

interface RatedText {
  name: string
  value: string
}

/**
 * The frames with other stars, each on its own scale. Popularimeters without stars stay so, unless nothing says any; those
 * that count plays stay without stars where `values` are empty. `textOf`: a rating that stands as text.
 */
export function changeRating(
  frames: readonly Id3Frame[],
  values: readonly string[],
  version: 2 | 3 | 4,
  textOf: (frame: Id3Frame) => RatedText | null
): Id3Frame[] {
  const popularimeters = frames.filter(isPopularimeter)
  const said = frames.filter(
    frame =>
      textOf(frame) !== null || (popularimeters.includes(frame) && popularimeter(frame.body!).rating !== '')
  )
  const told = said.length > 0 ? said : popularimeters.slice(0, 1)
  const fresh = frames.flatMap(frame => {
    if (!told.includes(frame)) return [frame]
    const stars = values[Math.min(told.indexOf(frame), values.length - 1)]
    const text = textOf(frame)
    if (text !== null) return stars === undefined ? [] : [textFrame(text, stars, version)]
    return starred(frame, stars, version)
  })
  const [stars] = values
  return told.length > 0 || stars === undefined ? fresh : [...fresh, freshFrame(stars, version)]
}

function starred(frame: Id3Frame, stars: string | undefined, version: 2 | 3 | 4): Id3Frame[] {
  if (stars === undefined && besideStars(frame) === null) return []
  const body = frame.body!
  if (popularimeter(body).rating === stars) return [frame]
  const at = starsAt(body)
  const byte = byteOfStars(ofStars(stars) ?? 0, body.toString('latin1', 0, at - 1))
  return [
    makeFrame(
      frame.id,
      Buffer.concat([body.subarray(0, at), Buffer.of(byte), body.subarray(at + 1)]),
      version
    )
  ]
}

function textFrame({ name, value }: RatedText, stars: string, version: 2 | 3 | 4): Id3Frame {
  const text = ratingText(name, stars, value)
  const encoding = encodingFor([name, text], version)
  const body = [Buffer.of(encoding), encodeTerminated(name, encoding), encodeTexts([text], encoding)]
  return makeFrame(version === 2 ? 'TXX' : 'TXXX', Buffer.concat(body), version)
}

function freshFrame(stars: string, version: 2 | 3 | 4): Id3Frame {
  const owner = Buffer.from(`${usualOwner}\0`, 'latin1')
  const body = Buffer.concat([owner, Buffer.of(byteOfStars(ofStars(stars) ?? 0))])
  return makeFrame(version === 2 ? 'POP' : 'POPM', body, version)
}
