/**
 * True once a stored time has come that was written as "in `waitMs` from now". A time that lies further ahead than this
 * was written before the clock was set back: it counts as come, because no wait is longer than its own length.
 */
export function hasCome(due: number, now: number, waitMs: number): boolean {
  return due <= now || due - now > waitMs;
}
