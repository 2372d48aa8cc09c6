import type { Work } from "../../core/work.ts";
import type { Env } from "../../ports/env.ts";

/** How long one turn may take: other requests wait for its end. */
const TURN_MS = 8;

/** The share of the event loop that long work takes before other work goes first. */
export class Turn {
  readonly #env: Pick<Env, "monotonic" | "sleep">;
  #begun: number;

  constructor(env: Pick<Env, "monotonic" | "sleep">) {
    this.#env = env;
    this.#begun = env.monotonic();
  }

  /** True when other work should go first. */
  get isOver(): boolean {
    return this.#env.monotonic() - this.#begun > TURN_MS;
  }

  /** Lets other work go first. */
  async pass(): Promise<void> {
    await this.#env.sleep(0);
    this.#begun = this.#env.monotonic();
  }
}

/** Runs the work, and lets other work go first whenever it has taken a while. */
export async function runInTurns<Result>(
  env: Pick<Env, "monotonic" | "sleep">,
  work: Work<Result>,
): Promise<Result> {
  const turn = new Turn(env);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (turn.isOver) await turn.pass();
  }
}
