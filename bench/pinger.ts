import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";

const PAUSE_MS = 5;

/** Asks a server again and again whether it is there, and keeps how long each answer took. */
export class Pinger {
  readonly answersMs: number[] = [];
  readonly #pool: Pool;
  readonly #loop: Promise<void>;
  #isOver = false;

  constructor(url: string) {
    this.#pool = new Pool(url, { connections: 1 });
    this.#loop = this.#run();
    // `stop` rejects with it.
    this.#loop.catch(() => undefined);
  }

  async stop(): Promise<readonly number[]> {
    this.#isOver = true;
    await this.#loop;
    await this.#pool.close();
    return this.answersMs;
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const start = performance.now();
      const { statusCode, body } = await this.#pool.request({ path: "/healthz", method: "GET" });
      await body.dump();
      if (statusCode !== 200) throw new Error(`/healthz answered ${statusCode}`);
      this.answersMs.push(performance.now() - start);
      await sleep(PAUSE_MS);
    }
  }
}
