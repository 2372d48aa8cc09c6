import { INSTANCE, type OrgId } from "../../core/ids.ts";
import type { ErrorAnswerRow } from "../../ports/error-answer-tables.ts";
import type { Write } from "../../ports/store.ts";
import { formatAuthor } from "../audit.ts";
import { BatchWriter } from "../background/batch-writer.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Actor, Deps } from "../deps.ts";
import { readKeep } from "../retention/read-retention.ts";
import { findErrorOwner, type NamedRecord } from "./find-error-owner.ts";

/** The actor of a request without a session or a valid token. */
const ANONYMOUS = "anonymous";
const FLUSH_MS = 500;
/** The number of answers that may wait. Further ones are not recorded. */
const WAITING_MAX = 1_000;

/** An answer with an error, and what is known of its request. */
export interface NotedError extends Pick<ErrorAnswerRow, "id" | "method" | "route" | "status" | "code"> {
  /** Undefined for an anonymous request. */
  readonly caller: Actor | undefined;
  readonly address: string | null;
  /** The organization in the path, which may not exist. */
  readonly org: OrgId | undefined;
  /** The record in the path, for paths without an organization. */
  readonly record: NamedRecord | undefined;
}

/**
 * Keeps answers with an error, so that administrators find them by their tracking ids. They wait in memory and are written
 * in groups, beside the requests that are being answered.
 */
export class ErrorAnswerRecorder {
  readonly #deps: Deps;
  #waiting: { readonly at: number; readonly answer: NotedError }[] = [];
  readonly #writer: BatchWriter;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#writer = new BatchWriter(deps.env, FLUSH_MS, () => this.#write());
  }

  /** Notes an answer; false if too many wait already. */
  note(answer: NotedError): boolean {
    if (this.#waiting.length >= WAITING_MAX) return false;
    this.#waiting.push({ at: this.#deps.env.now(), answer });
    this.#writer.startLater();
    return true;
  }

  /** Resolves when everything noted so far was written or given up. Never rejects. */
  async flush(): Promise<void> {
    do await this.#writer.flush();
    while (this.#waiting.length > 0);
  }

  async #write(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const rows = new Map<OrgId, ErrorAnswerRow[]>();
      for (const { at, answer } of batch) {
        const org = await findErrorOwner(this.#deps, answer);
        const ofOrg = rows.get(org) ?? [];
        rows.set(org, ofOrg);
        ofOrg.push(toRow(answer, org, at));
      }
      for (const [org, ofOrg] of rows) await this.#writeOf(org, ofOrg);
    } catch (error) {
      this.#deps.log("warn", "request.errors-not-recorded", { answers: batch.length, error });
    }
  }

  async #writeOf(org: OrgId, rows: readonly ErrorAnswerRow[]): Promise<void> {
    const { number } = await readKeep(this.#deps, org, "errorAnswers");
    if (number === 0) return;
    const exists: readonly Write[] =
      org === INSTANCE ? [] : [{ op: "require", table: "organization", key: { org }, expect: {} }];
    // An organization that was deleted meanwhile leaves no records over.
    await commitIfCurrent(this.#deps, [
      ...exists,
      ...rows.map((row): Write => ({ op: "insert", table: "error_answer", row })),
    ]);
  }
}

function toRow(
  { id, caller, address, method, route, status, code }: NotedError,
  org: OrgId,
  at: number,
): ErrorAnswerRow {
  return {
    ...{ org, id, at, method, route, status, code },
    actor: caller === undefined ? ANONYMOUS : formatAuthor(caller),
    address: caller === undefined ? address : null,
  };
}
