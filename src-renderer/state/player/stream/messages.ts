/** Left and right. */
export type Planes = [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>]

/** What the page tells the worklet. Frames are counted through all that was ever played on it. */
export type ToWorklet =
  /** Sound, from a frame on. */
  | { kind: 'sound'; at: number; planes: Planes }
  /** Forgets all, and stands at a frame. */
  | { kind: 'start'; at: number }
  /** Forgets what comes from a frame on. */
  | { kind: 'cut'; at: number }
  | { kind: 'run'; run: boolean }

/** Where it stands, a few times a second and whenever it begins or ceases to go on. */
export interface FromWorklet {
  at: number
  /** Silent because nobody wants to hear anything. */
  rests: boolean
}
