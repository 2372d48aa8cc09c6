/** A stream for text, such as process.stdout. */
export interface Sink {
  write(text: string): unknown;
  /** Calls the listener once more can be written, after a `write` that returned false. */
  once?(event: "drain", listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** A file opened for reading. `bytes` can be read only once. */
export interface OpenFile {
  readonly sizeBytes: number;
  /** True if the file can be opened again with the same content, which a pipe cannot. */
  readonly isKept?: boolean | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The file that `muster login` writes. Only this user can read it. */
export interface LoginFile {
  readonly path: string;
  /** The text of the file; undefined if the file does not exist. */
  read(): string | undefined;
  write(text: string): void;
  /** Removes the file; false if the file does not exist. */
  remove(): boolean;
}

/** Signals that end a process, caught by a command that waits. */
export interface CaughtSignals {
  /** Aborted by the first SIGINT or SIGTERM, with its name as the reason; the next one ends the process. */
  readonly signal: AbortSignal;
  /** From now on signals end the process again. */
  release(): void;
}

/** Everything that commands use of the machine they run on. The composition root builds the real one. */
export interface World {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Rejects when the file cannot be read, before anything is sent anywhere. */
  openFile(path: string): Promise<OpenFile>;
  /**
   * Writes a file that only this user can read, and puts it in its place when it is whole. Rejects when it cannot be written;
   * a file of that name then stays as it was. Absent in a world without a disk of its own.
   */
  saveFile?(path: string, pieces: AsyncIterable<string>): Promise<void>;
  /** The names of the files in a folder; undefined for a path that is not a folder. Absent in a world without folders. */
  listFolder?(path: string): Promise<readonly string[] | undefined>;
  /** Milliseconds on a clock that only progress uses. */
  now(): number;
  /** Resolves after this time, or as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Catches the signals that end a process. Absent in a world that is not a process of its own. */
  readonly catchSignals?: (() => CaughtSignals) | undefined;
  /** Absent in a world without a disk of its own. */
  readonly login?: LoginFile;
  /** Reads a line that is not shown; undefined when the user breaks off. Absent in a world without an input of its own. */
  readSecret?(prompt: string): Promise<string | undefined>;
  /** Asks a question that is answered with yes or no; undefined where there is no terminal to ask on. */
  confirm?(question: string): Promise<boolean | undefined>;
}
