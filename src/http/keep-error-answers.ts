import type { FastifyInstance, FastifyRequest } from "fastify";
import { Counter } from "prom-client";
import type { Actor, Deps } from "../app/deps.ts";
import { ErrorAnswerRecorder } from "../app/error-answers/error-answer-recorder.ts";
import type { NamedRecord } from "../app/error-answers/find-error-owner.ts";
import { type OrgId, type PlanId, parseUuid } from "../core/ids.ts";
import { RateLimiter, type RateLimits } from "./rate-limit.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The sender as it was identified, whether or not it was let in; undefined for an anonymous request. */
    caller: Actor | undefined;
  }
}

/** Answers with one status to one sender: 60 at once, then 12 a minute. */
const OF_SENDER: RateLimits = { requestsPerSecond: 0.2, requestBurst: 60 };
/** Answers to all anonymous requests together: 300 at once, then 60 a minute, so that a flood does not fill the store. */
const OF_ANONYMOUS: RateLimits = { requestsPerSecond: 1, requestBurst: 300 };
const ADDRESS_KEPT = 100;

/** An answer that no route gave. */
interface Routeless {
  readonly id: string;
  readonly address: string | undefined;
  readonly status: number;
  readonly code: string;
}

/** Notes answers with an error, as many as their limits let through. */
export interface ErrorAnswers {
  /** For an answer to a request that has no hooks. */
  note(request: FastifyRequest, status: number): void;
  /** For an answer to something other than HTTP. */
  noteRouteless(answer: Routeless): void;
  /** The number of answers that were not kept. */
  readonly notKept: Counter;
  /** Resolves when everything noted so far was written or given up. */
  flush(): Promise<void>;
}

/** Keeps every answer of the server with an error under its tracking id: the caller, the route, the status and the code. */
export function createErrorAnswers(deps: Deps): ErrorAnswers {
  const recorder = new ErrorAnswerRecorder(deps);
  const limiter = new RateLimiter(OF_SENDER, () => deps.env.now());
  const notKept = new Counter({
    name: "muster_error_answers_not_kept_total",
    help: "Answers with an error that are in the log alone, because there were too many of them at once",
    registers: [],
  });
  const mayKeep = (sender: string, status: number, isAnonymous: boolean) =>
    limiter.take(`${sender} ${status}`) === undefined &&
    (!isAnonymous || limiter.take("anonymous", OF_ANONYMOUS) === undefined);
  return {
    notKept,
    flush: () => recorder.flush(),
    note(request, status) {
      const { id, caller, method, routeOptions, ip, refusalCode } = request;
      const isKept =
        mayKeep(caller === undefined ? ip : senderOf(caller), status, caller === undefined) &&
        recorder.note({
          ...{ id, caller, method, status, code: refusalCode ?? null },
          route: routeOptions?.url ?? "none",
          address: ip.slice(0, ADDRESS_KEPT),
          org: parseUuid<OrgId>(parameterOf(request, "org")),
          record: recordOf(request),
        });
      if (!isKept) notKept.inc();
    },
    noteRouteless({ address, ...answer }) {
      const from = address?.slice(0, ADDRESS_KEPT) ?? null;
      const isKept =
        mayKeep(from ?? "none", answer.status, true) &&
        recorder.note({
          ...{ ...answer, caller: undefined, method: "none", route: "none" },
          ...{ address: from, org: undefined, record: undefined },
        });
      if (!isKept) notKept.inc();
    },
  };
}

/** Notes every answer of these routes with an error, and those that lead a browser back with the code of a refusal. */
export function keepErrorAnswers(server: FastifyInstance, answers: ErrorAnswers): void {
  server.decorateRequest("caller", undefined);
  server.addHook("onClose", () => answers.flush());
  server.addHook("onResponse", (request, { statusCode }, done) => {
    if (statusCode >= 400 || request.refusalCode !== undefined) answers.note(request, statusCode);
    done();
  });
}

function senderOf(caller: Actor): string {
  return caller.kind === "person" ? caller.personId : caller.tokenId;
}

function recordOf(request: FastifyRequest): NamedRecord | undefined {
  for (const table of ["plan", "cycle", "exchange"] as const) {
    const id = parseUuid<PlanId>(parameterOf(request, table));
    if (id !== undefined) return { table, id };
  }
  return undefined;
}

function parameterOf({ params }: FastifyRequest, name: string): string {
  if (typeof params !== "object" || params === null) return "";
  const value: unknown = Reflect.get(params, name);
  return typeof value === "string" ? value : "";
}
