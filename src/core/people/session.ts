/** How long a session lasts: at most, and without a request. */
export const SESSION_MS = { absolute: 12 * 3_600_000, idle: 60 * 60_000 } as const;

/** For how long after its person proved who they are a session may hand out access. */
export const RECENT_MINUTES = 15;

/** The times of a session that decide whether it has ended. */
export interface SessionTimes {
  readonly created: number;
  readonly used: number;
  readonly expires: number;
  readonly ended: number | null;
}

/** The moment at which a session ends if no further request comes. */
export function endOf({ used, expires }: SessionTimes): number {
  return Math.min(expires, used + SESSION_MS.idle);
}

/** True while requests of the session are accepted. */
export function isLive(session: SessionTimes, now: number): boolean {
  return session.ended === null && endOf(session) > now;
}

/** True while the proof behind the session is recent enough to show that its person is still there. */
export function isRecent({ proven }: { readonly proven: number | null }, now: number): boolean {
  return proven !== null && now - proven < RECENT_MINUTES * 60_000;
}
