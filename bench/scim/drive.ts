import { Pool } from "undici";
import type { Usage } from "../server.ts";

/** Requests that are out at once, each over a connection of its own. */
export const CONNECTIONS = 32;
/** Shorter than any server keeps an idle connection: none is closed under a request of ours. */
const KEPT_MS = 1_000;

/** A request; `body` is JSON. */
export interface Call {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly body?: string;
}

/** What an answer was. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** What a server did in a time. */
export interface Driven {
  readonly perSecond: number;
  /** Processor time of the server for one request, all its threads. */
  readonly cpuMs: number;
}

/** The client's end of one server: its connections stay open from round to round. */
export class Driver {
  readonly #pool: Pool;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #usage: () => Promise<Usage>;

  constructor(origin: string, token: string, usage: () => Promise<Usage>) {
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: KEPT_MS,
      keepAliveMaxTimeout: KEPT_MS,
    });
    this.#headers = { authorization: `Bearer ${token}`, "content-type": "application/scim+json" };
    this.#usage = usage;
  }

  /** Sends one request and reads its answer; throws for any status of 300 and above. */
  async send({ method, path, body }: Call): Promise<Answer> {
    const answer = await this.#pool.request({ method, path, headers: this.#headers, body: body ?? null });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return { status: answer.statusCode, headers: answer.headers, body: text };
  }

  /** Keeps this many connections busy for so long, each with the next request once it has its answer. */
  drive(next: () => Call, ms: number, connections: number = CONNECTIONS): Promise<Driven> {
    const start = performance.now();
    return this.#keepBusy(next, () => performance.now() - start >= ms, connections);
  }

  /** The same for this many requests. */
  driveMany(next: () => Call, requests: number): Promise<Driven> {
    let begun = 0;
    const isOver = () => {
      begun += 1;
      return begun > requests;
    };
    return this.#keepBusy(next, isOver, CONNECTIONS);
  }

  async #keepBusy(next: () => Call, isOver: () => boolean, connections: number): Promise<Driven> {
    const before = await this.#usage();
    const start = performance.now();
    let calls = 0;
    const work = async () => {
      while (!isOver()) {
        await this.#dispatch(next());
        calls += 1;
      }
    };
    await Promise.all(Array.from({ length: connections }, work));
    const seconds = (performance.now() - start) / 1_000;
    const after = await this.#usage();
    return { perSecond: calls / seconds, cpuMs: (after.cpuMs - before.cpuMs) / calls };
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  /** As `send`, without keeping anything of the answer: the client must not be what is measured. */
  #dispatch({ method, path, body }: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      let status = 0;
      const options = { method, path, headers: this.#headers, body: body ?? null };
      this.#pool.dispatch(options, {
        onRequestStart: () => undefined,
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData: () => undefined,
        onResponseEnd: () =>
          status < 300 ? resolve() : reject(new Error(`${method} ${path} answered ${status}`)),
        onResponseError: (_controller, error) => reject(error),
      });
    });
  }
}
