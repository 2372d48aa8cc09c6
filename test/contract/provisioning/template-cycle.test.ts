import { afterAll, beforeAll, expect, test } from "vitest";
import { startWebexSimulator, type WebexSimulator } from "../../../src/simulators/webex/server.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";

/** Cycles of applications that were created from templates of the gallery, into the simulated Webex. */

const WEBEX_ORG = "6f0c5a3e-2b1d-4c8f-9a77-3d5e1b2c4f60";
const TOKEN = "a-token-of-the-simulator-1a2b3c";

let muster: AdminServer;
let webex: WebexSimulator;
beforeAll(async () => {
  [muster, webex] = await Promise.all([startAdminServer(), startWebexSimulator({ port: 0, token: TOKEN })]);
  await importPeople(["ada", "bela", "chi"]);
});
afterAll(() => Promise.all([muster.close(), webex.stop()]));

async function importPeople(logins: readonly string[]): Promise<void> {
  const at = `/api/v1/organizations/${muster.org}`;
  const { importId } = (await muster.call("POST", `${at}/imports`, { body: { source: "hr" } })).body;
  const rows = logins.map((login) => `${login}@contoso.test,${login},${login},Contoso,${login}@contoso.test`);
  const csv = ["userPrincipalName,displayName,givenName,surname,mail", ...rows].join("\n");
  await muster.call("PUT", `${at}/imports/${importId}/people?file=p.csv`, { csv });
  await muster.call("POST", `${at}/imports/${importId}/merge`, { body: {} });
}

async function sync(app: string) {
  const at = `/api/v1/organizations/${muster.org}/applications/${app}`;
  const begun = await muster.call("POST", `${at}/sync`, { body: {} });
  for (let asked = 0; asked < 400; asked += 1) {
    const { body } = await muster.call("GET", `/api/v1/cycles/${begun.body.cycleId}`);
    if (body.state !== "planning" && body.state !== "running") return body;
    await muster.deps.env.sleep(25);
  }
  throw new Error("the cycle does not end");
}

/** The view that the simulator has of itself. */
interface State {
  readonly accounts: readonly { readonly userName: string }[];
  readonly requests: { readonly total: number };
  readonly refusals: { readonly byStatus: Readonly<Record<string, number>> };
}

async function stateOf(): Promise<State> {
  return (await (await fetch(`${webex.url}/_simulator/state`)).json()) as State;
}

test.each([
  ["cisco-webex", `/v1/scim/${WEBEX_ORG}`, "a0000000-0000-4000-8000-000000000001"],
  ["cisco-webex-scim2", `/identity/scim/${WEBEX_ORG}/v2`, WEBEX_ORG],
])("%s provisions people, and finds nothing to do the second time", async (template, path, orgId) => {
  const at = `/api/v1/organizations/${muster.org}/applications`;
  const config = { url: `${webex.url}${path}` };
  const body = { name: template, template, parameters: { orgId }, secret: TOKEN, config };
  const made = await muster.call("POST", at, { body });
  expect(made).toMatchObject({ status: 201, body: { template, config } });
  const app: string = made.body.appId;
  expect(await muster.call("POST", `${at}/${app}/test`, { body: {} })).toMatchObject({
    body: { authorized: true },
  });
  await muster.call("POST", `${at}/${app}/assignments`, { body: { subject: { kind: "all" } } });
  const first = await sync(app);
  expect(first).toMatchObject({ state: "closed" });
  expect(first.counts.created + first.counts.adopted).toBe(3);
  const { accounts, refusals } = await stateOf();
  expect(accounts.map(({ userName }) => userName).sort()).toEqual([
    ...["ada@contoso.test", "bela@contoso.test", "chi@contoso.test"],
  ]);
  expect(refusals.byStatus).not.toHaveProperty("429");
  const before = (await stateOf()).requests.total;
  expect(await sync(app)).toMatchObject({ state: "closed", counts: { created: 0, updated: 0 } });
  expect((await stateOf()).requests.total).toBe(before);
});
