import { isObject, type Json, type JsonObject, toJsonText } from "../../../core/json.ts";
import {
  BULK_REQUEST_URN,
  type BulkOperation,
  type BulkRequest,
  toBulkResult,
} from "../../../core/scim/bulk/read-bulk.ts";
import {
  type Created,
  findReferenceKeys,
  findReferencesInPath,
  holdBack,
  type ReferenceKeys,
  referencesIn,
  resolveIn,
  resolveInPath,
} from "../../../core/scim/bulk/references.ts";
import { renderError, ScimError } from "../../../core/scim/error.ts";
import { PATCH_URN } from "../../../core/scim/patch/read-patch.ts";
import { type PlainAnswer, performerOf } from "../performer.ts";
import type { RejectedPart, ScimCall, ScimService } from "../request/call.ts";
import { readUrlQuery } from "../request/query.ts";
import { ME_OPERATIONS } from "./me.ts";
import { RESOURCE_OPERATIONS } from "./resources.ts";

const performOne = performerOf([...RESOURCE_OPERATIONS, ...ME_OPERATIONS]);

/** Operations that are under way at once, at most. */
const UNDER_WAY_MAX = 64;

/** A resource that was made without its references to others that are not there yet. */
interface Waiting {
  readonly index: number;
  readonly created: Created;
  readonly held: JsonObject;
  readonly bulkIds: ReadonlySet<string>;
}

/**
 * One bulk request on its way. A POST that refers to resources of later operations is made without those
 * references, and gets them as soon as they are there: cycles resolve that way. Any other operation has those that
 * it refers to done before it. An unresolvable one is a 409 (RFC 7644 §3.7.1), and undone.
 */
export class BulkRun {
  readonly #call: ScimCall;
  readonly #request: BulkRequest;
  readonly #keys: ReferenceKeys;
  /** The operation that makes what a bulkId stands for. */
  readonly #declared: ReadonlyMap<string, number>;
  readonly #begun = new Set<number>();
  readonly #created = new Map<string, Created>();
  readonly #failed = new Set<string>();
  readonly #results = new Map<number, JsonObject>();
  /** Operations that are begun and whose rows are not stored yet. */
  readonly #underWay = new Set<Promise<void>>();
  #waiting: readonly Waiting[] = [];
  #errors = 0;

