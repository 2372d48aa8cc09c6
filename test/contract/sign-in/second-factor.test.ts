import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createResetLink } from "../../../src/app/people/create-reset-link.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

const PATH = "/api/v1/session/second-factor";
const STEP_MS = 30_000;

/** Moves the time of the server under test. */
let ahead = 0;

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(
      (deps) => ({ ...deps, env: { ...deps.env, now: () => deps.env.now() + ahead } }),
      "url" in place ? { databaseUrl: place.url } : {},
    );
  });
  afterAll(() => muster.close());

  const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: muster.deps.env.now() });
  const signIn = async (name: string, code?: string) => {
    const browser = openBrowser(muster.url);
    const body = { name, password: PASSWORD, ...(code === undefined ? {} : { code }) };
    const { status, body: answer } = await browser.call("POST", "/api/v1/session", body);
    return [status, answer.code] as const;
  };
  async function enrol(name: string): Promise<{ browser: Browser; secret: string; recovery: string[] }> {
    const browser = await openAsOwner(muster, name);
    const { secret } = (await browser.call("POST", PATH)).body;
    const confirmed = await browser.call("POST", `${PATH}/confirm`, { code: codeOf(secret) });
    expect([confirmed.status, confirmed.body.code]).toEqual([200, undefined]);
    ahead += STEP_MS;
    return { browser, secret, recovery: confirmed.body.recoveryCodes };
  }

  test("an app counts once a code of it was sent", async () => {
    const browser = await openAsOwner(muster, "Enrolling");
    const { body } = await browser.call("POST", PATH);
    expect(body.uri).toMatch(/^otpauth:\/\/totp\/Muster:Enrolling\?/);
    expect((await signIn("Enrolling"))[0]).toBe(201);
    const wrong = await browser.call("POST", `${PATH}/confirm`, { code: "000000" });
    expect([wrong.status, wrong.body.code]).toEqual([400, "second-factor.wrong-code"]);
    const right = await browser.call("POST", `${PATH}/confirm`, { code: codeOf(body.secret) });
    expect(new Set(right.body.recoveryCodes).size).toBe(10);
    expect((await browser.call("GET", PATH)).body).toMatchObject({ recoveryCodesLeft: 10 });
    expect((await browser.call("POST", PATH)).body.code).toBe("second-factor.exists");
    expect(await signIn("Enrolling")).toEqual([401, "sign-in.code-needed"]);
  });

  test("a code signs in once, and a recovery code too", async () => {
    const { secret, recovery } = await enrol("Once");
    const code = codeOf(secret);
    expect((await signIn("Once", code))[0]).toBe(201);
    expect(await signIn("Once", code)).toEqual([401, "sign-in.code-wrong"]);
    ahead += STEP_MS;
    expect((await signIn("Once", codeOf(secret)))[0]).toBe(201);
    const [spare = ""] = recovery;
    expect((await signIn("Once", spare.toUpperCase()))[0]).toBe(201);
    expect(await signIn("Once", spare)).toEqual([401, "sign-in.code-wrong"]);
  });

  test("of two requests with one code at the same moment, one signs in", async () => {
    const { secret } = await enrol("Race");
    const code = codeOf(secret);
    const results = await Promise.all([signIn("Race", code), signIn("Race", code)]);
    expect(results.filter(([status]) => status === 201)).toHaveLength(1);
  });

  test("wrong codes are delayed as wrong passwords are", async () => {
    const { secret } = await enrol("Delayed");
    for (let attempt = 0; attempt < 4; attempt += 1) await signIn("Delayed", "000000");
    expect(await signIn("Delayed", codeOf(secret))).toEqual([429, "sign-in.delayed"]);
  });

  test("a right password alone does not forget wrong codes", async () => {
    await enrol("Guessing");
    const codes = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      codes.push((await signIn("Guessing", "000000"))[1], (await signIn("Guessing"))[1]);
    }
    expect(codes).toContain("sign-in.delayed");
  });

  test("recovery codes are replaced with a code, and the old ones end", async () => {
    const { browser, secret, recovery } = await enrol("Renewing");
    const renew = (code: string) => browser.call("POST", `${PATH}/recovery-codes`, { code });
    expect((await renew("000000")).body.code).toBe("second-factor.wrong-code");
    const renewed = await renew(codeOf(secret));
    expect([renewed.status, new Set(renewed.body.recoveryCodes).size]).toEqual([200, 10]);
    expect((await browser.call("GET", PATH)).body.recoveryCodesLeft).toBe(10);
    const [old = ""] = recovery;
    const [fresh = ""] = renewed.body.recoveryCodes as string[];
    expect(await signIn("Renewing", old)).toEqual([401, "sign-in.code-wrong"]);
    expect((await signIn("Renewing", fresh))[0]).toBe(201);
    const without = await openAsOwner(muster, "Without an app");
    const refused = await without.call("POST", `${PATH}/recovery-codes`, { code: "000000" });
    expect([refused.status, refused.body.code]).toEqual([409, "second-factor.not-begun"]);
  });

  test("an owner removes the app of a person who has lost it, and the sessions end", async () => {
    const { browser, secret } = await enrol("Losing");
    const { personId } = (await browser.call("GET", "/api/v1/session")).body;
    const path = `/api/v1/people/${personId}/second-factor`;
    const reader = await muster.newToken(muster.otherOrg, "organization-admin");
    expect((await muster.call("DELETE", path, { token: reader })).body.code).toBe("person.not-found");
    const ofOne = await muster.call("DELETE", path, { token: muster.tokens["organization-admin"] });
    expect([ofOne.status, ofOne.body.code]).toEqual([403, "person.elsewhere"]);
    expect((await muster.call("DELETE", path)).status).toBe(204);
    expect((await browser.call("GET", PATH)).status).toBe(401);
    expect((await signIn("Losing"))[0]).toBe(201);
    expect((await signIn("Losing", codeOf(secret)))[0]).toBe(201);
    const again = await muster.call("DELETE", path);
    expect([again.status, again.body.code]).toEqual([409, "person.no-second-factor"]);
    const { items } = (await muster.call("GET", "/api/v1/audit?category=person")).body;
    const entry = items.find(({ activity }: { activity: string }) => activity === "reset-second-factor");
    expect(entry).toMatchObject({ target: personId, detail: { name: "Losing" } });
  });

  test("an app or a personal token is added for 15 minutes after the sign-in", async () => {
    const browser = await openAsOwner(muster, "Leaving the desk");
    ahead += 14 * 60_000;
    expect((await browser.call("POST", PATH)).status).toBe(201);
    ahead += 60_000;
    const token = { name: "laptop", lifetimeDays: 1 };
    for (const [path, body] of [[PATH], ["/api/v1/personal-tokens", token]] as const) {
      const late = await browser.call("POST", path, body);
      expect([late.status, late.body.code, late.body.params]).toEqual([
        409,
        "session.too-old",
        { minutes: 15 },
      ]);
    }
    const { items } = (await browser.call("GET", "/api/v1/personal-tokens")).body;
    expect(items).toEqual([]);
    await browser.signIn("Leaving the desk", PASSWORD);
    expect((await browser.call("POST", PATH)).status).toBe(201);
    expect((await browser.call("POST", "/api/v1/personal-tokens", token)).status).toBe(201);
  });

  test("an owner removes the own app with a code alone, also with a personal token", async () => {
    const { browser, secret } = await enrol("Owning");
    const { personId } = (await browser.call("GET", "/api/v1/session")).body;
    const path = `/api/v1/people/${personId}/second-factor`;
    const made = await browser.call("POST", "/api/v1/personal-tokens", { name: "laptop", lifetimeDays: 1 });
    const refused = [
      await browser.call("DELETE", path),
      await muster.call("DELETE", path, { token: made.body.token }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [409, "second-factor.own"],
      [409, "second-factor.own"],
    ]);
    expect((await signIn("Owning", codeOf(secret)))[0]).toBe(201);
  });

  test("an app is removed with a code of it, or by a link for another password", async () => {
    const { browser, secret } = await enrol("Removing");
    const wrong = await browser.call("POST", `${PATH}/remove`, { code: "000000" });
    expect(wrong.body.code).toBe("second-factor.wrong-code");
    const code = codeOf(secret);
    expect((await browser.call("POST", `${PATH}/remove`, { code })).status).toBe(204);
    expect((await signIn("Removing"))[0]).toBe(201);

    const other = await enrol("Resetting");
    const { personId } = (await other.browser.call("GET", "/api/v1/session")).body;
    const admin = { kind: "instance-admin", org: INSTANCE, name: "test", principal: null } as const;
    const actor = { ...admin, tokenId: personId, profile: null, issuedTo: null, requestsPerSecond: null };
    const made = await createResetLink(muster.deps, actor, "Resetting");
    if ("reason" in made) throw new Error(made.code);
    expect((await openBrowser(muster.url).redeem({ link: made.link.code, password: PASSWORD })).status).toBe(
      201,
    );
    expect((await signIn("Resetting"))[0]).toBe(201);
    const secrets = await muster.deps.store.count("recovery_code", { org: INSTANCE, person: personId });
    expect(secrets).toBe(0);
  });
});
