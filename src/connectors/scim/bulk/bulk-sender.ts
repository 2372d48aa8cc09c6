import type { BulkAbility } from "../../../core/provisioning/bulk.ts";
import type { JoinedAnswer, JoinedRequest, Wire, WireAnswer, WireRequest } from "../../../ports/wire.ts";
import { BulkPace } from "./bulk-pace.ts";
import { type BulkPart, countBytes, ENVELOPE_BYTES, readBulk, writeBulk } from "./bulk-text.ts";

/**
 * The answer to a request, which may have travelled in another one. `unnamed`: the answer to that one does not say what
 * became of the request.
 */
export type SentAnswer =
  | (WireAnswer & { readonly isJoined?: boolean })
  | { readonly kind: "unnamed"; readonly exchange: string };

/** Larger requests are sent in parts, whatever the target accepts: their answers have to be held in memory. */
const OPERATIONS_MAX = 100;
const BYTES_MAX = 1_000_000;

/** Statuses of the whole that are the answer to each of its operations; any other refuses bulk requests. */
const ABOUT_ALL: ReadonlySet<number> = new Set([401, 408, 429]);

export interface BulkOptions {
  readonly url: string;
  readonly wire: Wire;
  readonly sendJoined: (request: JoinedRequest, signal: AbortSignal) => Promise<JoinedAnswer>;
  /** The bounds of a request now; null while changes go one by one. */
  readonly bounds: () => BulkAbility["offered"];
  /** Called with the status of an answer after which requests should go one by one. */
  readonly onRefused: (status: number) => void;
}

/** A request that waits to be sent. */
interface Waiting {
  readonly request: WireRequest;
  readonly signal: AbortSignal;
  readonly part: BulkPart;
  readonly bytes: number;
  readonly settle: (answer: SentAnswer | Promise<SentAnswer>) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Sends changes, those that are ready in the same turn of the event loop in one request. It never waits for more of them: a
 * request leaves as soon as fewer than the pace allows are under way, and a change that is alone then leaves alone.
 */
export class BulkSender {
  readonly #options: BulkOptions;
  readonly #pace = new BulkPace();
  #waiting: Waiting[] = [];
  #underWay = 0;
  #isPlanned = false;

  constructor(options: BulkOptions) {
    this.#options = options;
  }

  send(request: WireRequest, signal: AbortSignal): Promise<SentAnswer> {
    const { url, wire, bounds } = this.#options;
    if (bounds() === null) return wire.send(request, signal);
    const part = {
      method: request.method,
      path: request.url.slice(url.length),
      data: request.text ?? JSON.stringify(request.body ?? null),
    };
    return new Promise((settle, fail) => {
      this.#waiting.push({ request, signal, part, bytes: countBytes(part), settle, fail });
      this.#plan();
    });
  }

  #plan(): void {
    if (this.#isPlanned || this.#waiting.length === 0) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.#leave();
    });
  }

  /** Sends as many requests as may be under way, the waiting changes shared out among them. */
  #leave(): void {
    const bounds = this.#options.bounds();
    if (bounds === null) {
      for (const each of this.#waiting.splice(0)) this.#sendAlone(each);
      return;
    }
    while (this.#waiting.length > 0 && this.#underWay < this.#pace.requests) {
      const left = this.#pace.requests - this.#underWay;
      const share = Math.max(this.#pace.least, Math.ceil(this.#waiting.length / left));
      const most = Math.min(bounds.operationsMax, OPERATIONS_MAX, this.#pace.size, share);
      void this.#dispatch(this.#take(most, Math.min(bounds.bytesMax, BYTES_MAX)));
    }
  }

  /** Takes the changes that come first and fit into one request. They have one credential, and one signal ends them. */
  #take(most: number, bytesMax: number): readonly Waiting[] {
    const [first] = this.#waiting;
    let bytes = ENVELOPE_BYTES;
    let count = 0;
    for (const each of this.#waiting) {
      bytes += each.bytes;
      const isAlike = each.signal === first?.signal && bearerOf(each) === bearerOf(first);
      if (count > 0 && (count === most || bytes > bytesMax || !isAlike)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #dispatch(batch: readonly Waiting[]): Promise<void> {
    this.#underWay += 1;
    try {
      const [first] = batch;
      if (batch.length === 1 && first !== undefined) {
        first.settle(await this.#options.wire.send(first.request, first.signal));
      } else if (first !== undefined) await this.#sendTogether(batch, first);
    } catch (error) {
      for (const { fail } of batch) fail(error);
    } finally {
      this.#underWay -= 1;
      this.#plan();
    }
  }

  async #sendTogether(batch: readonly Waiting[], first: Waiting): Promise<void> {
    const { url, sendJoined, onRefused } = this.#options;
    const parts = batch.map(({ part }) => part);
    const { headers, secretHeaders } = first.request;
    const carrier: WireRequest = {
      method: "POST",
      url: `${url}/Bulk`,
      ...(headers === undefined ? {} : { headers }),
      ...(secretHeaders === undefined ? {} : { secretHeaders }),
      knownSecrets: batch.flatMap(({ request }) => request.knownSecrets ?? []),
      text: writeBulk(parts),
    };
    const split = (body: string) => readBulk(body, parts);
    const joined = { carrier, parts: batch.map(({ request }) => request), split };
    const answer = await sendJoined(joined, first.signal);
    const refusal = findRefusal(answer.carrier);
    if (refusal !== undefined) {
      onRefused(refusal);
      for (const each of batch) this.#sendAlone(each);
      return;
    }
    const { carrier: whole, ms } = answer;
    if (whole.kind === "answer" && whole.status < 300) {
      this.#pace.learn(batch.length, ms);
      if (answer.parts.some((part) => part.answer === undefined)) onRefused(whole.status);
    }
    for (const [index, { settle }] of batch.entries()) settle(answerOf(answer, index));
  }

  #sendAlone({ request, signal, settle }: Waiting): void {
    settle(this.#options.wire.send(request, signal));
  }
}

function bearerOf(waiting: Waiting | undefined) {
  return waiting?.request.secretHeaders?.["authorization"]?.secret;
}

/**
 * The status of an answer that refuses the request because it is a bulk request, or may do so: nothing in it was carried
 * out. The answers to single requests show whether it was the credential that was refused.
 */
function findRefusal(answer: WireAnswer): number | undefined {
  if (answer.kind === "failure" || answer.status < 300 || ABOUT_ALL.has(answer.status)) return undefined;
  return answer.status < 500 || answer.status === 501 ? answer.status : undefined;
}

function answerOf({ carrier, parts }: JoinedAnswer, index: number): SentAnswer {
  const part = parts[index];
  if (part === undefined) return carrier;
  const { answer, exchange } = part;
  if (answer !== undefined) return { ...answer, isJoined: true };
  const isSplit = carrier.kind === "answer" && carrier.status < 300;
  return isSplit ? { kind: "unnamed", exchange } : { ...carrier, exchange };
}
