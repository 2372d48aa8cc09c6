import { afterAll, afterEach, describe, expect, test } from "vitest";
import { startOrExplain } from "../contract/store/stores.ts";
import { Installation } from "./muster.ts";

const postgres = await startOrExplain();
afterAll(() => postgres?.stop());
const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const URN = "urn:example:crew:1.0:User";
const USERS = 4_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each([
  { kind: "SQLite", isHere: true },
  { kind: "PostgreSQL", isHere: postgres !== undefined },
])("$kind: a server that is killed while definitions change", ({ kind, isHere }) => {
  let muster: Installation;
  afterEach(() => muster?.remove());

  async function send(method: string, at: string, token: string, body: object) {
    const response = await fetch(`${muster.url}${at}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }
  const define = (attribute: object) =>
    send("POST", `/api/v1/organizations/${muster.orgId}/definitions`, muster.adminToken, {
      schemas: [{ id: URN, name: "Crew", description: "", attributes: [{ name: "berth", ...attribute }] }],
      resourceTypes: [{ name: "User", schemaExtensions: [{ schema: URN, required: false }] }],
    });

  test.skipIf(!isHere)("is whole after its next start, and its lock does not stand", async () => {
    const url = kind === "SQLite" ? undefined : await postgres?.createDatabase();
    muster = new Installation({
      // A fast machine sends more than one token may.
      MUSTER_RATE_PER_SECOND: "100000",
      ...(url === undefined ? {} : { MUSTER_DATABASE_URL: url }),
    });
    await muster.init();
    await muster.serve();
    const token = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
    const at = `/scim/${muster.orgId}/v2/Users`;
    const make = (name: string, berth: string) =>
      send("POST", at, token, { schemas: [USER, URN], userName: name, [URN]: { berth } });
    expect(await define({})).toMatchObject({ status: 200 });
    for (let n = 0; n < USERS; n += 20) {
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, k) => make(`crew-${n + k}`, String(n + k))),
      );
      for (const { status } of made) expect(status).toBe(201);
    }

    const change = define({ uniqueness: "server" }).catch(() => "killed");
    let refused = 0;
    for (let n = 0; refused === 0 && n < 5_000; n += 1) {
      const { status } = await make(`late-${n}`, `late ${n}`);
      if (status !== 201) refused = status;
    }
    await muster.kill();
    expect([refused, await change]).toEqual([503, "killed"]);

    await muster.serve();
    // The change is not published: two may have one berth, as soon as the lock has expired.
    let tries = 0;
    for (; tries < 40; tries += 1) {
      if ((await make("twin", "1")).status === 201) break;
      await pause(250);
    }
    expect(tries).toBeLessThan(40);
    const twins = await fetch(
      `${muster.url}${at}?filter=${encodeURIComponent(`${URN}:berth eq "1"`)}&attributes=userName`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const { Resources } = (await twins.json()) as { Resources: { id: string; userName: string }[] };
    expect(Resources.map(({ userName }) => userName).sort()).toEqual(["crew-1", "twin"]);

    // Nothing of the half change is in the way of the whole one.
    const twin = Resources.find(({ userName }) => userName === "twin")!;
    const moved = { schemas: [USER, URN], userName: "twin", [URN]: { berth: "twin" } };
    expect((await send("PUT", `${at}/${twin.id}`, token, moved)).status).toBe(200);
    expect(await define({ uniqueness: "server" })).toMatchObject({ status: 200 });
    expect((await make("third", "1")).status).toBe(409);
    expect((await make("fourth", "new")).status).toBe(201);
  });
});
