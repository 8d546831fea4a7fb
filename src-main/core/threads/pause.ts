/** Lets other messages in between two heavy steps; throws when nobody waits for the answer any more. */
export type Pause = () => Promise<void>
