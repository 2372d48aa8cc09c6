import { Agent, get } from "node:http";
import { resolve } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type AdminServer, startAdminServer } from "../contract/admin/server.ts";
import { openAsOwner, openBrowser, PASSWORD, type Browser as Visitor } from "../contract/sign-in/browser.ts";
import { addPeople } from "../contract/store/people.ts";
import { type RunningProvider, startIdentityProvider } from "../targets/identity-provider.ts";
import { expectNoBarrier } from "./looks.ts";
import { openWatched, PageTrouble } from "./watched-page.ts";

/** Longer than the time after which an open page asks again, and than the wait for another stream. */
const LONG_MS = 60_000;

/** One server in this process, in order; the last test stops it. */
describe("the states of pages in a browser", () => {
  const trouble = new PageTrouble();
  let muster: AdminServer;
  let idp: RunningProvider;
  let browser: Browser;
  let owner: Visitor;
  let page: Page;
  let isClosed = false;
  const org = () => `${muster.url}/organizations/${muster.org}`;

  async function close(): Promise<void> {
    if (!isClosed) await muster.close();
    isClosed = true;
  }

  /** A profile of its own; with a session, if a visitor has signed in. */
  async function openContext(visitor?: Visitor): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    const [name = "", value = ""] = visitor?.cookie?.split("=") ?? [];
    if (name !== "") await context.addCookies([{ name, value, url: muster.url }]);
    return context;
  }

  const createUser = (userName: string) =>
    muster.call("POST", `/api/v1/organizations/${muster.org}/users`, { body: { attributes: { userName } } });

  /** The requests that the page sends to the API from now on. */
  function listRequests(): string[] {
    const sent: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/api/")) sent.push(pathname.split("/").at(-1) ?? "");
    });
    return sent;
  }

  beforeAll(async () => {
    [muster, browser] = await Promise.all([
      startAdminServer(undefined, {}, resolve("dist/web")),
      chromium.connect(inject("browserEndpoint")),
    ]);
    await addPeople(muster.deps, muster.org, ["ada", "grace", "linus"]);
    owner = await openAsOwner(muster, "ada@example.com");
    const callback = `${muster.url}/api/v1/sign-in/oidc/callback`;
    idp = await startIdentityProvider([callback]);
    page = await openWatched(await openContext(owner), trouble);
    await page.clock.install();
  });
  afterAll(async () => {
    await browser.close();
    await idp.stop();
    await close();
  });

  test("a change shows up by the stream, with one reading of what it concerns and without polling", async () => {
    const streamed = page.waitForResponse((answer) => answer.url().endsWith("/stream"));
    await page.goto(org());
    await page.getByText("3 users").waitFor();
    expect((await streamed).status()).toBe(200);
    // The stream reports the present state before it counts as open.
    await expect.poll(() => isPolled(page)).toBe(false);
    const sent = listRequests();
    await page.clock.runFor(LONG_MS);
    expect(sent).toEqual([]);
    expect((await createUser("katherine@example.com")).status).toBe(201);
    await page.getByText("4 users").waitFor();
    expect(sent).toEqual(["overview"]);
    await page.getByRole("link", { name: "Users", exact: true }).click();
    await page.getByRole("cell", { name: "katherine@example.com" }).first().waitFor();
    await createUser("dorothy@example.com");
    await page.clock.runFor(LONG_MS);
    await page.getByRole("cell", { name: "dorothy@example.com" }).first().waitFor();
  });

  test("a page polls when the server has no stream for it, and stops when it has one again", async () => {
    const streams = new Agent({ keepAlive: false });
    const url = `${muster.url}/api/v1/organizations/${muster.org}/stream`;
    const options = { agent: streams, headers: { cookie: owner.cookie ?? "" } };
    const openStream = () =>
      new Promise<number>((resolve, reject) => {
        get(url, options, (answer) => {
          // The end of the test ends its streams.
          answer.on("error", () => undefined).resume();
          resolve(answer.statusCode ?? 0);
        }).on("error", reject);
      });
    await page.goto("about:blank");
    await expect.poll(openStream).toBe(503);
    trouble.expectStatuses(503);
    const refused = page.waitForResponse((answer) => answer.url().endsWith("/stream"));
    await page.goto(org());
    await page.getByText("5 users").waitFor();
    expect((await refused).status()).toBe(503);
    await createUser("mary@example.com");
    await page.clock.runFor(20_000);
    await page.getByText("6 users").waitFor();
    streams.destroy();
    trouble.expectStatuses();
    await page.clock.runFor(LONG_MS);
    await expect.poll(() => isPolled(page)).toBe(false);
  });

  test("a form marks its first faulty field, and keeps what was typed", async () => {
    await page.goto(`${org()}/users`);
    await page.getByRole("button", { name: "Create user" }).click();
    const dialog = page.getByRole("dialog", { name: "Create user" });
    const userName = dialog.getByLabel("User name");
    await dialog.getByLabel("Given name").fill("Ada");
    await dialog.getByRole("button", { name: "Create user" }).click();
    await dialog.getByText("This field is required.").waitFor();
    expect(await userName.getAttribute("aria-invalid")).toBe("true");
    await dialog.locator("input[name=userName]:focus").waitFor();
    await expectNoBarrier(page);
    await userName.fill("mary@example.com");
    await dialog.getByText("This field is required.").waitFor({ state: "detached" });
    await dialog.getByLabel("Given name").focus();
    trouble.expectStatuses(409);
    await page.keyboard.press("Enter");
    await dialog
      .getByText(/mary@example\.com/)
      .first()
      .waitFor();
    await dialog.locator("input[name=userName]:focus").waitFor();
    expect(await userName.getAttribute("aria-invalid")).toBe("true");
    expect(await dialog.getByLabel("Given name").inputValue()).toBe("Ada");
    trouble.expectStatuses();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
  });

  test("a page that the role does not include says so, and asks the server for nothing", async () => {
    const invited = await owner.call("POST", `/api/v1/organizations/${muster.org}/people`, {
      name: "reader@example.com",
      role: "reader",
    });
    const link = new URL(String(invited.body.link)).hash.slice(1);
    const reader = openBrowser(muster.url);
    expect((await reader.redeem({ link, password: PASSWORD })).status).toBe(201);
    const context = await openContext(reader);
    const other = await openWatched(context, trouble);
    const sent: string[] = [];
    other.on("request", (request) => sent.push(request.url()));
    await other.goto(`${muster.url}/organizations/${muster.otherOrg}/users`);
    await other.getByRole("heading", { name: "Your role does not include this page" }).waitFor();
    await other.getByText("directory:read").waitFor();
    await expectNoBarrier(other);
    expect(sent.filter((url) => url.includes(`/api/v1/organizations/${muster.otherOrg}`))).toEqual([]);
    await context.close();
  });

  test("after several wrong passwords, the sign-in page says when the next attempt is possible", async () => {
    const context = await openContext();
    const door = await openWatched(context, trouble);
    trouble.expectStatuses(401, 429);
    await door.goto(`${muster.url}/sign-in`);
    await door.getByLabel("Name", { exact: true }).fill("reader@example.com");
    for (const password of ["one", "two", "three", "four"]) {
      await door.getByLabel("Password", { exact: true }).fill(password);
      const answered = door.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
      await door.getByRole("button", { name: "Sign in", exact: true }).click();
      expect((await answered).status()).toBe(401);
    }
    await door.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await door.getByRole("button", { name: "Sign in", exact: true }).click();
    await door.getByText(/Too many attempts\. You can try again in \d second/).waitFor();
    await expectNoBarrier(door);
    trouble.expectStatuses();
    await context.close();
  });

  test("the sign-in page leads to an identity provider and back, into the console or with a reason", async () => {
    const provider = {
      ...{ name: "Company", issuer: idp.issuer, clientId: idp.clientId, secret: idp.clientSecret },
      ...{ roleClaim: "groups", roles: [{ value: "muster-readers", role: "reader" }] },
    };
    const path = `/api/v1/organizations/${muster.org}/identity-providers`;
    expect((await muster.call("POST", path, { body: provider })).status).toBe(201);
    const context = await openContext();
    const door = await openWatched(context, trouble);
    trouble.expectStatuses(401);
    idp.account = { sub: "stranger", claims: { groups: ["others"], preferred_username: "Stranger" } };
    await door.goto(`${org()}/groups`);
    await door.getByRole("button", { name: "Continue with Company" }).click();
    await door.getByText(/^The provider did not sign you in/).waitFor();
    await expectNoBarrier(door);
    trouble.expectStatuses();
    idp.account = { sub: "grace", claims: { groups: ["muster-readers"], preferred_username: "Grace" } };
    await door.getByRole("button", { name: "Continue with Company" }).click();
    // The refusal has kept the way back.
    await door.getByRole("heading", { name: "Groups", exact: true }).waitFor();
    await door.getByRole("button", { name: "Account and settings" }).waitFor();
    await context.close();
  });

  test("no code of a page failed, no request was refused or went elsewhere, and the policy held", () => {
    expect(trouble.found).toEqual([]);
  });

  test("while the server is away, a page shows what it read, with the time, and how to try again", async () => {
    await page.goto(`${org()}/users`);
    const user = page.getByRole("cell", { name: "mary@example.com" }).first();
    await user.waitFor();
    await close();
    await page.clock.runFor(32_000);
    await page.getByText(/^Shown as of .* The last attempt to refresh failed\.$/).waitFor();
    await user.waitFor();
    await expectNoBarrier(page);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText(/^Shown as of/).waitFor();
    expect(trouble.found.filter((each) => each.startsWith("error:"))).toEqual([]);
  });
});

/** Whether the page asks again within the time of two polls. */
async function isPolled(page: Page): Promise<boolean> {
  let count = 0;
  const add = (request: { url(): string }) => {
    if (request.url().endsWith("/overview")) count += 1;
  };
  page.on("request", add);
  await page.clock.runFor(31_000);
  page.off("request", add);
  return count > 0;
}
