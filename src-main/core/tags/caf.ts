import { fieldOfName } from './field-names.ts'
import { noTexts, say, type TagTexts, type TextField } from './fields.ts'
import { readUtf8 } from './legacy-text.ts'
import { longestTag, type TagBytes } from './tag-bytes.ts'

/** Names in CAF that are not those of the free names. */
const named: Readonly<Record<string, TextField>> = {
  'track number': 'trackNumber',
  'recorded date': 'year',
  comments: 'comment',
  tempo: 'bpm',
  'key signature': 'key'
}

/** The "info" chunk of CAF: names and values with a NUL behind each. Read, never written. */
export function cafTexts(file: TagBytes): TagTexts {
  const texts = noTexts()
  let at = 8
  for (let chunks = 0; chunks < 10_000 && at + 12 <= file.size; chunks++) {
    const head = file.exactly(at, 12)
    const length = Number(head.readBigInt64BE(4))
    // Sound of unknown length is said to be -1 long and comes last.
    if (length < 0) break
    if (head.toString('latin1', 0, 4) === 'info' && length >= 4 && length <= longestTag) {
      addInfo(texts, file.read(at + 12, length).subarray(4), file.charset)
    }
    at += 12 + length
  }
  return texts
}

function addInfo(texts: TagTexts, bytes: Buffer, charset: string): void {
  for (let at = 0; at < bytes.length;) {
    const nameEnd = bytes.indexOf(0, at)
    const end = nameEnd < 0 ? -1 : bytes.indexOf(0, nameEnd + 1)
    if (end < 0) return
    const name = bytes.toString('utf8', at, nameEnd)
    const field = named[name.toLowerCase()] ?? fieldOfName(name)
    const { text, rule } = readUtf8(bytes.subarray(nameEnd + 1, end), charset)
    if (field !== null) {
      say(texts, field, text)
      texts.rule ||= rule
    }
    at = end + 1
  }
}
