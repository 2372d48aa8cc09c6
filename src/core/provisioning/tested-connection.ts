import type { Fault } from "./fault.ts";

/** The last test of a connection that a person ran. */
export interface TestedConnection {
  readonly at: number;
  /** Why the target did not accept it; null if it did. */
  readonly fault: Fault | null;
  /** The version of the target's settings, and the credential, that were tested. */
  readonly targetVersion: number;
  readonly secret: string | null;
}

/** True if nothing of the connection has changed since the test. */
export function isStillTrue(
  { targetVersion, secret }: TestedConnection,
  now: { readonly target_version: number; readonly secret: string | null },
): boolean {
  return targetVersion === now.target_version && secret === now.secret;
}
