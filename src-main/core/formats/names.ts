/** What counts as audio, by extension. Containers that mostly hold video (mp4, mkv, webm, avi) are left out. */
const extensions = new Set(
  (
    'mp3 mp2 flac ogg oga opus spx m4a m4b m4p m4r aac wav wave aif aiff aifc wma wv ape mpc mp+ tta dsf dff ' +
    'mka weba caf au snd'
  ).split(' ')
)

/** Whether a file name promises audio. */
export function isAudioName(name: string): boolean {
  return extensions.has(extensionOf(name))
}

/** Lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}

export interface Container {
  name: string
  /** By which its tag reader is found; null where there is none, or where only the file's own name can tell. */
  extension: string | null
}

/** Text at an offset by which a format begins. */
const marks: readonly [offset: number, text: string, name: string, extension: string | null][] = [
  [0, 'fLaC', 'FLAC', 'flac'],
  [0, 'OggS', 'Ogg', 'ogg'],
  [8, 'WAVE', 'WAVE', 'wav'],
  [8, 'AIFF', 'AIFF', 'aiff'],
  [8, 'AIFC', 'AIFF', 'aiff'],
  [4, 'ftyp', 'MP4', 'm4a'],
  [0, 'wvpk', 'WavPack', 'wv'],
  [0, 'MAC ', "Monkey's Audio", 'ape'],
  [0, 'MPCK', 'Musepack', 'mpc'],
  [0, 'MP+', 'Musepack', 'mpc'],
  [0, 'TTA1', 'TTA', null],
  [0, 'DSD ', 'DSF', 'dsf'],
  [0, 'FRM8', 'DSDIFF', 'dff'],
  [0, 'caff', 'CAF', null],
  [0, '.snd', 'AU', null],
  [0, '\x1aE\xdf\xa3', 'Matroska', 'mka'],
  [0, '0&\xb2u', 'ASF', 'wma']
]

/** The container a file begins like; null when it begins like no audio. `head`: some kilobytes from its start. */
export function containerOf(head: Buffer): Container | null {
  if (head.toString('latin1', 0, 3) === 'ID3') {
    return containerOf(head.subarray(id3Length(head))) ?? { name: 'MPEG', extension: null }
  }
  for (const [offset, text, name, extension] of marks) {
    if (head.toString('latin1', offset, offset + text.length) === text) return { name, extension }
  }
  return startsWithFrames(head) ? { name: 'MPEG', extension: 'mp3' } : null
}

function id3Length(head: Buffer): number {
  if (head.length < 10) return head.length
  return (
    10 + ((head[6]! & 0x7f) << 21) + ((head[7]! & 0x7f) << 14) + ((head[8]! & 0x7f) << 7) + (head[9]! & 0x7f)
  )
}

/** An MPEG or ADTS frame begins with 11 set bits, followed by a layer and rate that exist. */
function startsWithFrames(head: Buffer): boolean {
  let start = 0
  while (start < head.length && head[start] === 0) start++ // encoders pad with zeros
  if (head[start] !== 0xff || start + 2 >= head.length) return false
  const second = head[start + 1]!
  const adts = (second & 0xf6) === 0xf0
  const mpeg = (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08 && (second & 0x06) !== 0
  return adts || (mpeg && head[start + 2]! >> 4 !== 0xf && (head[start + 2]! & 0x0c) !== 0x0c)
}
