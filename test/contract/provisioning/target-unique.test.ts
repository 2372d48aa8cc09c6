import { expect, test } from "vitest";
import { isObject, type Json } from "../../../src/core/json.ts";
import {
  type ScriptedCall,
  type ScriptedTarget,
  startScriptedTarget,
} from "../../targets/scripted-target.ts";
import { startScimServer, user } from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** Values of an attribute that only the target knows to be unique: no plan can order them. */

/** The title that a call gives to its account. */
function titleIn({ method, body }: ScriptedCall): Json | undefined {
  if (method === "POST" || method === "PUT") return body["title"];
  const operations = Array.isArray(body["Operations"]) ? body["Operations"] : [];
  return operations.filter(isObject).find(({ path }) => path === "title")?.["value"];
}

test("a chain of such values settles by itself, and an exchange of two is parked with the attribute that was refused", async () => {
  const scim = await startScimServer();
  const target: ScriptedTarget = await startScriptedTarget((call) => {
    const wanted = call.method === "GET" ? undefined : titleIn(call);
    const others = [...target.resources.Users].filter(([id]) => id !== call.id);
    const isTaken = wanted !== undefined && others.some(([, { title }]) => title === wanted);
    return isTaken ? { status: 409, scimType: "uniqueness" } : undefined;
  });
  try {
    const { org, app, client, admin, sync } = await provisionDirectory(scim, target);
    const path = `/api/v1/organizations/${org}/applications/${app}`;
    const ids: string[] = [];
    for (const name of ["ada", "ben"])
      ids.push((await client.make("/Users", { ...user(name), title: `Desk of ${name}` })).id);
    await sync();
    const move = async (...titles: readonly string[]) => {
      for (const [n, value] of titles.entries())
        await client.patch(`/Users/${ids[n]}`, [{ op: "replace", path: "title", value }]);
    };
    const titles = () => [...target.resources.Users.values()].map(({ title }) => title);
    const waiting = async () => (await admin("GET", `${path}/waiting`)).body.items;

    // One of the two may be refused at first, and gets its value once the other has given it up.
    await move("Desk of ben", "Desk 3");
    await sync();
    await sync();
    expect([titles(), await waiting()]).toEqual([["Desk of ben", "Desk 3"], []]);

    await move("Desk 3", "Desk of ben");
    for (let n = 0; n < 3; n += 1) expect((await sync()).counts).toEqual({ evaluated: 2, failed: 2 });
    const code = "target.duplicate";
    expect(await waiting()).toMatchObject([
      { name: "ada", state: "parked", attempts: 3, reasons: [{ code }] },
      { name: "ben", state: "parked", attempts: 3, reasons: [{ code }] },
    ]);
    const { items } = (await admin("GET", `${path}/log?limit=2`)).body;
    expect(items).toMatchObject([
      { reasons: [{ code: "refused.attribute-for-now", params: { path: "title" } }], fault: { code } },
      { reasons: [{ code: "refused.attribute-for-now", params: { path: "title" } }], fault: { code } },
    ]);
    // Parked is parked: nothing more is sent, until a person frees one of the values.
    const sent = target.calls.length;
    await sync();
    expect([target.calls.length, titles()]).toEqual([sent, ["Desk of ben", "Desk 3"]]);
    await move("Desk 4");
    await sync();
    await client.patch(`/Users/${ids[1]}`, [{ op: "replace", path: "nickName", value: "b" }]);
    await sync();
    expect([titles(), await waiting()]).toEqual([["Desk 4", "Desk of ben"], []]);
  } finally {
    await Promise.all([scim.close(), target.stop()]);
  }
});
