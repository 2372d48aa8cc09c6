import type { World } from "./world.ts";

const FIRST_WAIT_MS = 40;
const WAIT_MAX_MS = 800;

/** The clock of a command that waits, and the signal that ends the waiting. */
export interface Waiting {
  readonly world: Pick<World, "sleep">;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Repeats the request with growing pauses until the answer is final. There is no time limit as long as the server
 * answers. Throws the reason of the signal once that is aborted.
 */
export async function poll<Answer>(
  { world, signal }: Waiting,
  first: Answer,
  ask: () => Promise<Answer>,
  isFinal: (answer: Answer) => boolean,
): Promise<Answer> {
  let answer = first;
  for (let waitMs = FIRST_WAIT_MS; !isFinal(answer); waitMs = Math.min(waitMs * 1.5, WAIT_MAX_MS)) {
    signal?.throwIfAborted();
    await world.sleep(waitMs, signal);
    signal?.throwIfAborted();
    answer = await ask();
  }
  return answer;
}
