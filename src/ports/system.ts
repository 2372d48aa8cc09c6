/** What is known of the database as a whole. */
export interface StoreFacts {
  /** The version of the database software. */
  readonly version: string;
  /** The size of the database, in bytes. */
  readonly bytes: number;
  /** The name of the last migration that it had. */
  readonly migration: string;
}

/** Reads about the database itself. */
export interface SystemReads {
  readStoreFacts(): Promise<StoreFacts>;
}
