/** What is wrong with what Earshot stands on: codes with values in plain units. The words are not ours. */

/** Why an ffmpeg is not in use. */
export type DecoderRefusal =
  /** The one that was chosen in the settings. */
  | { code: 'not-a-program'; path: string }
  /** `said`: by the system; null: it is something else. */
  | { code: 'does-not-run'; path: string; said: string | null }
  | { code: 'none-found' }

/** What was wrong with a file that was heard all the same. Told where analysing is watched; the page does not get it. */
export type DecodeWarning =
  /** The decoder's own words, and so many more different ones; null: more than were kept. */
  | { code: 'damage'; said: string; more: number | null }
  /** `exit`: the code it ended with; null: a signal ended it. */
  | { code: 'ended-early'; exit: number | null }
  /** It is longer than what is heard of any file. */
  | { code: 'first-only'; seconds: number }
  | { code: 'cut-off'; decoded: number; expected: number }
  /** One decoder refused it, in these words, and another one read it. */
  | { code: 'other-decoder'; refused: DecoderKind; read: DecoderKind; said: string }

type DecoderKind = 'ffmpeg' | 'built-in'

/** Why an execution provider is not in use. */
export type ProviderFault =
  /** It took the whole program down when it was tried. */
  | { code: 'took-down' }
  /** How like the processor's its results are; null: they are no numbers. */
  | { code: 'differs'; cosine: number | null }
  /** Milliseconds a window, and those of the processor. */
  | { code: 'slower'; milliseconds: number; processor: number }
  | { code: 'not-in-build' }
  | { code: 'no-libraries' }
  | { code: 'no-driver' }
  /** The runtime's own words. */
  | { code: 'failed'; said: string }

interface ModelFile {
  path: string
  /** The model is part of Earshot, or was added. */
  origin: 'shipped' | 'installed'
}

/** Why a model cannot be used. */
export type ModelFault =
  | ({ code: 'file-missing' } & ModelFile)
  | ({ code: 'file-size'; bytes: number; expected: number } & ModelFile)
  | ({ code: 'file-content' } & ModelFile)
  /** It was in use and is not there any more; another one is used instead. */
  | { code: 'gone'; id: string; instead: string }
  /** What reading its description failed with: the message of that failure. */
  | { code: 'unreadable'; said: string }

/** Why a model that Earshot knows is not offered. */
export interface KnownFault {
  code: 'phrases-alike'
  /** Mean cosine of unrelated phrases. */
  cosine: number
}

/** What the thorough check of the database found. */
export type DatabaseFault =
  | { code: 'rows-astray'; rows: number }
  /** SQLite's own words. */
  | { code: 'damaged'; said: string }

interface ModelProblem {
  id: string
  fault: ModelFault
  inUse: boolean
}

/** What is wrong on this machine. The codes are those of the failures that come of it. */
export type Problem =
  /** Without ffmpeg only `formats` can be read. */
  | { code: 'no-decoder'; refused: DecoderRefusal[]; formats: string }
  | ({ code: 'model-missing' } & ModelProblem)
  | ({ code: 'model-corrupt' } & ModelProblem)
  /** None passed; what was wrong with each. */
  | { code: 'model-refused'; providers: { provider: string; reason: ProviderFault | null }[] }
  /** `backup`: the newest one's path. */
  | { code: 'database-damaged'; fault: DatabaseFault; backup: string | null }
  /** Bytes. */
  | { code: 'disk-full'; free: number; dataFolder: string }
  /** A folder of the library that cannot be reached. */
  | { code: 'not-found'; path: string }
