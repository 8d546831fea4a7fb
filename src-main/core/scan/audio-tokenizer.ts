import { EndOfStreamError } from 'strtok3'
import { AbstractTokenizer, type IFileInfo, type IReadChunkOptions } from 'strtok3/core'
import type { AudioFile } from './audio-file.ts'

/** Larger single values than this (a cover, say) are not worth having. */
const maxBufferSize = 64 * 1024 * 1024

/** What music-metadata reads through. */
export class AudioTokenizer extends AbstractTokenizer {
  override readonly fileInfo: IFileInfo
  readonly #file: AudioFile

  /** `name` picks the parser by extension; without it the content does. */
  constructor(file: AudioFile, name?: string) {
    super({ maxBufferSize })
    this.#file = file
    this.fileInfo = name === undefined ? { size: file.size } : { size: file.size, path: name }
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
    const count = length === 0 ? 0 : this.#file.read(target.subarray(0, length), position)
    if (count < length && mayBeLess !== true) throw new EndOfStreamError()
    return count
  }

  override async ignore(length: number): Promise<number> {
    const count = Math.max(0, Math.min(length, this.#file.size - this.position))
    this.position += count
    return count
  }
}
