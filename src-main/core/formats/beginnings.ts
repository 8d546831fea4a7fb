import type { Beginning } from './format.ts'

/** How far into Matroska the kind of document is looked for. */
const ebmlHead = 64

/** Text at an offset. */
type Mark = readonly [offset: number, text: string]

/** All of these texts at their places. */
export function marked(...marks: readonly Mark[]): Beginning {
  return head => (marks.every(([at, text]) => textAt(head, at, text.length) === text) ? 0 : null)
}

/** One or the other. */
export function either(...beginnings: readonly Beginning[]): Beginning {
  return head => {
    for (const begins of beginnings) {
      const at = begins(head)
      if (at !== null) return at
    }
    return null
  }
}

/** Ogg whose first packet begins like this. */
export function oggWith(packet: string): Beginning {
  return head => {
    if (textAt(head, 0, 4) !== 'OggS') return null
    return textAt(head, 27 + (head[26] ?? 0), packet.length) === packet ? 0 : null
  }
}

/** EBML that says it is a document of this kind. */
export function ebmlOf(type: string): Beginning {
  const said = `\x42\x82${String.fromCharCode(0x80 | type.length)}${type}`
  return head =>
    textAt(head, 0, 4) === '\x1a\x45\xdf\xa3' && textAt(head, 0, ebmlHead).includes(said) ? 0 : null
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
