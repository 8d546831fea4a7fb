import type { DoubleCopy, DoubleGroup, DoublesOverview } from '#contract/doubles.ts'
import type { Input } from '#contract/requests.ts'
import { fakeJob, type FakeEngine, type Handlers } from './fake-engine.ts'
import { rowOf } from './fake-library.ts'

export interface FakeDoublesOptions {
  groups: number
  /** Tracks that were looked at; 0: nobody ever asked. */
  looked: number
  unheard: number
  trash: boolean
}

function copyOf(id: number, over: Partial<DoubleCopy>): DoubleCopy {
  const { title, artist, album } = rowOf(id, true)
  return {
    id,
    path: `/music/Records/${album}/${title}.mp3`,
    title,
    artist,
    album,
    available: true,
    container: 'MPEG',
    codec: 'MPEG 1 Layer 3',
    lossless: false,
    bitrate: 192_000,
    sampleRate: 44_100,
    channels: 2,
    bytes: 5_120_000,
    duration: 214,
    loudness: -11.2,
    bandwidth: 18_400,
    origin: { says: 'lossy', probability: 0.99 },
    tags: { filled: 5, of: 8 },
    playlists: [],
    taught: [],
    plays: 0,
    rating: null,
    startsLater: 0,
    louder: 0,
    identical: false,
    addedAt: 1_700_000_000_000,
    ...over
  }
}

function groupOf(at: number): DoubleGroup {
  const [own, other, third] = [at * 3 + 1, at * 3 + 2, at * 3 + 3]
  const { title, album } = rowOf(own, true)
  const same = { title, album, artist: rowOf(own, true).artist }
  if (at % 3 === 1) {
    const flac = {
      ...same,
      codec: 'FLAC',
      container: 'FLAC',
      lossless: true,
      bitrate: 912_000,
      bytes: 26_400_000
    }
    const mp3 = copyOf(own, { ...same, playlists: [{ id: 1, name: 'Sunday' }], plays: 12, rating: 80 })
    const made = copyOf(other, {
      ...flac,
      path: `/music/Bought/${title}.flac`,
      startsLater: 2.4,
      louder: -3.1
    })
    const reasons: DoubleGroup['reasons'] = [{ code: 'smaller', bytes: mp3.bytes, other: made.bytes }]
    return { key: own, copies: [mp3, made], keep: own, reasons, sure: false }
  }
  const whole = copyOf(own, {
    ...same,
    path: `/music/Records/${album}/01 ${title}.flac`,
    codec: 'FLAC',
    container: 'FLAC',
    lossless: true,
    bitrate: 874_000,
    bytes: 24_800_000,
    bandwidth: 22_050,
    origin: { says: 'lossless', probability: 0.01 }
  })
  const copies = [
    whole,
    copyOf(other, { ...same, path: `/music/Old computer/My Music/${title}.mp3`, louder: 2.2, rating: 80 }),
    copyOf(third, {
      ...same,
      path: `/music/Phone/${title} (1).m4a`,
      codec: 'MPEG-4/AAC',
      startsLater: null,
      louder: null,
      rating: at === 0 ? 60 : null
    })
  ]
  return {
    key: own,
    copies,
    keep: own,
    reasons: [{ code: 'lossless' }, { code: 'wider', bandwidth: 22_050, other: 18_400 }],
    sure: true
  }
}

/** What the page is told of recordings that are there in several files. */
export function doublesHandlers(engine: FakeEngine<{ doubles: Partial<FakeDoublesOptions> }>): Handlers {
  const parted = new Set<number>()
  const of = (): Required<FakeDoublesOptions> => ({
    groups: 0,
    looked: 0,
    unheard: 0,
    trash: true,
    ...engine.options.doubles
  })
  const all = (): DoubleGroup[] =>
    Array.from({ length: of().groups }, (_, at) => groupOf(at)).filter(({ key }) => !parted.has(key))
  const sumOf = (groups: DoubleGroup[]): { files: number; bytes: number } => {
    const others = groups.flatMap(({ copies, keep }) => copies.filter(({ id }) => id !== keep))
    return { files: others.length, bytes: others.reduce((sum, { bytes }) => sum + bytes, 0) }
  }
  return {
    'doubles.overview': (): DoublesOverview => {
      const sure = all().filter(group => group.sure)
      return {
        looked: of().looked,
        tracks: engine.options.tracks,
        unheard: of().unheard,
        failed: of().looked > 0 ? [{ code: 'too-short', tracks: 3 }] : [],
        trash: of().trash,
        groups: all().length,
        sure: { groups: sure.length, ...sumOf(sure) },
        ...sumOf(all())
      }
    },
    'doubles.groups': ({ offset = 0, limit = 50, sure }: Input<'doubles.groups'>) =>
      all()
        .filter(group => sure === undefined || group.sure === sure)
        .slice(offset, offset + limit),
    'doubles.find': () => {
      const job = fakeJob('doubles', { id: 900, total: 40, done: 4 })
      engine.emit('job', job)
      return job
    },
    'doubles.propose': ({ name, groups }: Input<'doubles.propose'>) => {
      const files = groups.reduce((sum, { others }) => sum + others.length, 0)
      const counts = { files, changes: files, accepted: files, written: 0, failed: 0 }
      return { id: 1, name, mode: 'replace', state: 'open', createdAt: 0, ...counts, values: [] }
    },
    'doubles.apart': ({ ids, apart = true }: Input<'doubles.apart'>) => {
      for (const id of ids) {
        if (apart) parted.add(id)
        else parted.delete(id)
      }
      return null
    }
  }
}
