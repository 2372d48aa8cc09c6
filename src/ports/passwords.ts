/** Hashes passwords slowly, so that a stolen hash gives no password away. Never blocks the event loop. */
export interface Passwords {
  /** The number of passwords that wait until others are computed. */
  readonly waiting: number;
  hash(password: string): Promise<string>;
  /** True if the hash was made from this password. Without a hash the same work is done, and the answer is false. */
  verify(hash: string | null, password: string): Promise<boolean>;
}
