import { TOTP } from "otpauth";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { prepareLink } from "../../../src/app/people/one-time-links.ts";
import { INSTANCE, type OrgId, type PersonId, trustId } from "../../../src/core/ids.ts";
import { foldText } from "../../../src/core/scim/text.ts";
import { type RunningProvider, startIdentityProvider } from "../../targets/identity-provider.ts";
import { type AdminServer, call, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "./browser.ts";
import { CALLBACK, comeBack, openVisits, type Visits } from "./provider-visits.ts";

const ROLES = { roleClaim: "groups", roles: [{ value: "muster-readers", role: "reader" }] };

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  let idp: RunningProvider;
  let visits: Visits;
  /** A provider of the organization whose claims give roles, and one by invitation alone. */
  let mapped: string;
  let invited: string;

  const leave: Visits["leave"] = (...given) => visits.leave(...given);
  const signIn: Visits["signIn"] = (...given) => visits.signIn(...given);
  const path = () => `/api/v1/organizations/${muster.org}/identity-providers`;
  const client = () => ({ issuer: idp.issuer, clientId: idp.clientId, secret: idp.clientSecret });

  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
    idp = await startIdentityProvider([`${muster.url}${CALLBACK}`]);
    visits = openVisits(muster.url, idp);
    const create = (body: object) => muster.call("POST", path(), { body: { ...client(), ...body } });
    const made = [await create({ name: "Company", ...ROLES }), await create({ name: "By invitation" })];
    expect(made.map(({ status, body }) => [status, body.code])).toEqual([
      [201, undefined],
      [201, undefined],
    ]);
    [mapped, invited] = made.map(({ body }) => body.providerId) as [string, string];
  });
  afterEach(() => {
    idp.intercept = () => undefined;
  });
  afterAll(async () => {
    await muster.close();
    await idp.stop();
  });

  async function invite(name: string, org: OrgId = muster.org) {
    const id = trustId<PersonId>(muster.deps.env.newId());
    const created = muster.deps.env.now();
    const link = await prepareLink(muster.deps, "system", { org, purpose: "invitation", person: id });
    const row = { name, name_key: foldText(name), display_name: name, language: null, password: null };
    await muster.deps.store.commit([
      {
        op: "insert",
        table: "person",
        row: { org: INSTANCE, id, ...row, created, disabled: null, version: 1 },
      },
      { op: "insert", table: "person_role", row: { org, person: id, role: "helpdesk", created } },
      ...link.writes,
    ]);
    return { id, link: link.code };
  }

  test("the sign-in page lists the providers", async () => {
    const { body } = await call(`${muster.url}/api/v1/sign-in`, "GET", {});
    expect(body.providers).toEqual([
      { providerId: invited, name: "By invitation" },
      { providerId: mapped, name: "Company" },
    ]);
  });

  test("the browser is sent with PKCE, state and nonce to the provider", async () => {
    const { url } = await leave(mapped);
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    expect(url.searchParams.get("redirect_uri")).toBe(`${muster.url}${CALLBACK}`);
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(url.searchParams.get(name)?.length).toBeGreaterThan(30);
    }
  });

  test("a claim gives a role, another one takes it, and it comes back", async () => {
    const groups = { groups: ["others", "muster-readers"], preferred_username: "Grace", name: "Grace H" };
    const first = await signIn(mapped, "grace", groups, { back: "/users?q=x" });
    expect(first.session).toMatchObject({ name: "Grace", displayName: "Grace H" });
    expect(first.session.organizations).toMatchObject([{ orgId: muster.org, role: "reader" }]);
    expect(first.location).toBe("/users?q=x");
    expect((await signIn(mapped, "grace", { ...groups, groups: "others" })).code).toBe("sign-in.no-access");
    const { cookie = "" } = first;
    expect((await call(`${muster.url}/api/v1/session`, "GET", { headers: { cookie } })).status).toBe(401);
    const again = await signIn(mapped, "grace", groups);
    expect([again.session.personId, again.session.organizations[0].role]).toEqual([
      first.session.personId,
      "reader",
    ]);
  });

  test("an unknown subject without such a claim is refused, with a tracking id", async () => {
    for (const provider of [mapped, invited]) {
      expect((await signIn(provider, "eve", { email: "eve@example.test" })).code).toBe("sign-in.no-access");
    }
    idp.account = { sub: "eve", claims: {} };
    const { pending, returned } = await leave(mapped);
    const answer = await comeBack(returned, pending, { accept: "text/html,*/*" });
    const location = new URL(answer.headers.get("location") ?? "", muster.url);
    expect([answer.status, location.pathname]).toEqual([303, "/sign-in"]);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      problem: "sign-in.no-access",
      tracking: answer.headers.get("x-tracking-id"),
      provider: "Company",
    });
  });

  test("an equal name or e-mail address does not make a person the same", async () => {
    const owner = await openAsOwner(muster, "ada@example.test");
    const { personId } = (await owner.call("GET", "/api/v1/session")).body;
    const claims = {
      email: "ada@example.test",
      preferred_username: "ada@example.test",
      email_verified: true,
    };
    expect((await signIn(mapped, "not-ada", claims)).code).toBe("sign-in.no-access");
    const other = await signIn(mapped, "not-ada", { ...claims, groups: ["muster-readers"] });
    expect(other.session.personId).not.toBe(personId);
    expect(other.session.name).toBe("ada@example.test (Company)");
    expect(other.session.instance).toEqual(["session", "person"]);
  });

  test("an owner who signs in with a provider alone is active, and the last one keeps the role", async () => {
    const body = {
      ...client(),
      name: "Owners",
      roleClaim: "groups",
      roles: [{ value: "owners", role: "owner" }],
    };
    const made = await muster.call("POST", path(), { body });
    const { providerId } = made.body;
    const groups = { groups: ["owners"], preferred_username: "Only owner" };
    const first = await signIn(providerId, "only-owner", groups);
    const person = `/api/v1/people/${first.session.personId}`;
    expect((await muster.call("GET", person)).body.state).toBe("active");
    await removeOtherOwners(first.session.personId);

    const kept = await signIn(providerId, "only-owner", { groups: [] });
    expect(kept.session?.organizations).toMatchObject([{ orgId: muster.org, role: "owner" }]);
    const audit = await muster.call("GET", `/api/v1/organizations/${muster.org}/audit?category=person`);
    expect(audit.body.items[0]).toMatchObject({
      activity: "keep-last-role",
      detail: { from: "owner", role: null },
    });
    expect((await muster.call("POST", `${person}/disable`)).body.code).toBe("person.last-owner");

    const second = await signIn(providerId, "second-owner", { ...groups, preferred_username: "Second" });
    expect((await signIn(providerId, "only-owner", { groups: [] })).code).toBe("sign-in.no-access");
    const at = `${path()}/${providerId}`;
    const turnOff = () => muster.call("PATCH", at, { body: { state: "off" } });
    for (const refused of [await turnOff(), await muster.call("DELETE", at)]) {
      expect([refused.status, refused.body.code]).toEqual([409, "identity-provider.last-owner"]);
      expect(refused.body.params).toEqual({ name: "Owners", organization: "Contoso" });
    }
    expect((await muster.call("GET", at)).body.state).toBe("on");
    await openAsOwner(muster, "Owner with a password");
    expect((await turnOff()).status).toBe(200);
    const other = `/api/v1/people/${second.session.personId}`;
    expect((await muster.call("POST", `${other}/disable`)).status).toBe(200);
  });

  /** Takes the role from all owners of the organization but this one, in the store. */
  async function removeOtherOwners(kept: string) {
    const { store } = muster.deps;
    const owners = await store.page("person_role", { where: { org: muster.org, role: "owner" }, limit: 100 });
    const others = owners.filter(({ person }) => person !== kept);
    await store.commit(
      others.map(
        ({ org, person }) => ({ op: "delete", table: "person_role", key: { org, person } }) as const,
      ),
    );
  }

  describe("an invitation", () => {
    test("makes the provider the person's own, once", async () => {
      const { id, link } = await invite("Linus");
      const entered = await signIn(invited, "linus-1", { email: "x@example.test" }, { link });
      expect(entered.session).toMatchObject({ personId: id, name: "Linus" });
      expect((await signIn(invited, "linus-1")).session.organizations[0].role).toBe("helpdesk");
      const again = await call(`${muster.url}/api/v1/sign-in/oidc`, "POST", {
        body: { providerId: invited, link },
      });
      expect([again.status, again.body.code]).toEqual([409, "link.ended"]);
      expect((await signIn(invited, "linus-2")).code).toBe("sign-in.no-access");
    });

    test("does not take a subject that belongs to another person", async () => {
      const [one, other] = [await invite("One"), await invite("Other")];
      expect((await signIn(invited, "shared", {}, { link: one.link })).code).toBeUndefined();
      expect((await signIn(invited, "shared", {}, { link: other.link })).code).toBe("sign-in.provider-bound");
    });

    test("gives the provider of an organization no rights in another", async () => {
      const { id, link } = await invite("Visitor");
      await signIn(invited, "visitor", {}, { link });
      const role = { org: muster.otherOrg, person: id, role: "owner", created: 0 } as const;
      await muster.deps.store.commit([{ op: "insert", table: "person_role", row: role }]);
      expect((await signIn(invited, "visitor")).code).toBe("sign-in.provider-elsewhere");
      const foreign = await invite("Foreign", muster.otherOrg);
      expect((await signIn(invited, "foreign", {}, { link: foreign.link })).code).toBe(
        "sign-in.provider-elsewhere",
      );
    });

    test("to another organization does not take the provider away from a person", async () => {
      const { link } = await invite("Bound");
      await signIn(invited, "bound", {}, { link });
      const people = `/api/v1/organizations/${muster.otherOrg}/people`;
      const body = { name: "Bound", role: "reader" };
      const token = await muster.newToken(muster.otherOrg, "organization-admin");
      const refused = await muster.call("POST", people, { token, body });
      expect([refused.status, refused.body.code]).toEqual([409, "person.provider-elsewhere"]);
      expect((await signIn(invited, "bound")).session?.name).toBe("Bound");
      const byInstance = await muster.call("POST", people, { body });
      expect([byInstance.status, typeof byInstance.body.link]).toEqual([201, "string"]);
    });

    test("for another password puts the provider in the place of password, factors and sessions", async () => {
      const owner = await openAsOwner(muster, "Replacing");
      const { invited: before, ...made } = await startReplacement(owner);
      const { link } = (await owner.call("POST", `/api/v1/people/${made.personId}/reset`)).body;
      const entered = await signIn(invited, "replacing", {}, { link: link.split("#")[1] });
      expect(entered.session).toMatchObject({ personId: made.personId });
      expect((await before.call("GET", "/api/v1/session")).status).toBe(401);
      expect((await openBrowser(muster.url).signIn("Replaced", PASSWORD)).body.code).toBe("sign-in.refused");
      const shown = (await muster.call("GET", `/api/v1/people/${made.personId}`)).body;
      expect(shown).toMatchObject({ authenticatorAppSince: null, passkeys: [], state: "active" });
      expect((await signIn(invited, "replacing")).code).toBeUndefined();
    });

    /** A person with a password and an authenticator app. */
    async function startReplacement(owner: Browser) {
      const path = `/api/v1/organizations/${muster.org}/people`;
      const { link, personId } = (await owner.call("POST", path, { name: "Replaced", role: "reader" })).body;
      const browser = openBrowser(muster.url);
      await browser.redeem({ link: link.split("#")[1], password: PASSWORD });
      const factor = "/api/v1/session/second-factor";
      const { secret } = (await browser.call("POST", factor)).body;
      const code = new TOTP({ secret }).generate();
      expect((await browser.call("POST", `${factor}/confirm`, { code })).status).toBe(200);
      return { invited: browser, personId: String(personId) };
    }

    test("of a person who was disabled meanwhile is refused", async () => {
      const { id, link } = await invite("Gone");
      await signIn(invited, "gone", {}, { link });
      const key = { org: INSTANCE, id };
      await muster.deps.store.commit([{ op: "update", table: "person", key, set: { disabled: 1 } }]);
      expect((await signIn(invited, "gone")).code).toBe("sign-in.no-access");
    });
  });

  describe("an answer is refused that", () => {
    const codeOf = async (returned: string, pending: string) =>
      (await comeBack(returned, pending)).body.code as string;

    test("has another state, or comes to another browser", async () => {
      const { pending, returned } = await leave(mapped);
      const other = await leave(mapped);
      const changed = new URL(returned);
      changed.searchParams.set("state", "x".repeat(43));
      expect(await codeOf(changed.href, pending)).toBe("sign-in.provider-invalid");
      expect(await codeOf(returned, other.pending)).toBe("sign-in.provider-invalid");
      for (const cookie of ["", "muster-sign-in=x.y", `${pending.slice(0, -4)}AAAA`]) {
        expect(await codeOf(returned, cookie)).toBe("sign-in.not-begun");
      }
    });

    test("has another nonce, or names another issuer", async () => {
      const { pending, url } = await leave(mapped);
      url.searchParams.set("nonce", "n".repeat(43));
      const forged = await comeBack(await idp.visit(url.href), pending);
      expect(forged.body).toMatchObject({
        status: 403,
        code: "sign-in.provider-invalid",
        params: { provider: "Company", reason: expect.stringContaining("nonce") },
      });
      const second = await leave(mapped);
      const changed = new URL(second.returned);
      changed.searchParams.set("iss", "https://other.example");
      expect(await codeOf(changed.href, second.pending)).toBe("sign-in.provider-invalid");
    });

    test("has a code that was used", async () => {
      idp.account = { sub: "twice", claims: { groups: ["muster-readers"], name: "Twice" } };
      const { pending, returned } = await leave(mapped);
      expect((await comeBack(returned, pending)).status).toBe(303);
      const again = await comeBack(returned, pending);
      expect([again.status, again.body.code]).toEqual([403, "sign-in.provider-refused"]);
      expect(again.body.params).toMatchObject({ error: "invalid_grant" });
    });

    test("is a refusal of the provider", async () => {
      const { pending, returned } = await leave(mapped);
      const changed = new URL(returned);
      changed.searchParams.delete("code");
      changed.searchParams.set("error", "access_denied");
      const answer = await comeBack(changed.href, pending);
      expect(answer.body).toMatchObject({
        code: "sign-in.provider-refused",
        params: { error: "access_denied" },
      });
    });
  });

  test("a provider that is down is reported, and passwords go on", async () => {
    await openAsOwner(muster, "By password");
    idp.account = { sub: "down", claims: {} };
    const { pending, returned } = await leave(mapped);
    idp.intercept = () => ({ status: 503, body: "{}" });
    const answer = await comeBack(returned, pending);
    expect([answer.status, answer.body.code]).toEqual([503, "sign-in.provider-unavailable"]);
    expect((await openBrowser(muster.url).signIn("By password", PASSWORD)).status).toBe(201);
    const body = { ...client(), name: "Down" };
    const created = await muster.call("POST", path(), { body });
    expect([created.status, created.body.code]).toEqual([503, "sign-in.provider-unavailable"]);
  });

  test("a provider of the instance makes instance administrators, without a secret by PKCE alone", async () => {
    const body = {
      name: "Operators",
      issuer: idp.issuer,
      clientId: "muster-public",
      roleClaim: "groups",
      roles: [{ value: "operators", role: "instance-admin" }],
    };
    const made = await muster.call("POST", "/api/v1/identity-providers", { body });
    expect(made.body).toMatchObject({ orgId: null, method: "none", hasSecret: false });
    const { providerId } = made.body;
    const entered = await signIn(providerId, "operator", { groups: ["operators"], name: "Operator" });
    expect(entered.session.instance).toContain("instance");
    const at = `/api/v1/identity-providers/${providerId}`;
    expect((await muster.call("PATCH", at, { body: { state: "off" } })).body.state).toBe("off");
    const begun = await call(`${muster.url}/api/v1/sign-in/oidc`, "POST", { body: { providerId } });
    expect(begun.body.code).toBe("identity-provider.not-found");
    expect((await muster.call("DELETE", at)).status).toBe(204);
    const { cookie = "" } = entered;
    expect((await call(`${muster.url}/api/v1/session`, "GET", { headers: { cookie } })).status).toBe(401);
  });

  test("wrong settings are refused by name, and secrets are not shown", async () => {
    const cases = [
      [{ issuer: "no address" }, "identity-provider.issuer-invalid"],
      [{ issuer: "https://user:pw@example.test" }, "identity-provider.issuer-invalid"],
      [{ issuer: "http://idp.example.test" }, "identity-provider.issuer-plain"],
      [{ secret: undefined, method: "client_secret_basic" }, "identity-provider.secret-missing"],
      [{ method: "none" }, "identity-provider.secret-unused"],
      [{ roleClaim: "groups" }, "identity-provider.map-incomplete"],
      [
        { roleClaim: "groups", roles: [{ value: "x", role: "instance-admin" }] },
        "identity-provider.role-elsewhere",
      ],
      [{ name: "COMPANY" }, "identity-provider.name-taken"],
      [{ issuer: `${idp.issuer}/other` }, "sign-in.provider-invalid"],
      [{ method: "private_key_jwt" }, "sign-in.provider-invalid"],
    ] as const;
    for (const [change, code] of cases) {
      const body = { name: "Wrong", ...client(), ...change };
      expect((await muster.call("POST", path(), { body })).body.code).toBe(code);
    }
    const shown = JSON.stringify((await muster.call("GET", path())).body);
    expect(shown).toContain("Company");
    expect(shown).not.toContain(idp.clientSecret);
    const changed = await muster.call("PATCH", `${path()}/${invited}`, { body: { method: "none" } });
    expect([changed.status, changed.body.hasSecret]).toEqual([200, false]);
  });
});
