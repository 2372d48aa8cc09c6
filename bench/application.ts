import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { CycleShape, cycle } from "../src/contract/cycles.ts";
import { routes } from "../src/contract/routes.ts";
import { type AppId, trustId } from "../src/core/ids.ts";
import type { JsonObject } from "../src/core/json.ts";
import type { Server } from "./server.ts";

/** Connects a SCIM target to the server's first organization and assigns everyone. Its schedule sleeps for a day. */
export async function connectEveryone(
  server: Server,
  url: string,
  secret: string,
  more: JsonObject = {},
): Promise<AppId> {
  const { client, org } = server;
  const { appId } = await client.call(routes.createApplication, {
    params: { org },
    body: { name: "target", connector: "scim", config: { url, ...more }, secret, everySeconds: 86_400 },
  });
  await client.call(routes.assign, {
    params: { org, app: appId },
    body: { subject: { kind: "all" } },
  });
  return trustId<AppId>(appId);
}

/** Plans and applies, and waits for the end. Throws unless the cycle closed. */
export async function sync(
  server: Server,
  app: AppId,
  pollMs: number,
  kind: "auto" | "initial" = "auto",
): Promise<CycleShape> {
  const { client, org } = server;
  const request = { params: { org, app }, body: { kind } };
  let state: z.output<typeof cycle> = await client.call(routes.syncApplication, request);
  while (state.state === "planning" || state.state === "running") {
    await sleep(pollMs);
    state = await client.call(routes.getCycle, { params: { cycle: state.cycleId } });
  }
  if (state.state !== "closed" || !state.closed) throw new Error(`no closed cycle: ${JSON.stringify(state)}`);
  return state;
}
