import { afterAll, beforeAll, expect, test } from "vitest";
import { HEADER, importingInto } from "../admin/importing.ts";
import { call } from "../admin/server.ts";
import { filtered, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { schemaAdmin, schemaOf } from "./server.ts";

/** Imports know the standard attributes alone, and leave what an organization defined as it is. */

const URN = "urn:example:crew:1.0:User";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const ada = "k1,ada@contoso.test,Ada,";
const bela = "k2,bela@contoso.test,Bela,k1";
const people = (...rows: readonly string[]) => [HEADER, ...rows].join("\n");

await overEveryStore((under) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  async function company(required = false) {
    const client = await scim.client();
    const admin = await schemaAdmin(scim, client.org);
    await admin.apply({
      schemas: [
        schemaOf(URN, [
          { name: "berth", required, uniqueness: "server" },
          { name: "deck", type: "integer", indexed: true },
        ]),
      ],
      resourceTypes: [{ name: "User", schemaExtensions: [{ schema: URN, required }] }],
    });
    const token = await scim.token(client.org, "generic", "admin", "organization-admin");
    const importing = importingInto(
      {
        deps: scim.deps,
        call: (method, path, options = {}) => call(`${scim.url}${path}`, method, { token, ...options }),
      },
      client.org,
    );
    const found = async (filter: string) =>
      (await client.get(`/Users?${filtered(filter)}`)).body.Resources.map(
        ({ userName }: { userName: string }) => userName,
      );
    const merge = async (...rows: readonly string[]) => {
      const { status, body } = await importing.importAll(people(...rows), undefined, { acceptLeavers: 5 });
      return status === 200 ? "merged" : body.code;
    };
    return { client, found, merge };
  }

  test("an import keeps extensions, what they are found by, and what is unique", async () => {
    const { client, found, merge } = await company();
    expect(await merge(ada, bela)).toBe("merged");
    const [{ id }] = (await client.get(`/Users?${filtered('userName eq "bela@contoso.test"')}`)).body
      .Resources;
    await client.patch(`/Users/${id}`, [{ op: "add", path: URN, value: { berth: "4B", deck: 2 } }]);
    expect(await merge(ada, "k2,bela@contoso.test,Béla,")).toBe("merged");
    const after = (await client.get(`/Users/${id}`)).body;
    expect(after).toMatchObject({ displayName: "Béla", [URN]: { berth: "4B", deck: 2 } });
    expect(after).not.toHaveProperty(ENTERPRISE);
    expect(await found(`${URN}:berth eq "4b"`)).toEqual(["bela@contoso.test"]);
    expect(await found(`${URN}:deck eq 2`)).toEqual(["bela@contoso.test"]);
    expect(await found(`${URN}:deck gt 1`)).toEqual(["bela@contoso.test"]);
    expect((await client.send("POST", "/Users", user("eve", { [URN]: { berth: "4b" } }))).status).toBe(409);
  });

  test("who leaves frees unique values and gets them back, unless somebody has them by then", async () => {
    const { client, found, merge } = await company();
    await merge(ada, bela);
    const [{ id }] = (await client.get(`/Users?${filtered('userName eq "bela@contoso.test"')}`)).body
      .Resources;
    await client.patch(`/Users/${id}`, [{ op: "add", path: URN, value: { berth: "4B", deck: 2 } }]);
    expect(await merge(ada)).toBe("merged");
    expect(await found(`${URN}:deck eq 2`)).toEqual([]);
    expect(await merge(ada, bela)).toBe("merged");
    expect(await found(`${URN}:berth eq "4b" and ${URN}:deck eq 2`)).toEqual(["bela@contoso.test"]);
    expect((await client.send("POST", "/Users", user("eve", { [URN]: { berth: "4b" } }))).status).toBe(409);
    await merge(ada);
    const eve = await client.make("/Users", user("eve", { [URN]: { berth: "4b" } }));
    expect(await merge(ada, bela)).toBe("import.value-taken");
    expect((await client.get(`/Users/${id}`)).status).toBe(404);
    await client.send("DELETE", `/Users/${eve.id}`);
    expect(await merge(ada, bela)).toBe("merged");
    expect((await client.get(`/Users/${id}`)).body[URN]).toEqual({ berth: "4B", deck: 2 });
  });

  test("people who lack a required extension come in, and are not locked up", async () => {
    const { client, merge } = await company(true);
    expect(await merge(ada)).toBe("merged");
    const [{ id }] = (await client.get("/Users")).body.Resources;
    expect(
      (await client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }])).status,
    ).toBe(200);
    expect((await client.patch(`/Users/${id}`, [{ op: "add", path: `${URN}:deck`, value: 1 }])).status).toBe(
      400,
    );
    expect(
      (await client.patch(`/Users/${id}`, [{ op: "add", path: `${URN}:berth`, value: "1" }])).status,
    ).toBe(200);
    expect(await merge("k1,ada@contoso.test,Ada N.,")).toBe("merged");
    expect((await client.get(`/Users/${id}`)).body).toMatchObject({
      displayName: "Ada N.",
      [URN]: { berth: "1" },
    });
  });
});
