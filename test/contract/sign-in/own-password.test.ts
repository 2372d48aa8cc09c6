import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

const PATH = "/api/v1/session/password";
const OTHER = "four more words here";

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => muster.close());

  const change = (browser: Browser, body: object) => browser.call("PUT", PATH, body);
  const stateOf = async (browser: Browser) => (await browser.call("GET", "/api/v1/session")).status;

  test("the caller changes the password, and only the answer's session goes on", async () => {
    const browser = await openAsOwner(muster, "Ada");
    const elsewhere = openBrowser(muster.url);
    await elsewhere.signIn("Ada", PASSWORD);
    const changed = await change(browser, { currentPassword: PASSWORD, password: OTHER });
    expect([changed.status, changed.body.name]).toEqual([200, "Ada"]);
    expect([await stateOf(browser), await stateOf(elsewhere)]).toEqual([401, 401]);
    browser.cookie = changed.headers.get("set-cookie")?.split(";")[0];
    expect(await stateOf(browser)).toBe(200);
    expect((await openBrowser(muster.url).signIn("Ada", PASSWORD)).status).toBe(401);
    expect((await openBrowser(muster.url).signIn("Ada", OTHER)).status).toBe(201);
    const { items } = (await muster.call("GET", "/api/v1/audit?category=person")).body;
    const entry = items.find(({ activity }: { activity: string }) => activity === "set-password");
    expect(entry.detail).toMatchObject({ name: "Ada" });
    expect(JSON.stringify(items)).not.toContain(OTHER);
  });

  test("a wrong password and one that is too short change nothing, and wrong ones are delayed", async () => {
    const browser = await openAsOwner(muster, "Grace");
    const codeOf = async (body: object) => {
      const answer = await change(browser, body);
      return [answer.status, answer.body.code];
    };
    const wrong = { currentPassword: "not the password", password: OTHER };
    expect(await codeOf({ currentPassword: PASSWORD, password: "short" })).toEqual([
      400,
      "password.too-short",
    ]);
    expect(await codeOf(wrong)).toEqual([400, "password.wrong"]);
    for (let attempt = 0; attempt < 3; attempt += 1) await codeOf(wrong);
    expect(await codeOf({ ...wrong, currentPassword: PASSWORD })).toEqual([429, "sign-in.delayed"]);
    expect(await stateOf(browser)).toBe(200);
    const forged = await browser.call("PUT", PATH, wrong, { cookie: browser.cookie ?? "" });
    expect([forged.status, forged.body.code]).toEqual([403, "request.csrf"]);
  });

  test("an authenticator app is needed for the change as well", async () => {
    const browser = await openAsOwner(muster, "Edsger");
    const { secret } = (await browser.call("POST", "/api/v1/session/second-factor")).body;
    const code = new TOTP({ secret }).generate();
    const confirmed = await browser.call("POST", "/api/v1/session/second-factor/confirm", { code });
    const [spare = ""] = confirmed.body.recoveryCodes;
    const body = { currentPassword: PASSWORD, password: OTHER };
    expect((await change(browser, body)).body.code).toBe("second-factor.code-needed");
    expect((await change(browser, { ...body, code: "000000" })).body.code).toBe("second-factor.wrong-code");
    expect((await change(browser, { ...body, code: spare })).status).toBe(200);
  });

  test("a person without a password is sent to the provider", async () => {
    const browser = await openAsOwner(muster, "Barbara");
    const { personId: id } = (await browser.call("GET", "/api/v1/session")).body;
    const { store } = muster.deps;
    const [row] = await store.page("person", { where: { id }, limit: 1 });
    if (row === undefined) throw new Error("the person is gone");
    const key = { org: row.org, id: row.id };
    await store.commit([{ op: "update", table: "person", key, set: { password: null } }]);
    const answer = await change(browser, { currentPassword: PASSWORD, password: OTHER });
    expect([answer.status, answer.body.code]).toEqual([409, "password.none"]);
  });
});
