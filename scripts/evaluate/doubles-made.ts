import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

// Which copies and which versions are made of each piece, and what the right answer is: written before anything was tried.

/** Arguments of ffmpeg behind the input, and the ending. `%2`: another piece, as a second input. */
type Made = [name: string, args: string, ending: string]

/** The same recording: to be found. */
const copies: readonly Made[] = [
  ['mp3 128', '-c:a libmp3lame -b:a 128k', 'mp3'],
  ['mp3 V0', '-c:a libmp3lame -q:a 0', 'mp3'],
  ['mp3 320', '-c:a libmp3lame -b:a 320k', 'mp3'],
  ['opus 64', '-c:a libopus -b:a 64k', 'opus'],
  ['opus 96', '-c:a libopus -b:a 96k', 'opus'],
  ['aac 96', '-c:a aac -b:a 96k', 'm4a'],
  ['aac 192', '-c:a aac -b:a 192k', 'm4a'],
  ['vorbis q2', '-c:a libvorbis -q:a 2', 'ogg'],
  ['vorbis q6', '-c:a libvorbis -q:a 6', 'ogg'],
  ['flac', '-c:a flac', 'flac'],
  ['mp3 64', '-c:a libmp3lame -b:a 64k', 'mp3'],
  ['head cut 3.7 s, mp3 192', '-ss 3.7 -c:a libmp3lame -b:a 192k', 'mp3'],
  ['head cut 14 s, flac', '-ss 14 -c:a flac', 'flac'],
  ['tail cut 6 s, opus 96', '-t 74 -c:a libopus -b:a 96k', 'opus'],
  ['both cut, mp3 160', '-ss 2.2 -t 70 -c:a libmp3lame -b:a 160k', 'mp3'],
  ['faded, vorbis q4', '-af afade=t=in:d=2,afade=t=out:st=75:d=5 -c:a libvorbis -q:a 4', 'ogg'],
  ['8 dB softer, mp3 192', '-af volume=-8dB -c:a libmp3lame -b:a 192k', 'mp3'],
  ['3 dB louder as floats', '-af volume=3dB -c:a pcm_f32le', 'wav'],
  ['32 kHz, mp3 128', '-ar 32000 -c:a libmp3lame -b:a 128k', 'mp3'],
  ['48 kHz, flac', '-ar 48000 -c:a flac', 'flac'],
  ['mono, mp3 96', '-ac 1 -c:a libmp3lame -b:a 96k', 'mp3'],
  ['other container', '-c:a copy', 'mka'],
  ['9 s of silence before it, aac 128', '-af adelay=9000:all=1 -c:a aac -b:a 128k', 'm4a']
]

/** Other recordings, or other masterings, of the same piece: to be left alone. */
const versions: readonly Made[] = [
  ['3 % faster', '-af atempo=1.03 -c:a flac', 'flac'],
  ['a quarter tone higher', '-af asetrate=45390,aresample=44100 -c:a flac', 'flac'],
  [
    'remaster: bass, treble and limiter',
    '-af bass=g=3,treble=g=2.5,alimiter=level_in=1.6:limit=0.8:level=0 -c:a flac',
    'flac'
  ],
  [
    'remaster: compressor and limiter',
    '-af acompressor=threshold=0.08:ratio=3:makeup=3,alimiter=limit=0.9:level=0 -c:a flac',
    'flac'
  ],
  ['remaster: 2 dB more treble', '-af treble=g=2:f=4000 -c:a libmp3lame -b:a 256k', 'mp3'],
  [
    'live-like: a hall and its noise',
    '-filter_complex [0:a]aecho=0.8:0.85:70|110:0.4|0.25[m];anoisesrc=c=pink:a=0.02:r=44100:d=80[n];[m][n]amix=inputs=2:duration=first:normalize=0 -c:a flac',
    'flac'
  ],
  [
    'another melody over it',
    '-filter_complex [1:a]volume=-5dB,highpass=f=300[b];[0:a][b]amix=inputs=2:duration=first:normalize=0 -c:a flac',
    'flac'
  ],
  [
    'without the middle of the stereo',
    '-af aformat=channel_layouts=stereo,pan=stereo|c0=c0-0.9*c1|c1=c1-0.9*c0 -c:a flac',
    'flac'
  ],
  [
    'edit: 12 s taken out of the middle',
    '-af aselect=not(between(t\\,30\\,42)),asetpts=N/SR/TB -c:a flac',
    'flac'
  ],
  [
    'other order: its halves changed places',
    '-filter_complex [0:a]asplit[x][y];[x]atrim=0:40[a];[y]atrim=40:80,asetpts=PTS-STARTPTS[b];[b][a]concat=n=2:v=0:a=1 -c:a flac',
    'flac'
  ],
  ['without its voices: a band taken out', '-af equalizer=f=1000:t=o:w=2.5:g=-14 -c:a flac', 'flac'],
  [
    'remix: a beat over it',
    '-filter_complex aevalsrc=0.5*sin(2*PI*60*mod(t\\,0.5))*exp(-12*mod(t\\,0.5)):d=80:s=44100[k];[0:a][k]amix=inputs=2:duration=first:normalize=0 -c:a flac',
    'flac'
  ],
  ['remix: thinned and pulsing', '-af highpass=f=250,tremolo=f=4:d=0.7 -c:a flac', 'flac'],
  ['slower, and deeper', '-af asetrate=42800,aresample=44100 -c:a libmp3lame -b:a 192k', 'mp3']
]

