import { EndOfStreamError } from 'strtok3'
import { AbstractTokenizer, type IFileInfo, type IReadChunkOptions } from 'strtok3/core'
import type { AudioFile } from './audio-file.ts'

/** Larger single values than this (a cover, say) are not worth having. */
const maxBufferSize = 64 * 1024 * 1024

/** What music-metadata reads through. */
export class AudioTokenizer extends AbstractTokenizer {
  override readonly fileInfo: IFileInfo
  readonly #file: AudioFile
  readonly #from: number
  readonly #size: number

  /** `name` picks the parser by its ending. It sees the bytes of the file from `from` to `end` only. */
  constructor(file: AudioFile, name: string, from = 0, end = file.size) {
    super({ maxBufferSize })
    this.#file = file
    this.#from = from
    this.#size = end - from
    this.fileInfo = { size: this.#size, path: name }
  }

  override supportsRandomAccess(): boolean {
    return true
  }

  setPosition(position: number): void {
    this.position = position
  }

  override async readBuffer(target: Uint8Array, options: IReadChunkOptions = {}): Promise<number> {
    const count = await this.peekBuffer(target, options)
    this.position = (options.position ?? this.position) + count
    return count
  }

  override async peekBuffer(target: Uint8Array, options: IReadChunkOptions = {}): Promise<number> {
    const { position, length, mayBeLess } = this.normalizeOptions(target, options)
    const wanted = Math.max(0, Math.min(length, this.#size - position))
    const count = wanted === 0 ? 0 : this.#file.read(target.subarray(0, wanted), this.#from + position)
    if (count < length && mayBeLess !== true) throw new EndOfStreamError()
    return count
  }

  override async ignore(length: number): Promise<number> {
    const count = Math.max(0, Math.min(length, this.#size - this.position))
    this.position += count
    return count
  }
}
