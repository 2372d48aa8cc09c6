import type { Actor, Deps } from "../../app/deps.ts";
import { mayStillAct } from "../../app/people/may-still-act.ts";
import type { OrgId } from "../../core/ids.ts";
import { ApiError } from "../api-error.ts";

/** How often a long answer asks whether its caller may still read: requests of an ended session are refused as soon. */
const CHECK_MS = 1_000;

/**
 * Passes the chunks of a file on for as long as its caller may read it. Otherwise it throws, which cuts the connection off:
 * the client sees a download that failed, and never a short file that looks whole.
 */
export async function* cutWhenEnded(
  deps: Deps,
  { actor, org }: { readonly actor: Actor; readonly org: OrgId },
  chunks: AsyncIterable<string>,
): AsyncGenerator<string> {
  const { env, revocations } = deps;
  let checked = { at: env.monotonic(), revocations: revocations.count };
  for await (const chunk of chunks) {
    if (env.monotonic() - checked.at >= CHECK_MS || checked.revocations !== revocations.count) {
      checked = { at: env.monotonic(), revocations: revocations.count };
      if (!(await mayStillAct(deps, actor, org))) throw new ApiError(401, "auth.session-ended");
    }
    yield chunk;
  }
}
