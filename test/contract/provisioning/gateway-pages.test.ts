import { afterAll, beforeAll, expect, test } from "vitest";
import type { ScriptedRefusal } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** Pages of a gateway between the answers of a target: only the target's own answers park an object. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const PAGE = { page: "<html><body>This request was blocked.</body></html>" };
const OWN: ScriptedRefusal = { status: 403 };

test.each<[string, readonly ScriptedRefusal[], "pending" | "parked"]>([
  ["four pages", [403, 400, 403, 403].map((status) => ({ status, ...PAGE })), "pending"],
  ["two pages and two refusals", [{ status: 403, ...PAGE }, { status: 403, ...PAGE }, OWN, OWN], "pending"],
  ["three refusals in a row", [{ status: 403, ...PAGE }, OWN, OWN, OWN], "parked"],
])("%s leave an object %s", (_, answers, state) => {
  const left = [...answers];
  const script = ({ method }: { readonly method: string }) => (method === "POST" ? left.shift() : undefined);
  return withScriptedTarget(scim, script, async ({ org, app, client, sync, admin }) => {
    await client.make("/Users", user("ada"));
    for (const _answer of answers) expect((await sync()).counts).toMatchObject({ failed: 1 });
    const path = `/api/v1/organizations/${org}/applications/${app}/waiting`;
    const { body } = await admin("GET", path);
    expect(body.items).toMatchObject([{ name: "ada", state }]);
  });
});
