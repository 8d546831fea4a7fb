import type { Events } from '#contract/events.ts'

/**
 * What the features tell each other of: all that is told outside, and what only they care about. Those who were opened
 * first hear first, the outside last.
 */
export interface Changes extends Events {
  /** Another model is in use. */
  'model.in-use': null
  /** Tracks can be searched that no job has heard. */
  'vectors.imported': null
  /** Tracks left the library, or came back, without a job. */
  'tracks.left': null
  /** A window has opened. */
  'window.opened': null
  /** A track was played or rated. */
  'listening.changed': null
  /** A taught tag has another name or other examples. */
  'taught.changed': null
  /** Somebody asks for music to be looked at or heard: what was stopped may go on. */
  'work.asked': null
}
