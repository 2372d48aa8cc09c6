import type { StepId } from "../core/ids.ts";
import type { Json } from "../core/json.ts";
import type { SecretText } from "./secrets.ts";

/** One outgoing HTTP call. Secrets go in `secretHeaders` and nowhere else. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Absolute; must lie under the target's base URL. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secretHeaders?: Readonly<
    Record<string, { readonly scheme?: string; readonly secret: SecretText }>
  >;
  /** Other secrets that the receiver knows or can read out of the call, and its answer may repeat. */
  readonly knownSecrets?: readonly SecretText[];
  readonly body?: Json;
  /** Paths of attributes whose values are blanked in the record, in what is sent and in the answer. */
  readonly hiddenAttributes?: readonly string[];
  /** A body that is a text already, of a JSON value or of the type that `headers` name; in place of `body`. */
  readonly text?: string;
  /** The step that this call belongs to, for the record. */
  readonly step?: StepId;
  /** Whether the call takes access away, and goes before all others that wait. */
  readonly isUrgent?: boolean;
  /** Called just before the first byte is written; when it says no, the call is aborted and nothing is sent. */
  readonly mayStart?: () => boolean;
}

/**
 * The result of a call. `sent` false: nothing left this machine, so nothing can have happened. An answer is
 * given whatever its status; `body` is text, cut at the wire's limit.
 */
export type WireAnswer =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Lower-case names; several values joined with ", ". */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly exchange: string;
    }
  | {
      readonly kind: "failure";
      readonly cause: "refused" | "reset" | "timeout" | "name" | "tls" | "too-large" | "redirect" | "aborted";
      readonly sent: boolean;
      readonly detail: string;
      readonly exchange: string;
    };

/** Several requests that travel in one, as the operations of a bulk request do (RFC 7644 §3.7). */
export interface JoinedRequest {
  /** The request that carries the others. Its record has their number in place of its body. */
  readonly carrier: WireRequest;
  /** The requests that it stands for. Each has an exchange of its own in the record. */
  readonly parts: readonly WireRequest[];
  /**
   * The answer to each part, in the order of the parts, out of the body of a carrier that was answered with success;
   * undefined for a part that this answer does not name, or names more than once.
   */
  split(body: string): readonly (PartAnswer | undefined)[];
}

/** The answer to one part of a joined request. */
export interface PartAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The result of a joined request. */
export interface JoinedAnswer {
  /** The answer to the carrier. Unless it is a success, it is the answer to all parts as well. */
  readonly carrier: WireAnswer;
  /** How long the target took, in milliseconds. */
  readonly ms: number;
  /** For each part, in their order: its answer, if the answer to the carrier has one for it, and its exchange. */
  readonly parts: readonly {
    readonly answer: Extract<WireAnswer, { readonly kind: "answer" }> | undefined;
    readonly exchange: string;
  }[];
}

/** A request without its secrets; `body` is undefined for one without a body. */
export interface DescribedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
}

/**
 * The way out to one target. Holds calls back by the target's rate and in-flight limits and by its
 * `Retry-After`, follows no redirect, and records every exchange, redacted.
 */
export interface Wire {
  send(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>;
  /** Sends several requests as one, in one place of the queue. Absent where each request has to go by itself. */
  sendJoined?(request: JoinedRequest, signal: AbortSignal): Promise<JoinedAnswer>;
  /** The request as its record shows it, without secrets. Sends nothing. */
  describe(request: WireRequest): DescribedRequest;
  /** Tells the wire that the target pushes back (429, 503), so that fewer calls are in flight; ms to wait. */
  slowDown(retryAfterMs: number): void;
  /** Waits until all exchanges recorded so far are in the store. */
  flush(): Promise<void>;
}

/** A limit that a target publishes: the number of calls that it accepts in a time. */
export interface CallRate {
  /** Reads are GET; every other method writes. */
  readonly calls: "all" | "reads" | "writes";
  readonly requests: number;
  readonly perSeconds: number;
  /** The number of calls that may begin at once after a pause; without one, the calls are spaced evenly. */
  readonly burst?: number;
}

/** The settings of a connector for reaching its target. */
export interface WireSettings {
  readonly baseUrl: string;
  /** How long an answer may take, in milliseconds. */
  readonly answerMs?: number;
  /** The published limits; a call begins when all that concern it allow it. */
  readonly rates?: readonly CallRate[];
}
