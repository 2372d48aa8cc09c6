import { randomUUID } from "node:crypto";
import { ScimError } from "../../core/scim/error.ts";
import { answerDiscovery, answerResource } from "./answer.ts";
import type { WebexAnswer } from "./call.ts";
import { createClock, type SimulatorClock } from "./clock.ts";
import { Counters } from "./counters.ts";
import { FaultSwitches, type SimulatedFaultKind } from "./faults.ts";
import { typeAt, type WebexPlace } from "./place.ts";
import { createLimiter, type Limiter } from "./rate-limit.ts";
import {
  createTrackingId,
  refusePath,
  refuseRate,
  refuseRight,
  refuseScim,
  refuseServerError,
  refuseToken,
  refuseTrust,
} from "./refusals.ts";
import { Registry } from "./registry.ts";
import { DEFAULT_WEBEX_SETTINGS, type WebexSettings } from "./settings.ts";

/** A request as the server received it. */
export type Received = {
  readonly method: string;
  readonly place: WebexPlace;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly bodyBytes: number;
  /** The value of the Authorization header. */
  readonly authorization: string | undefined;
  /** Scheme and host that the client used. */
  readonly origin: string;
};

/** How the server reacts: an answer, the same answer that gets lost, a gateway's page, or silence. */
export type Reaction =
  | { readonly kind: "answer" | "lost-answer"; readonly answer: WebexAnswer; readonly trackingId: string }
  | { readonly kind: "gateway-page" }
  | { readonly kind: "timeout" };

/** Seconds that the fault `rate-limited` asks to wait. */
const FAULT_WAIT_SECONDS = 1;

/** Everything that a Webex simulator is, apart from its listening socket. */
export class Simulation {
  readonly clock: SimulatorClock = createClock(() => Date.now());
  readonly registry = new Registry();
  readonly faults = new FaultSwitches();
  readonly counters = new Counters();
  readonly #token: string | undefined;
  #settings: WebexSettings = DEFAULT_WEBEX_SETTINGS;
  #limiter: Limiter = createLimiter(DEFAULT_WEBEX_SETTINGS.rate);

  /** With a token, only this one is accepted. */
  constructor(token: string | undefined) {
    this.#token = token;
  }

  get settings(): WebexSettings {
    return this.#settings;
  }

  /** Replaces the settings. A new rate limit has seen no request yet. */
  configure(settings: WebexSettings): void {
    if (settings.rate !== this.#settings.rate) this.#limiter = createLimiter(settings.rate);
    this.#settings = settings;
  }

  /** Answers a SCIM request, and counts it. */
  react(received: Received): Reaction {
    const { method, place } = received;
    this.counters.countRequest(`${method} /${place.endpoint}${place.id === undefined ? "" : "/:id"}`);
    const trackingId = createTrackingId();
    const fault = this.faults.take({ method, endpoint: place.endpoint });
    if (fault === "timeout" || fault === "gateway-page") {
      this.counters.countRefusal(fault === "timeout" ? 0 : 502);
      return { kind: fault };
    }
    const answer =
      this.#answerFault(fault, trackingId) ??
      this.#refuseEntry(received, trackingId) ??
      this.#serve(received, trackingId);
    if (answer.status >= 400) this.counters.countRefusal(answer.status);
    return { kind: fault === "lost-answer" ? fault : "answer", answer, trackingId };
  }

  #answerFault(fault: SimulatedFaultKind | undefined, trackingId: string): WebexAnswer | undefined {
    switch (fault) {
      case "trust-removed":
        return refuseTrust(trackingId, randomUUID());
      case "forbidden":
        return refuseRight(trackingId);
      case "rate-limited":
        return refuseRate(trackingId, FAULT_WAIT_SECONDS);
      case "server-error":
        return refuseServerError(trackingId);
      default:
        return undefined;
    }
  }

  #refuseEntry({ authorization, bodyBytes }: Received, trackingId: string): WebexAnswer | undefined {
    if (!this.#accepts(/^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1])) return refuseToken(trackingId);
    const waitSeconds = this.#limiter(this.clock.now());
    if (waitSeconds !== undefined) return refuseRate(trackingId, waitSeconds);
    const bytesMax = this.#settings.bodyBytes;
    if (bodyBytes <= bytesMax) return undefined;
    return refuseScim(new ScimError(413, `A body may have ${bytesMax} bytes.`), trackingId);
  }

  #accepts(token: string | undefined): boolean {
    if (token === undefined) return false;
    return this.#token === undefined ? !token.startsWith(REFUSED_TOKEN_PREFIX) : token === this.#token;
  }

  #serve({ method, place, query, body, origin }: Received, trackingId: string): WebexAnswer {
    const nowMs = this.clock.now();
    this.registry.purge(nowMs);
    const baseUrl = `${origin}${place.root}`;
    const type = typeAt(place);
    if (type === undefined) return answerDiscovery(place, method, baseUrl) ?? refusePath(trackingId);
    const { registry, settings } = this;
    try {
      const call = { place, type, query, body, baseUrl, registry, settings, nowMs, newId: randomUUID };
      return answerResource(call, method);
    } catch (error) {
      if (error instanceof ScimError) return refuseScim(error, trackingId);
      throw error;
    }
  }
}

/** Without a token of its own, the simulator accepts every bearer token that does not begin so. */
export const REFUSED_TOKEN_PREFIX = "wrong-";
