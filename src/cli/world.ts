/** A stream for text, such as process.stdout. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** A file opened for reading. `bytes` can be read only once. */
export interface OpenFile {
  readonly sizeBytes: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The file that `muster login` writes. Only this user can read it. */
export interface LoginFile {
  readonly path: string;
  /** The text of the file; undefined if the file does not exist. */
  read(): string | undefined;
  write(text: string): void;
  /** Removes the file, if there is one. */
  remove(): void;
}

/** Everything that commands use of the machine they run on. The composition root builds the real one. */
export interface World {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Rejects when the file cannot be read, before anything is sent anywhere. */
  openFile(path: string): Promise<OpenFile>;
  /** Milliseconds on a clock that only progress uses. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Absent in a world without a disk of its own. */
  readonly login?: LoginFile;
  /** Reads a line that is not shown; undefined when the user breaks off. Absent in a world without an input of its own. */
  readSecret?(prompt: string): Promise<string | undefined>;
}
