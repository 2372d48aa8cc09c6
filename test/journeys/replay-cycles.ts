import { findReplayDifference } from "../../src/commands/replay/find-replay-difference.ts";
import { readBundle } from "../../src/commands/replay/read-bundle.ts";
import { createEnv } from "../../src/platform/env.ts";
import { createRegexPort } from "../../src/platform/regex.ts";
import { worldWith } from "../replayed.ts";

/** Cycles of an application that are replayed, the newest ones. */
const CYCLES_MAX = 20;
/** On a busy machine, reading a bundle takes seconds. */
const SOON_MS = 30_000;

/** Why a cycle may have no bundle: its planning failed, or its mapping reads values that no record may hold. */
const WITHOUT: readonly unknown[] = ["bundle.no-plan", "bundle.hidden"];

interface Server {
  readonly url: string;
  readonly adminToken: string;
}

/**
 * Bundles the cycles of every application of a server and computes their plans once more. Throws for
 * the first one that decides otherwise. A server that does not answer any more has nothing to replay.
 */
export async function replayCycles(server: Server): Promise<number> {
  const applications = await read(server, "/api/v1/applications").catch(() => undefined);
  if (applications === undefined) return 0;
  const services = { env: createEnv(), regex: createRegexPort() };
  let replayed = 0;
  for (const { orgId, appId } of JSON.parse(applications).items) {
    const at = `/api/v1/organizations/${orgId}/applications/${appId}/cycles?limit=${CYCLES_MAX}`;
    for (const { cycleId, kind, endedAt } of JSON.parse(await read(server, at)).items) {
      if (endedAt === null) continue;
      const text = await read(server, `/api/v1/cycles/${cycleId}/bundle`);
      if (WITHOUT.includes(codeIn(text))) continue;
      const bundle = await readBundle(worldWith(text), cycleId, services.env.hash);
      const difference = await findReplayDifference(services, bundle);
      if (difference !== undefined)
        throw new Error(`${kind} cycle ${cycleId} is replayed otherwise: ${JSON.stringify(difference)}`);
      replayed += 1;
    }
  }
  return replayed;
}

/** The text of an answer, also of a refusal. */
async function read({ url, adminToken }: Server, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${adminToken}` };
  return (await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(SOON_MS) })).text();
}

/** The code of a refusal; undefined for a bundle, which has several lines. */
function codeIn(text: string): unknown {
  return text.includes("\n") ? undefined : JSON.parse(text).code;
}
