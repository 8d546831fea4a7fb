const headLength = 10

/** Length in bytes of the ID3v2 tag at the start of these bytes, header and footer included; 0 where none starts there. */
export function id3Length(head: Uint8Array): number {
  if (head.length < headLength || head[3]! === 0xff) return 0
  if (head[0] !== 0x49 || head[1] !== 0x44 || head[2] !== 0x33) return 0
  const footer = head[3] === 4 && (head[5]! & 0x10) !== 0
  return headLength + synchsafe(head, 6) + (footer ? headLength : 0)
}

/** Four times seven bits. */
export function synchsafe(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at]! & 0x7f) << 21) |
    ((bytes[at + 1]! & 0x7f) << 14) |
    ((bytes[at + 2]! & 0x7f) << 7) |
    (bytes[at + 3]! & 0x7f)
  )
}
