import type { z } from "zod";
import { importRoutes } from "../../../../src/contract/imports.ts";
import type { ApiClient } from "../../api/client.ts";
import { ConsoleError } from "../../api/console-error.ts";
import { digestFile } from "./digest-file.ts";
import { readFileLine } from "./read-file-line.ts";

/** A snapshot as a person chose it. */
export interface Snapshot extends Omit<z.input<typeof importRoutes.beginImport.body>, "files"> {
  readonly people: File;
  readonly groups: File | undefined;
}

/** A line of a file, as the person wrote it. */
export interface FileLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** How far an upload is. */
export type RunState =
  | { readonly kind: "sending"; readonly file: string; readonly sent: number; readonly total: number }
  | { readonly kind: "checking" }
  | { readonly kind: "checked"; readonly importId: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly error: unknown; readonly lines: readonly FileLine[] };

/**
 * Sends the files of a snapshot and lets the server check it. It goes on when a person leaves the page: the page finds it
 * again by `currentRun`.
 */
export class ImportRun {
  readonly source: string;
  readonly #listeners = new Set<() => void>();
  readonly #abort = new AbortController();
  #state: RunState;

  constructor(client: ApiClient, org: string, snapshot: Snapshot) {
    this.source = snapshot.source;
    this.#state = { kind: "sending", file: snapshot.people.name, sent: 0, total: sizeOf(snapshot) };
    void this.#run(client, org, snapshot);
  }

  get state(): RunState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Ends the upload. The server keeps nothing of it. */
  cancel(): void {
    this.#abort.abort();
  }

  async #run(client: ApiClient, org: string, snapshot: Snapshot): Promise<void> {
    const { people, groups, ...chosen } = snapshot;
    let importId: string | undefined;
    try {
      const body = { ...chosen, files: await digestFiles(snapshot) };
      const begun = await client.call(importRoutes.beginImport, { params: { org }, body });
      importId = begun.importId;
      const params = { org, import: importId };
      if (begun.needsFiles) await this.#send(client, params, snapshot);
      this.#become({ kind: "checking" });
      const { signal } = this.#abort;
      await client.call(importRoutes.previewImport, { params, body: {}, signal });
      this.#become({ kind: "checked", importId });
    } catch (error) {
      const isCancelled = this.#abort.signal.aborted;
      if (importId !== undefined) await release(client, org, importId);
      if (isCancelled) this.#become({ kind: "cancelled" });
      else this.#become({ kind: "failed", error, lines: await findLines(error, snapshot) });
    }
  }

  async #send(
    client: ApiClient,
    params: { readonly org: string; readonly import: string },
    { people, groups }: Snapshot,
  ): Promise<void> {
    const { signal } = this.#abort;
    const files = [
      { part: "people", file: people } as const,
      ...(groups === undefined ? [] : [{ part: "groups", file: groups } as const]),
    ];
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    let before = 0;
    for (const { part, file } of files) {
      const onSent = (bytes: number) =>
        this.#become({ kind: "sending", file: file.name, sent: before + Math.min(bytes, file.size), total });
      onSent(0);
      await client.upload(
        importRoutes.uploadImportFile,
        { params: { ...params, part }, query: { file: file.name.slice(-255) }, signal },
        { file, onSent },
      );
      before += file.size;
    }
  }

  #become(state: RunState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const sizeOf = ({ people, groups }: Snapshot) => people.size + (groups?.size ?? 0);

/** The digests of the files; undefined unless every file has one. */
async function digestFiles({ people, groups }: Snapshot) {
  const first = await digestFile(people);
  const second = groups === undefined ? undefined : await digestFile(groups);
  const isWhole = first !== undefined && (groups === undefined || second !== undefined);
  return isWhole ? { people: first, groups: second } : undefined;
}

/** Ends an import that goes no further; one that has ended already is as good. */
async function release(client: ApiClient, org: string, importId: string): Promise<void> {
  try {
    await client.call(importRoutes.releaseImport, { params: { org, import: importId } });
  } catch (error) {
    // Without the server there is nothing to end: it gives the import up after a minute.
    if (!(error instanceof ConsoleError)) throw error;
  }
}

/** The lines that a refusal names, from the files that the person still has open here. */
async function findLines(error: unknown, { people, groups }: Snapshot): Promise<readonly FileLine[]> {
  const { file: name, line, other } = (error instanceof ConsoleError && error.problem?.params) || {};
  const file = [people, groups].find((each) => each?.name === name);
  if (file === undefined) return [];
  const numbers = [other, line].filter((each) => typeof each === "number");
  const texts = await Promise.all(numbers.map((number) => readFileLine(file, number)));
  return numbers.flatMap((number, at) => {
    const text = texts[at];
    return text === undefined ? [] : [{ file: file.name, line: number, text }];
  });
}

const runs = new Map<string, ImportRun>();

/** The upload of an organization that was started last in this tab. */
export function currentRun(org: string): ImportRun | undefined {
  return runs.get(org);
}

/** Starts an upload in place of the last one. */
export function startRun(client: ApiClient, org: string, snapshot: Snapshot): ImportRun {
  const run = new ImportRun(client, org, snapshot);
  runs.set(org, run);
  return run;
}

/** Forgets an upload that has ended. */
export function forgetRun(org: string): void {
  runs.delete(org);
}
