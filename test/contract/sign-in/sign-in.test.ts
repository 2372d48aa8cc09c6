import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFirstOwnerLink } from "../../../src/app/people/one-time-links.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

/** Moves the time of the server under test; the clock goes on. */
let ahead = 0;
/** Counts the passwords that the server under test has verified, each of which is one computation of argon2id. */
let verified = 0;
const MINUTE = 60_000;

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(
      (deps) => ({
        ...deps,
        env: { ...deps.env, now: () => deps.env.now() + ahead },
        passwords: {
          ...deps.passwords,
          verify(hash, password) {
            verified += 1;
            return deps.passwords.verify(hash, password);
          },
        },
      }),
      "url" in place ? { databaseUrl: place.url } : {},
    );
  });
  afterAll(() => muster.close());

  const auditOf = async () =>
    (await muster.deps.store.page("audit", { where: { org: INSTANCE }, limit: 1_000 })).map(
      ({ activity }) => activity,
    );

  describe("one-time links", () => {
    test("let the first owner in, once", async () => {
      const link = await createFirstOwnerLink(muster.deps, muster.org);
      const browser = openBrowser(muster.url);
      const read = await browser.call("POST", "/api/v1/links/read", { link });
      expect(read).toMatchObject({
        status: 200,
        body: { purpose: "first-owner", name: null, organization: "Contoso" },
      });
      const entered = await browser.redeem({ link, name: "Ada", displayName: "Ada L", password: PASSWORD });
      expect(entered).toMatchObject({ status: 201, body: { name: "Ada", displayName: "Ada L" } });
      const [own] = entered.body.organizations;
      expect(own).toMatchObject({ orgId: muster.org, name: "Contoso", role: "owner" });
      expect(entered.body.instance).toContain("instance");
      const cookie = entered.headers.get("set-cookie") ?? "";
      for (const part of ["muster-session=muster_", "HttpOnly", "SameSite=Strict", "Path=/"]) {
        expect(cookie).toContain(part);
      }
      const again = await openBrowser(muster.url).redeem({ link, name: "Eve", password: PASSWORD });
      expect([again.status, again.body.code]).toEqual([409, "link.ended"]);
      expect((await browser.call("POST", "/api/v1/links/read", { link })).body.code).toBe("link.ended");
    });

    test("refuse bad passwords and taken names, and stay valid", async () => {
      const link = await createFirstOwnerLink(muster.deps, muster.org);
      const browser = openBrowser(muster.url);
      const cases = [
        [{ name: "Grace", password: "tiny-4417" }, 400, "password.too-short"],
        [{ name: "Grace", password: "x".repeat(201) }, 400, "password.too-long"],
        [{ name: "Keira.Oakfield.42", password: "keira.oakfield.42" }, 400, "password.is-name"],
        [{ password: PASSWORD }, 400, "person.name-missing"],
        [{ name: "ADA", password: PASSWORD }, 409, "person.name-taken"],
      ] as const;
      for (const [body, status, code] of cases) {
        const answer = await browser.redeem({ link, ...body });
        expect([answer.status, answer.body.code]).toEqual([status, code]);
        expect(JSON.stringify(answer.body)).not.toContain(body.password.slice(0, 8));
      }
      expect((await browser.redeem({ link, name: "Grace", password: PASSWORD })).status).toBe(201);
    });

    test("are used by one of several requests at the same moment", async () => {
      const link = await createFirstOwnerLink(muster.deps, muster.org);
      const answers = await Promise.all(
        ["Race one", "Race two", "Race three"].map((name) =>
          openBrowser(muster.url).redeem({ link, name, password: PASSWORD }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    });

    test("end after their time, and unknown ones are refused", async () => {
      const link = await createFirstOwnerLink(muster.deps, muster.org);
      ahead += 8 * 24 * 60 * MINUTE;
      const browser = openBrowser(muster.url);
      expect((await browser.call("POST", "/api/v1/links/read", { link })).body.code).toBe("link.expired");
      const unknown = await browser.redeem({ link: `${link}x`, name: "Eve", password: PASSWORD });
      expect([unknown.status, unknown.body.code]).toEqual([404, "link.unknown"]);
    });
  });

  describe("sessions", () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openAsOwner(muster, "Sessions");
    });

    test("let the person in and show what the person may do", async () => {
      const session = await browser.call("GET", "/api/v1/session");
      expect(session).toMatchObject({ status: 200, body: { name: "Sessions", csrfToken: browser.csrf } });
      expect((await browser.call("GET", "/api/v1/status")).status).toBe(200);
      expect((await browser.call("GET", "/api/v1/whoami")).body).toMatchObject({ kind: "person" });
    });

    test("change nothing without their token, or for another site", async () => {
      const path = `/api/v1/organizations/${muster.org}`;
      const body = { softDeleteDays: 3 };
      const cookie = browser.cookie ?? "";
      const token = browser.csrf ?? "";
      const forged = [
        { cookie },
        { cookie, "x-csrf-token": `${token.slice(0, -1)}x` },
        { cookie, "x-csrf-token": (await openAsOwner(muster, "Other token")).csrf ?? "" },
        { cookie, "x-csrf-token": token, origin: "https://evil.test" },
        { cookie, "x-csrf-token": token, "sec-fetch-site": "cross-site" },
      ];
      for (const headers of forged) {
        const answer = await browser.call("PATCH", path, body, headers);
        expect([answer.status, answer.body.code]).toEqual([403, "request.csrf"]);
      }
      const own = { cookie, "x-csrf-token": token, origin: muster.url, "sec-fetch-site": "same-origin" };
      expect((await browser.call("PATCH", path, body, own)).status).toBe(200);
      const signIn = { name: "Sessions", password: PASSWORD };
      const foreign = await browser.call("POST", "/api/v1/session", signIn, { origin: "https://evil.test" });
      expect(foreign.body.code).toBe("request.csrf");
    });

    test("are listed and ended by their person alone", async () => {
      const second = openBrowser(muster.url);
      expect((await second.signIn("sessions", PASSWORD)).status).toBe(201);
      const { items } = (await second.call("GET", "/api/v1/sessions")).body;
      expect(items.map((each: { isCurrent: boolean }) => each.isCurrent)).toEqual([false, true]);
      const [first] = items;
      const stranger = await openAsOwner(muster, "Stranger");
      const path = `/api/v1/sessions/${first.sessionId}`;
      expect((await stranger.call("DELETE", path)).body.code).toBe("session.not-found");
      expect((await second.call("DELETE", path)).status).toBe(204);
      const refused = await browser.call("GET", "/api/v1/session");
      expect([refused.status, refused.body.code]).toEqual([401, "auth.session-ended"]);
      const out = await second.call("DELETE", "/api/v1/session");
      expect([out.status, out.headers.get("set-cookie")]).toEqual([
        204,
        expect.stringContaining("muster-session=;"),
      ]);
      expect((await second.call("GET", "/api/v1/session")).status).toBe(401);
    });

    test("end an hour after the last request, and after twelve hours in any case", async () => {
      const idle = openBrowser(muster.url);
      await idle.signIn("Sessions", PASSWORD);
      ahead += 61 * MINUTE;
      expect((await idle.call("GET", "/api/v1/session")).status).toBe(401);
      const busy = openBrowser(muster.url);
      await busy.signIn("Sessions", PASSWORD);
      for (let hour = 0; hour < 14; hour += 1) {
        const { status } = await busy.call("GET", "/api/v1/session");
        // The thirteenth request comes after 708 minutes, the next one after 767.
        expect([hour, status]).toEqual([hour, hour < 13 ? 200 : 401]);
        ahead += 59 * MINUTE;
      }
    });

    test("are not a token, and a token is not a session", async () => {
      const cookie = browser.cookie?.split("=")[1];
      const administrator = await muster.newToken(INSTANCE, "instance-admin");
      expect((await muster.call("GET", "/api/v1/status", { token: cookie })).body.code).toBe(
        "auth.token-unknown",
      );
      const asCookie = { cookie: `muster-session=${administrator}` };
      expect((await browser.call("GET", "/api/v1/status", undefined, asCookie)).status).toBe(401);
      expect((await muster.call("GET", "/api/v1/session", { token: administrator })).status).toBe(403);
    });
  });

  describe("passwords", () => {
    beforeAll(async () => {
      await openAsOwner(muster, "Passwords");
    });

    test("that are wrong get the same answer as unknown names", async () => {
      const wrong = await openBrowser(muster.url).signIn("Passwords", "not the password");
      const unknown = await openBrowser(muster.url).signIn("No such name", "not the password");
      const { trackingId: _, ...shown } = wrong.body;
      expect(unknown.body).toMatchObject(shown);
      expect([wrong.status, unknown.status, shown.code]).toEqual([401, 401, "sign-in.refused"]);
      expect((await auditOf()).filter((activity) => activity === "sign-in-refused").length).toBeGreaterThan(
        1,
      );
    });

    test("are verified once, whether the name is known, unknown or that of a disabled person", async () => {
      const owner = await openAsOwner(muster, "Verified");
      await openAsOwner(muster, "Disabled later");
      const { items } = (await owner.call("GET", "/api/v1/people")).body;
      const { personId } = items.find(({ name }: { name: string }) => name === "Disabled later");
      expect((await owner.call("POST", `/api/v1/people/${personId}/disable`)).status).toBe(200);
      for (const name of ["Verified", "No name of a person", "Disabled later"]) {
        verified = 0;
        const { status, body } = await openBrowser(muster.url).signIn(name, "not the password");
        expect([name, status, body.code, verified]).toEqual([name, 401, "sign-in.refused", 1]);
      }
    });

    test("are stored as argon2id hashes alone", async () => {
      const people = await muster.deps.store.page("person", { where: { org: INSTANCE }, limit: 100 });
      expect(people.length).toBeGreaterThan(3);
      for (const { password } of people) expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    });

    test.each(["Delays", "nobody has this name"])("that are wrong delay the account: %s", async (name) => {
      if (name === "Delays") await openAsOwner(muster, name);
      ahead += 25 * 60 * MINUTE;
      const browser = openBrowser(muster.url);
      const codes: string[] = [];
      for (let attempt = 0; attempt < 4; attempt += 1) {
        codes.push((await browser.signIn(name, "not the password")).body.code);
      }
      expect(codes).toEqual(Array(4).fill("sign-in.refused"));
      const delayed = await browser.signIn(name, PASSWORD);
      expect([delayed.status, delayed.body.code]).toEqual([429, "sign-in.delayed"]);
      expect(Number(delayed.headers.get("retry-after"))).toBeLessThanOrEqual(2);
      ahead += 2_000;
      expect((await browser.signIn(name, "not the password")).status).toBe(401);
      expect(Number((await browser.signIn(name, PASSWORD)).headers.get("retry-after"))).toBeGreaterThan(2);
      ahead += 4_000;
      expect((await browser.signIn(name, PASSWORD)).status).toBe(name === "Delays" ? 201 : 401);
    });

    test("that are tried at the same moment are counted one by one", async () => {
      ahead += 25 * 60 * MINUTE;
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => openBrowser(muster.url).signIn("Passwords", "not the password")),
      );
      expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(4);
      ahead += 16 * MINUTE;
      expect((await openBrowser(muster.url).signIn("Passwords", PASSWORD)).status).toBe(201);
    });
  });
});

describe("behind a proxy with TLS", () => {
  test.each([
    ["the public URL says so", { publicUrl: "https://muster.test" }, {}],
    ["a trusted proxy says so", { trustedProxies: ["127.0.0.1"] }, { "x-forwarded-proto": "https" }],
  ])("the cookie is bound to the host, because %s", async (_, configuration, headers) => {
    const muster = await startAdminServer(undefined, configuration);
    try {
      const link = await createFirstOwnerLink(muster.deps, muster.org);
      const body = { link, name: "Ada", password: PASSWORD };
      const browser = openBrowser(muster.url);
      const entered = await browser.call("POST", "/api/v1/links/redeem", body, headers);
      const cookie = entered.headers.get("set-cookie") ?? "";
      expect(cookie).toMatch(/^__Host-muster-session=/);
      expect(cookie).toContain("Secure");
      const [pair = ""] = cookie.split(";");
      expect(
        (await browser.call("GET", "/api/v1/session", undefined, { cookie: pair, ...headers })).status,
      ).toBe(200);
      const plain = { cookie: pair.replace("__Host-", ""), ...headers };
      expect((await browser.call("GET", "/api/v1/session", undefined, plain)).status).toBe(401);
    } finally {
      await muster.close();
    }
  });
});
