/** An entry of an APEv2 tag. */
export interface ApeItem {
  name: string
  /** Bits 1 and 2 say what it is: 0 text, 2 bytes, 4 a link. */
  flags: number
  value: Buffer
}
