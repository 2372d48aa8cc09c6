import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { quantile } from "./report.ts";

const CONNECTIONS = 16;

/** One request of a load. */
export interface LoadRequest {
  readonly method: "GET" | "PATCH";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The answers of a load: their number for each second, and how long they took. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Requests to one server, the same sequence in each run. */
export class SteadyLoad {
  readonly #pool: Pool;
  readonly #requests: readonly LoadRequest[];
  #next = 0;

  constructor(url: string, requests: readonly LoadRequest[]) {
    this.#pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
    this.#requests = requests;
  }

  /** As many requests as the server takes. */
  async flood(seconds: number): Promise<LoadResult> {
    const tookMs: number[] = [];
    const end = performance.now() + seconds * 1_000;
    const one = async () => {
      while (performance.now() < end) tookMs.push(await this.#send(performance.now()));
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
    return toResult(tookMs, seconds);
  }

  /**
   * This number of requests for each second, whether or not the earlier ones were answered, until `isOver`. A request is
   * timed from the moment at which it was due, so that a stalled server is charged for the requests behind it.
   */
  async keep(perSecond: number, isOver: () => boolean): Promise<LoadResult> {
    const tookMs: number[] = [];
    const running = new Set<Promise<void>>();
    const start = performance.now();
    let sent = 0;
    while (!isOver()) {
      const due = Math.floor(((performance.now() - start) / 1_000) * perSecond);
      for (; sent < due; sent += 1) {
        const sending = this.#send(start + (sent / perSecond) * 1_000).then((ms) => {
          tookMs.push(ms);
          running.delete(sending);
        });
        running.add(sending);
      }
      await sleep(1);
    }
    const seconds = (performance.now() - start) / 1_000;
    await Promise.all(running);
    return toResult(tookMs, seconds);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #send(dueAt: number): Promise<number> {
    const request = this.#requests[this.#next % this.#requests.length];
    this.#next += 1;
    if (request === undefined) throw new Error("the load has no requests");
    const { statusCode, body } = await this.#pool.request(request);
    await body.dump();
    if (statusCode >= 300) throw new Error(`${request.method} ${request.path} answered ${statusCode}`);
    return performance.now() - dueAt;
  }
}

function toResult(tookMs: readonly number[], seconds: number): LoadResult {
  return {
    perSecond: tookMs.length / seconds,
    p50Ms: quantile(tookMs, 0.5),
    p95Ms: quantile(tookMs, 0.95),
  };
}
