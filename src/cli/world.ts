/** Where text goes; process.stdout and process.stderr are two. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** A file opened for reading. `bytes` is read once. */
export interface OpenFile {
  readonly sizeBytes: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** All that the commands know of the machine they run on; the composition root makes the real one. */
export interface World {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Rejects when the file cannot be read, before anything is sent anywhere. */
  openFile(path: string): Promise<OpenFile>;
  /** Milliseconds; used for progress alone. */
  now(): number;
  sleep(ms: number): Promise<void>;
}