const endings = /\.(ogg|opus|mp3|flac|wav|it|xm|mod|s3m)$/i
/** Seconds from where on, and for how long, a piece is taken. */
const [skipped, taken] = [4, 80]

export interface Piece {
  name: string
  file: string
  /** The lines are settled on the first half; figures are those of the second. */
  half: 0 | 1
}

/** Audio files below a folder of at least 90 s, at most `most` a package and `all` in all, in an order that is the same every time. */
export function piecesIn(music: string, most: number): Piece[] {
  const byPackage = new Map<string, string[]>()
  for (const path of readdirSync(music, { recursive: true, encoding: 'utf8' }).sort(byHash)) {
    const of = path.split('/')[0]!
    const known = byPackage.get(of) ?? []
    if (!endings.test(path) || known.length >= most || lengthOf(join(music, path)) < skipped + taken + 2)
      continue
    byPackage.set(of, [...known, path])
  }
  const paths = [...byPackage.values()].flat().sort(byHash)
  return paths.map((path, i) => ({
    name: `${String(i).padStart(3, '0')} ${path.split('/').at(-1)!.replace(endings, '')}`,
    file: join(music, path),
    half: (i % 2) as 0 | 1
  }))
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const byHash = (a: string, b: string): number => (hashOf(a) < hashOf(b) ? -1 : 1)

function lengthOf(file: string): number {
  try {
    const args = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file]
    return (
      Number(execFileSync('ffprobe', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) || 0
    )
  } catch {
    return 0
  }
}

export interface MadeFile {
  piece: Piece
  /** Of the table it is from; null: the piece itself. */
  kind: string | null
  same: boolean
  path: string
}

/** Every piece with the copies and versions whose turn it is, as files below a folder; those that are there are kept. */
export function makeFiles(pieces: readonly Piece[], folder: string, each: number): MadeFile[] {
  const all: MadeFile[] = []
  for (const kind of ['pieces', 'copies', 'versions']) mkdirSync(join(folder, kind), { recursive: true })
  const own = (piece: Piece): string => join(folder, 'pieces', `${piece.name}.ogg`)
  for (const piece of pieces) {
    const cut = ['-ss', String(skipped), '-t', String(taken)]
    make([...cut, '-i', piece.file], '-ac 2 -ar 44100 -c:a libvorbis -q:a 7', own(piece))
    all.push({ piece, kind: null, same: true, path: own(piece) })
  }
  pieces.forEach((piece, i) => {
    const second = own(pieces[(i + 2) % pieces.length]!)
    for (let k = 0; k < each; k++) {
      for (const [place, table, same] of [
        ['copies', copies, true],
        ['versions', versions, false]
      ] as const) {
        const [kind, args, ending] = table[(i * each + k) % table.length]!
        const path = join(folder, place, `${piece.name} ${k}.${ending}`)
        make(['-i', own(piece), ...(args.includes('[1:a]') ? ['-i', second] : [])], args, path)
        all.push({ piece, kind, same, path })
      }
    }
  })
  return all
}

function make(input: string[], args: string, path: string): void {
  if (existsSync(path)) return
  const map = args.includes('filter_complex') ? [] : ['-map', '0:a:0']
  const options = ['-nostdin', '-v', 'error', '-y', '-threads', '1', ...input, ...map, '-map_metadata', '-1']
  execFileSync('ffmpeg', [...options, ...args.split(' '), path])
}
