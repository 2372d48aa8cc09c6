import type { ServerResponse } from "node:http";
import { bodyOf, startServer } from "./server.ts";

/** A call on its way to the target. */
export interface WireCall {
  readonly method: string;
  /** Below the service root, with its query. */
  readonly path: string;
}

/** What the target answered. */
export interface WireAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What a fault can do with one call. */
export interface Wire {
  /** Lets the target do it, and returns its answer, which is not passed on. */
  pass(): Promise<WireAnswer>;
  answer(answer: WireAnswer, headers?: Readonly<Record<string, string>>): void;
  /** Passes on half of the answer, and breaks the connection. */
  answerHalf(answer: WireAnswer): void;
  /** Breaks the connection. */
  cut(): void;
}

export type WireFault = (call: WireCall, wire: Wire) => Promise<void> | void;

export interface FaultyProxy {
  readonly url: string;
  /** The calls that arrived. */
  readonly calls: WireCall[];
  /** From now on: chooses the fault of a call; undefined lets it through. */
  choose(fault: (call: WireCall) => WireFault | undefined): void;
  stop(): Promise<void>;
}

/** A proxy in front of an HTTP target that does to calls and answers what bad networks and gateways do. */
export async function startFaultyProxy(targetUrl: string): Promise<FaultyProxy> {
  const target = new URL(targetUrl);
  const calls: WireCall[] = [];
  let faultOf: (call: WireCall) => WireFault | undefined = () => undefined;
  const server = await startServer(async (incoming, response) => {
    const body = await bodyOf(incoming);
    const { method = "", url = "", headers } = incoming;
    const call = { method, path: url.slice(target.pathname.length) };
    calls.push(call);
    const { authorization = "" } = headers;
    const type = headers["content-type"] ?? "application/scim+json";
    const wire = buildWire(response, async () => {
      const hasBody = method !== "GET" && method !== "DELETE";
      const answer = await fetch(new URL(url, target.origin), {
        method,
        headers: { authorization, "content-type": type },
        ...(hasBody ? { body } : {}),
      });
      const answered = answer.headers.get("content-type") ?? "";
      return { status: answer.status, type: answered, body: await answer.text() };
    });
    const fault = faultOf(call);
    if (fault === undefined) wire.answer(await wire.pass());
    else await fault(call, wire);
  });
  return {
    url: server.origin + target.pathname,
    calls,
    choose(fault) {
      faultOf = fault;
    },
    stop: server.stop,
  };
}

function buildWire(response: ServerResponse, pass: () => Promise<WireAnswer>): Wire {
  return {
    pass,
    answer({ status, type, body }, headers = {}) {
      const known = type === "" ? {} : { "content-type": type };
      response.writeHead(status, { ...known, ...headers });
      response.end(status === 204 ? undefined : body);
    },
    answerHalf({ status, type, body }) {
      const length = Buffer.byteLength(body) + 1;
      response.writeHead(status, { "content-type": type, "content-length": length });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
    },
    cut: () => response.destroy(),
  };
}
