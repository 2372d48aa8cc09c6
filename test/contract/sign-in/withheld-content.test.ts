import { afterAll, beforeAll, expect, test } from "vitest";
import { type AppId, type TokenId, trustId } from "../../../src/core/ids.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

const PRIVATE = "mira.lund@contoso.test";

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  let owner: Browser;
  let app: string;
  const browsers = new Map<string, Browser>();
  const org = () => `/api/v1/organizations/${muster.org}`;

  async function join(role: string): Promise<Browser> {
    const { link } = (await owner.call("POST", `${org()}/people`, { name: role, role })).body;
    const browser = openBrowser(muster.url);
    await browser.redeem({ link: link.split("#")[1], password: PASSWORD });
    return browser;
  }

  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
    owner = await openAsOwner(muster, "Ada");
    for (const role of ["reader", "helpdesk", "provisioning-admin"]) browsers.set(role, await join(role));
    const made = await owner.call("POST", `${org()}/applications`, {
      name: "Target",
      config: { url: "https://target.test/scim" },
      secret: "target-secret-0123",
    });
    expect([made.status, made.body.code]).toEqual([201, undefined]);
    app = made.body.appId;
    await recordExchange();
  });
  afterAll(() => muster.close());

  async function recordExchange(): Promise<void> {
    const { store, env } = muster.deps;
    const row = {
      org: muster.org,
      id: env.newId(),
      app: trustId<AppId>(app),
      step: null,
      at: env.now(),
      ms: 5,
      method: "GET",
      url: `https://target.test/scim/Users?filter=userName%20eq%20"${PRIVATE}"`,
      status: 200,
      ok: 1,
      request: { headers: { "x-of": PRIVATE } },
      response: { headers: {}, body: { userName: PRIVATE } },
    } as const;
    expect((await store.commit([{ op: "insert", table: "exchange", row }])).kind).toBe("committed");
  }

  test.each(["reader", "helpdesk"])(
    "%s: sees exchanges without headers, bodies and queries",
    async (role) => {
      const answer = await browsers.get(role)?.call("GET", `${org()}/applications/${app}/exchanges`);
      expect(answer?.body.items).toMatchObject([
        { method: "GET", url: "https://target.test/scim/Users", status: 200, ms: 5, withheld: true },
      ]);
      expect(answer?.body.items[0]).toMatchObject({ request: null, response: null, responseBytes: 37 });
      expect(JSON.stringify(answer?.body)).not.toContain(PRIVATE);
    },
  );

  test("a provisioning admin sees exchanges whole", async () => {
    const browser = browsers.get("provisioning-admin");
    const answer = await browser?.call("GET", `${org()}/applications/${app}/exchanges`);
    expect(answer?.body.items).toMatchObject([
      {
        withheld: false,
        response: { body: { userName: PRIVATE } },
        request: { headers: { "x-of": PRIVATE } },
      },
    ]);
  });

  test("a rejected request is shown whole to those alone who see exchanges", async () => {
    const { store, env } = muster.deps;
    const row = {
      org: muster.org,
      id: env.newId(),
      at: env.now(),
      token: trustId<TokenId>(env.newId()),
      token_name: "client",
      profile: "rfc",
      method: "POST",
      path: `/Users?filter=userName%20eq%20"${PRIVATE}"`,
      headers: { "if-match": "1" },
      user_agent: null,
      content_type: "application/scim+json",
      status: 400,
      scim_type: "invalidValue",
      detail: "The schema is missing.",
      body: JSON.stringify({ nickName: PRIVATE }),
      body_kept: "whole",
      redacted: [],
    } as const;
    expect((await store.commit([{ op: "insert", table: "rejected_request", row }])).kind).toBe("committed");
    const list = async (browser: Browser | undefined) =>
      (await browser?.call("GET", `${org()}/rejected-requests`))?.body.items ?? [];
    const [{ requestId, withheld }] = await list(owner);
    expect(withheld).toBe(false);
    expect(await list(browsers.get("reader"))).toMatchObject([
      { path: "/Users", headers: null, withheld: true },
    ]);
    const path = `${org()}/rejected-requests/${requestId}`;
    expect((await browsers.get("reader")?.call("GET", path))?.body).toMatchObject({
      body: null,
      headers: null,
    });
    expect((await browsers.get("provisioning-admin")?.call("GET", path))?.body.body).toContain(PRIVATE);
  });
});
