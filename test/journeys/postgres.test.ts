import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareCompanies, expectedOf, readCompany } from "../../src/commands/demo/read-back.ts";
import { startOrExplain } from "../contract/store/stores.ts";
import { makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

const postgres = await startOrExplain();

/** The same job on PostgreSQL, into a second organization of the same installation. */
describe.skipIf(postgres === undefined)("on PostgreSQL", () => {
  let muster: Installation;
  let target: { readonly url: string; readonly token: string };
  let reader: string;

  beforeAll(async () => {
    muster = new Installation({ MUSTER_DATABASE_URL: (await postgres?.createDatabase()) ?? "" });
    await muster.init();
    await muster.serve();
    const { orgId } = await muster.json("org", "create", "Northwind");
    const inbound = await muster.json("token", "create", "--org", String(orgId));
    target = { url: String(inbound["scimUrl"]), token: String(inbound["token"]) };
    muster.targetToken = target.token;
    reader = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
  });
  afterAll(async () => {
    await muster.remove();
    await postgres?.stop();
  });

  /** The server has another port after a restart; the target's address follows. */
  const targetUrl = () => target.url.replace(/^https?:\/\/[^/]+/, muster.url);
  const differences = async () =>
    compareCompanies(
      expectedOf(await readCompany(`${muster.url}/scim/${muster.orgId}/v2`, reader)),
      await readCompany(targetUrl(), target.token),
    );

  test("imports, provisions, and reads back equal", async () => {
    const { people, groups } = await makeCompany(60, 8);
    const hr = ["import", "--org", muster.orgId, "--source", "hr", people, "--groups", groups];
    expect(await muster.json(...hr)).toMatchObject({ exit: 0, people: 60, created: 68 });
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "Northwind"],
    );
    await muster.json("app", "assign", "Northwind", "--all");
    expect(await muster.json("sync", "Northwind")).toMatchObject({ exit: 0, closed: true });
    expect(await differences()).toEqual([]);
    expect(await muster.json("sync", "Northwind")).toMatchObject({ exit: 0, counts: { evaluated: 0 } });
    expect(await muster.json(...hr)).toMatchObject({ exit: 0, created: 0, updated: 0, unchanged: 68 });
  });

  test("what was acknowledged is there after a kill", async () => {
    await muster.kill();
    await muster.serve();
    expect(await differences()).toEqual([]);
    expect(await muster.json("status")).toMatchObject({ exit: 0, store: "postgres" });
  });
});
