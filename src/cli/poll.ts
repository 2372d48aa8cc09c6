import type { World } from "./world.ts";

const FIRST_WAIT_MS = 40;
const WAIT_MAX_MS = 800;

/** Repeats the request with growing pauses until the answer is final. There is no time limit as long as the server answers. */
export async function poll<Answer>(
  world: Pick<World, "sleep">,
  first: Answer,
  ask: () => Promise<Answer>,
  isFinal: (answer: Answer) => boolean,
): Promise<Answer> {
  let answer = first;
  for (let waitMs = FIRST_WAIT_MS; !isFinal(answer); waitMs = Math.min(waitMs * 1.5, WAIT_MAX_MS)) {
    await world.sleep(waitMs);
    answer = await ask();
  }
  return answer;
}