  constructor(call: ScimCall, request: BulkRequest) {
    this.#call = call;
    this.#request = request;
    this.#keys = findReferenceKeys(call.caller.types.all.map(({ resource }) => resource));
    this.#declared = new Map(
      request.operations.flatMap(({ method, bulkId, error }, index) =>
        method === "POST" && bulkId !== undefined && error === undefined ? [[bulkId, index] as const] : [],
      ),
    );
  }

  /** True once there were as many errors as the client accepts. */
  get isStopped(): boolean {
    return this.#errors >= (this.#request.failOnErrors ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Does the next operation, after those before it. One that refers to no other operation waits only until their rows
   * are with the store. The store commits them in that order, many with one flush of the disk.
   */
  async proceed(index: number): Promise<void> {
    const operation = this.#request.operations[index];
    if (operation === undefined || this.#begun.has(index)) return;
    if (this.#standsAlone(operation)) {
      if (this.#underWay.size >= UNDER_WAY_MAX) await Promise.race(this.#underWay);
      return this.#begin(index, operation);
    }
    await this.#rest();
    await this.settle(index);
  }

  /** Waits until all operations that were begun are done. */
  async #rest(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /**
   * True if the next operation need not wait for the answer of this one. It has to where it may refer to its resource,
   * where a number of errors ends the run, and after a DELETE, which begins again when a membership came up meanwhile.
   */
  #standsAlone(operation: BulkOperation): boolean {
    if (this.#request.failOnErrors !== undefined || operation.error !== undefined) return false;
    if (operation.method === "DELETE") return false;
    if (this.#waiting.length > 0) return false;
    const body = operation.data ?? null;
    return referencesIn(body, this.#keys).size === 0 && findReferencesInPath(operation.path).size === 0;
  }

  /** Begins an operation, and returns once its rows are with the store, or it has ended. */
  async #begin(index: number, operation: BulkOperation): Promise<void> {
    this.#begun.add(index);
    const tooLong = this.#tooLong(operation);
    if (tooLong !== undefined) return this.#fail(index, operation, tooLong);
    await new Promise<void>((resolve) => {
      const service = whenHandedOver(this.#call.service, resolve);
      const ended = this.#perform(operation, operation.data ?? null, service).then((answer) => {
        this.#note(index, operation, answer);
        this.#underWay.delete(ended);
        resolve();
      });
      this.#underWay.add(ended);
    });
  }

  /** Does an operation, unless that was begun already or the run has stopped. */
  async settle(index: number): Promise<void> {
    const operation = this.#request.operations[index];
    if (operation === undefined || this.#begun.has(index) || this.isStopped) return;
    this.#begun.add(index);
    if (operation.error === undefined) await this.#attempt(index, operation);
    else this.#fail(index, operation, { status: 400, headers: {}, body: renderError(operation.error) });
    await this.#wake();
  }

  /** The results of all operations that were done, in their order. */
  async finish(): Promise<readonly JsonObject[]> {
    await this.#rest();
    for (const waiting of this.#waiting) await this.#undo(waiting);
    const inOrder = [...this.#results].sort(([left], [right]) => left - right);
    return inOrder.map(([, result]) => result);
  }

  async #attempt(index: number, operation: BulkOperation): Promise<void> {
    const tooLong = this.#tooLong(operation);
    if (tooLong !== undefined) return this.#fail(index, operation, tooLong);
    const body = operation.data ?? null;
    const wanted = new Set([...referencesIn(body, this.#keys), ...findReferencesInPath(operation.path)]);
    const isHeld = operation.method === "POST" && isObject(body) && this.#unknownOf(wanted).length > 0;
    const partly = isHeld ? await this.#createPartly(index, operation, body) : undefined;
    if (partly === "created") return;
    for (const bulkId of this.#unknownOf(wanted)) await this.settle(this.#declared.get(bulkId) ?? -1);
    const [unknown] = this.#unknownOf(wanted);
    if (unknown === undefined) this.#note(index, operation, await this.#perform(operation, body));
    else this.#fail(index, operation, partly ?? unresolved(unknown));
  }

  /** 413 for data that would be too long a body of a request of its own. */
  #tooLong({ data }: BulkOperation): PlainAnswer | undefined {
    const { bodySizeMax, bulkSizeMax } = this.#call.service.limits;
    // A whole request that is no longer has no part that is.
    if (data === undefined || bulkSizeMax <= bodySizeMax) return undefined;
    const text = toJsonText(data);
    // What is nested too deeply to be written is refused for what it is.
    const size = text === undefined ? 0 : Buffer.byteLength(text);
    if (size <= bodySizeMax) return undefined;
    const error = new ScimError(
      413,
      `The "data" of the operation has ${size} bytes; ${bodySizeMax} is the limit.`,
    );
    return { status: error.status, headers: {}, body: renderError(error) };
  }

  #unknownOf(bulkIds: ReadonlySet<string>): readonly string[] {
    return [...bulkIds].filter((bulkId) => !this.#created.has(bulkId));
  }

  /** Undefined when what is held back can never come; the 400 when the resource cannot be made without it. */
  async #createPartly(index: number, operation: BulkOperation, body: JsonObject) {
    const unknownIn = (value: Json, key: string) =>
      this.#unknownOf(referencesIn({ [key]: value }, this.#keys));
    const { kept, held } = holdBack(body, (value, key) => unknownIn(value, key).length > 0);
    const bulkIds = new Set(this.#unknownOf(referencesIn(held, this.#keys)));
    if (bulkIds.size === 0 || [...bulkIds].some((bulkId) => !this.#isComing(bulkId))) return undefined;
    const answer = await this.#perform(operation, kept);
    if (answer.status === 400) return answer;
    this.#note(index, operation, answer);
    const created = this.#created.get(operation.bulkId ?? "");
    if (answer.status === 201 && created !== undefined) {
      this.#waiting = [...this.#waiting, { index, created, held, bulkIds }];
    }
    return "created" as const;
  }

  #isComing(bulkId: string): boolean {
    return this.#declared.has(bulkId) && !this.#failed.has(bulkId);
  }

  /** Completes those who wait for nothing any more, and undoes those who wait in vain. */
  async #wake(): Promise<void> {
    for (;;) {
      const next = this.#waiting.find(({ bulkIds }) => {
        const unknown = this.#unknownOf(bulkIds);
        return unknown.length === 0 || unknown.some((bulkId) => this.#failed.has(bulkId));
      });
      if (next === undefined) return;
      this.#waiting = this.#waiting.filter((each) => each !== next);
      if (this.#unknownOf(next.bulkIds).length > 0) await this.#undo(next);
      else await this.#complete(next);
    }
  }

  /** Adds what was held back. */
  async #complete(waiting: Waiting): Promise<void> {
    const { index, created, held } = waiting;
    const { profile } = this.#call.caller;
    const value = resolveIn(held, this.#keys, this.#created);
    const path = this.#relative(created.location);
    const patch = { schemas: [PATCH_URN], Operations: [{ op: "add", value }] };
    // `strict` does not know an operation without a path; it read these values already, as part of the resource.
    const caller = {
      ...this.#call.caller,
      profile: profile.kind === "strict" ? ({ kind: "rfc" } as const) : profile,
    };
    const answer = await performOne(this.#call.service, caller, {
      method: "PATCH",
      path,
      query: ID_ONLY,
      headers: this.#headers(undefined),
      body: patch,
    });
    if (answer.status !== 200) return this.#undo(waiting, answer);
    this.#results.set(index, { ...this.#results.get(index), version: answer.headers["etag"] ?? null });
  }

  /** An operation that cannot be completed has no effect: what it made is deleted again. */
  async #undo({ index, created, bulkIds }: Waiting, answer?: PlainAnswer): Promise<void> {
    const operation = this.#request.operations[index];
    if (operation === undefined) return;
    await performOne(this.#call.service, this.#call.caller, {
      method: "DELETE",
      path: this.#relative(created.location),
      query: new Map(),
      headers: this.#headers(undefined),
      body: undefined,
    });
    this.#created.delete(operation.bulkId ?? "");
    this.#fail(index, operation, answer ?? unresolved(this.#unknownOf(bulkIds)[0] ?? ""));
  }

  #relative(location: string): string {
    return location.slice(this.#call.caller.baseUrl.length);
  }

  async #perform(
    operation: BulkOperation,
    body: Json,
    service: ScimService = this.#call.service,
  ): Promise<PlainAnswer> {
    const { path, parameters } = this.#target(operation);
    const hasProjection = parameters.has("attributes") || parameters.has("excludedattributes");
    return performOne(service, this.#call.caller, {
      method: operation.method,
      path,
      query: hasProjection ? parameters : ID_ONLY,
      headers: this.#headers(operation.version),
      body: operation.method === "DELETE" ? undefined : resolveIn(body, this.#keys, this.#created),
    });
  }

  /** Where the operation goes: below the base URL, with the parameters of its query. */
  #target(operation: BulkOperation) {
    const [path = "", query = ""] = this.#below(operation).split("?", 2);
    return { path, parameters: readUrlQuery(Object.fromEntries(new URLSearchParams(query))) };
  }

  #below({ path }: BulkOperation): string {
    const { baseUrl } = this.#call.caller;
    const below = resolveInPath(path.startsWith(baseUrl) ? path.slice(baseUrl.length) : path, this.#created);
    return below.startsWith("/") ? below : `/${below}`;
  }

  #headers(version: string | undefined) {
    const language = this.#call.headers["accept-language"];
    return { "accept-language": language, "if-match": version };
  }

  #note(index: number, operation: BulkOperation, answer: PlainAnswer): void {
    if (answer.status >= 400) this.#fail(index, operation, answer);
    else this.#succeed(index, operation, answer);
  }

  /** The operation as a request of its own. */
  #alone(operation: BulkOperation): Omit<RejectedPart, "answer"> {
    if (operation.error !== undefined) return asBulk(operation);
    const { method, version, data } = operation;
    const body = data === undefined ? undefined : resolveIn(data, this.#keys, this.#created);
    return { method, path: this.#below(operation), headers: this.#headers(version), body };
  }

  #succeed(index: number, operation: BulkOperation, { status, headers, body }: PlainAnswer): void {
    const { method, bulkId } = operation;
    const stated = headers["content-location"] ?? headers["location"];
    const location = stated ?? `${this.#call.caller.baseUrl}${this.#target(operation).path}`;
    const id = body?.["id"];
    if (method === "POST" && bulkId !== undefined && typeof id === "string") {
      this.#created.set(bulkId, { id, location });
    }
    const version = headers["etag"];
    this.#results.set(index, toBulkResult({ method, bulkId, version, location, status: String(status) }));
  }

  #fail(index: number, operation: BulkOperation, answer: PlainAnswer): void {
    this.#errors += 1;
    this.#call.noteRefused?.({ ...this.#alone(operation), answer });
    const { status, body } = answer;
    const { method, bulkId, path } = operation;
    if (bulkId !== undefined && this.#declared.get(bulkId) === index) this.#failed.add(bulkId);
    const location =
      method === "POST" || path === ""
        ? undefined
        : `${this.#call.caller.baseUrl}${this.#target(operation).path}`;
    this.#results.set(
      index,
      toBulkResult({ method, bulkId, location, status: String(status), response: body }),
    );
  }
}

/** The service over a store that tells when it was given rows that keep their place in the order of commits. */
function whenHandedOver(service: ScimService, tell: () => void): ScimService {
  const { directory } = service;
  const { store } = directory.deps;
  const commit: typeof store.commit = (changes) => {
    const ending = store.commit(changes);
    if (changes.length <= store.orderedRowsMax) tell();
    return ending;
  };
  const deps = { ...directory.deps, store: { ...store, commit } };
  return { ...service, directory: { ...directory, deps } };
}

/** A bulk request of one operation, for an invalid operation, which has no other form. */
function asBulk({ error: _, ...members }: BulkOperation) {
  const body = { schemas: [BULK_REQUEST_URN], Operations: [toBulkResult(members)] };
  return { method: "POST", path: "/Bulk", headers: {}, body };
}

/** Answers to writes that succeed are not sent back, so as little as possible is read for them. */
const ID_ONLY: ReadonlyMap<string, Json> = new Map([["attributes", "id"]]);

function unresolved(bulkId: string): PlainAnswer {
  const name = bulkId.slice(0, 100);
  const error = new ScimError(409, `"bulkId:${name}" stands for nothing that this request has made.`);
  return { status: error.status, headers: {}, body: renderError(error) };
}
