import { TOTP } from "otpauth";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type RunningProvider, startIdentityProvider } from "../targets/identity-provider.ts";
import { type ExampleInstallation, OWNER, startExample } from "./example-installation.ts";
import { becomeDevice, checkLook, type Device, expectNoBarrier } from "./looks.ts";
import { followOwnerLink, openAs } from "./roles.ts";
import { openWatched, PageTrouble } from "./watched-page.ts";

/** An authenticator of a device, as Chromium simulates it. It finds its user verified each time. */
const AUTHENTICATOR = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;
const NEXT_PASSWORD = "four more words here";

/** One installation and its owner, in order: each step stands on the one before. */
describe("the account, persons and providers in a browser", () => {
  const trouble = new PageTrouble();
  let example: ExampleInstallation;
  let idp: RunningProvider;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let base = "";
  let recovery: string[] = [];
  const goTo = (path: string) => page.goto(`${base}${path}`);
  const org = () => `/organizations/${example.muster.orgId}`;
  const dialog = () => page.getByRole("dialog");
  const signIn = async (password: string) => {
    await page.getByLabel("Name", { exact: true }).fill(OWNER.name);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  const signOut = async () => {
    await page.getByRole("button", { name: "Account and settings" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in to Muster" }).waitFor();
  };

  beforeAll(async () => {
    [example, browser] = await Promise.all([startExample(), chromium.connect(inject("browserEndpoint"))]);
    // Passkeys need a host name.
    base = example.muster.url.replace("127.0.0.1", "localhost");
    idp = await startIdentityProvider([`${base}/api/v1/sign-in/oidc/callback`]);
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    page = await openWatched(context, trouble);
    const devices = await context.newCDPSession(page);
    await devices.send("WebAuthn.enable");
    await devices.send("WebAuthn.addVirtualAuthenticator", { options: AUTHENTICATOR });
    await followOwnerLink(page, `${base}${example.ownerLink}`, OWNER);
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await Promise.all([example.stop(), idp.stop()]);
  });

  test("the menu leads to the account, where the name changes at once", async () => {
    await page.getByRole("button", { name: "Account and settings" }).click();
    await page.getByRole("menuitem", { name: "Account" }).click();
    await page.getByRole("heading", { name: "Account", exact: true }).waitFor();
    await page.getByLabel("Name that others see").fill("Ines Valmoret");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("button", { name: "Account and settings" }).getByText("Ines Valmoret").waitFor();
  });

  test("a passkey is made by the device, named, and renamed", async () => {
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await dialog().getByLabel("Name of the passkey").fill("Laptop");
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "Rename: Laptop" }).click();
    await dialog().getByLabel("Name of the passkey").fill("Work laptop");
    await dialog().getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Remove: Work laptop" }).waitFor();
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByText("This device has a passkey for your account already.").waitFor();
  });

  test("an authenticator app is set up by its secret, and recovery codes are shown once", async () => {
    await page.getByRole("button", { name: "Set up an app" }).click();
    await dialog().getByRole("img", { name: "QR code" }).waitFor();
    await expectNoBarrier(page);
    const secret = (await dialog().locator("code").innerText()).replaceAll(" ", "");
    trouble.expectStatuses(400);
    await dialog().getByLabel("Code that the app shows").fill("000000");
    await dialog().getByRole("button", { name: "Turn on" }).click();
    await dialog().getByText("The code is wrong").waitFor();
    trouble.expectStatuses();
    await dialog().getByLabel("Code that the app shows").fill(new TOTP({ secret }).generate());
    await dialog().getByRole("button", { name: "Turn on" }).click();
    await dialog().getByText("Keep these codes").waitFor();
    await expectNoBarrier(page);
    recovery = await dialog().locator(".recovery-codes code").allInnerTexts();
    expect(recovery).toHaveLength(10);
    await dialog().getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("10 recovery codes are left.").waitFor();
  });

  test("the password changes; a refusal stands at its field, and the console goes on", async () => {
    await page.getByRole("button", { name: "Change password" }).click();
    const fill = async (current: string, repeated: string, code: string) => {
      await dialog().getByLabel("Present password").fill(current);
      await dialog().getByLabel("New password", { exact: true }).fill(NEXT_PASSWORD);
      await dialog().getByLabel("New password, once more").fill(repeated);
      await dialog().getByLabel("Code of your authenticator app").fill(code);
      await dialog().getByRole("button", { name: "Change password" }).click();
    };
    await fill("not the password", "something else", recovery[0] ?? "");
    await dialog().getByText("The two passwords differ.").waitFor();
    trouble.expectStatuses(400);
    await fill("not the password", NEXT_PASSWORD, recovery[0] ?? "");
    await dialog().getByText("The present password is wrong").waitFor();
    await expectNoBarrier(page);
    trouble.expectStatuses();
    await fill(OWNER.password, NEXT_PASSWORD, recovery[0] ?? "");
    await page.getByText("all other sessions have ended.").waitFor();
    await page.getByText("9 recovery codes are left.").waitFor();
  });

  test("a personal token is shown once, and revoked", async () => {
    await page.getByRole("button", { name: "Create a token" }).click();
    await dialog().getByLabel("Name").fill("laptop");
    await dialog().getByRole("button", { name: "Create a token" }).click();
    await dialog().getByText("muster_").waitFor();
    await expectNoBarrier(page);
    const [token = ""] = await dialog().locator("code").allInnerTexts();
    const asked = await fetch(`${example.muster.url}/api/v1/whoami`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asked.status).toBe(200);
    await dialog().getByRole("button", { name: "I have copied it" }).click();
    await page.getByRole("button", { name: "Revoke the token laptop" }).click();
    await dialog().getByRole("button", { name: "Revoke" }).click();
    await page.getByText("You have no personal tokens.").waitFor();
  });

  test("after a while, adding a way in asks for another sign-in and then goes on", async () => {
    await example.muster.advanceClock(16 * 60_000);
    trouble.expectStatuses(401, 409);
    await page.getByRole("button", { name: "Create a token" }).click();
    await dialog().getByLabel("Name").fill("desk");
    await dialog().getByRole("button", { name: "Create a token" }).click();
    const again = page.getByRole("dialog", { name: "Sign in again" });
    await again.getByLabel("Password", { exact: true }).fill("not the password");
    await page.keyboard.press("Enter");
    await again.getByText("The name or the password is wrong").waitFor();
    await expectNoBarrier(page);
    await again.getByLabel("Password", { exact: true }).fill(NEXT_PASSWORD);
    await page.keyboard.press("Enter");
    await again.getByLabel("Code of your authenticator").fill(recovery[3] ?? "");
    await page.keyboard.press("Enter");
    await dialog().getByText("muster_").waitFor();
    trouble.expectStatuses();
    await dialog().getByRole("button", { name: "I have copied it" }).click();
    // The session that the new one replaces has ended.
    await expect.poll(() => page.getByText("This session").count()).toBe(1);
    expect(await page.getByRole("button", { name: "End all others" }).count()).toBe(0);
  });

  test("signing in asks for a code in a second step, and takes a passkey without one", async () => {
    await signOut();
    trouble.expectStatuses(401);
    await goTo("/account");
    await signIn(NEXT_PASSWORD);
    await page.getByText("The password is right. Your account also needs a code.").waitFor();
    await expectNoBarrier(page);
    await page.keyboard.type(recovery[1] ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Account", exact: true }).waitFor();
    await signOut();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    trouble.expectStatuses();
  });

  test("another session is ended", async () => {
    const other = await browser.newContext({ locale: "en-GB" });
    const elsewhere = await openWatched(other, trouble);
    trouble.expectStatuses(401);
    await elsewhere.goto(`${base}/sign-in`);
    await elsewhere.getByLabel("Name", { exact: true }).fill(OWNER.name);
    await elsewhere.getByLabel("Password", { exact: true }).fill(NEXT_PASSWORD);
    await elsewhere.getByRole("button", { name: "Sign in", exact: true }).click();
    await elsewhere.getByLabel("Code of your authenticator").fill(recovery[2] ?? "");
    await elsewhere.getByRole("button", { name: "Sign in", exact: true }).click();
    await elsewhere.getByRole("heading", { name: "Overview" }).waitFor();
    trouble.expectStatuses();
    await goTo("/account");
    await page.getByRole("button", { name: "End all others" }).click();
    await dialog().getByText("1 session ends").waitFor();
    await dialog().getByRole("button", { name: "End all others" }).click();
    await expect.poll(() => page.getByRole("button", { name: "End all others" }).count()).toBe(0);
    await other.close();
  });

  test("a person is invited by a link that is shown once, and gets another role", async () => {
    await goTo(`${org()}/people`);
    await page.getByRole("button", { name: "Invite a person" }).click();
    await dialog().getByLabel("Name to sign in with").fill("jo@example.com");
    await dialog().getByLabel("Name that others see").fill("Jo Petit");
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Invite a person" }).click();
    await dialog().getByText(`${base}/welcome#`).waitFor();
    await dialog().getByRole("button", { name: "I have copied it" }).click();
    await page.getByRole("link", { name: "Jo Petit" }).click();
    await page.getByRole("heading", { name: "Jo Petit", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Change role" }).click();
    await dialog().getByRole("button", { name: "Role Reader" }).click();
    await page.getByRole("option", { name: "Helpdesk" }).click();
    await dialog().getByRole("button", { name: "Change role" }).click();
    await page.getByText("Helpdesk", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Disable" }).click();
    await dialog().getByRole("button", { name: "Disable" }).click();
    await page.getByText("Disabled", { exact: true }).waitFor();
  });

  test("the last owner stays, in the server's words", async () => {
    await goTo(`${org()}/people`);
    await page.getByRole("link", { name: "Ines Valmoret" }).click();
    await page.getByText("Passkey “Work laptop” since").waitFor();
    expect(await page.getByRole("button", { name: "Link for a new password" }).count()).toBe(0);
    await page.getByRole("button", { name: "Remove from the organization" }).click();
    trouble.expectStatuses(409);
    await dialog().getByRole("button", { name: "Remove from the organization" }).click();
    await dialog().getByText("is the last owner of the organization").waitFor();
    trouble.expectStatuses();
  });

  test("a provider that cannot be reached is refused at its issuer", async () => {
    await goTo(`${org()}/identity-providers`);
    await page.getByRole("button", { name: "Create a provider" }).click();
    await dialog().getByLabel("Name").fill("Company");
    await dialog().getByLabel("Issuer").fill("http://127.0.0.1:9");
    await dialog().getByLabel("Client id").fill("muster");
    await dialog().getByLabel("Client secret").fill("a secret of the test");
    await dialog().getByRole("button", { name: "Add a value" }).click();
    await dialog().getByRole("textbox", { name: "Value" }).fill("it-leads");
    await dialog().getByLabel("Claim that gives roles").fill("groups");
    await expectNoBarrier(page);
    trouble.expectStatuses(503);
    await dialog().getByRole("button", { name: "Create a provider" }).click();
    await dialog().getByText("could not be reached").waitFor();
    trouble.expectStatuses();
    await dialog().getByLabel("Issuer").fill(idp.issuer);
    await dialog().getByLabel("Client secret").fill(idp.clientSecret);
    await dialog().getByRole("button", { name: "Create a provider" }).click();
    await page.getByRole("heading", { name: "Company" }).waitFor();
  });

  test("a provider is shown with its roles, changed, turned off and removed", async () => {
    await page.getByText(`${base}/api/v1/sign-in/oidc/callback`).waitFor();
    await page.getByRole("row", { name: "it-leads Reader" }).waitFor();
    await expectNoBarrier(page);
    await page.getByRole("button", { name: "Edit: Company" }).click();
    await dialog().getByLabel("Name").fill("Company accounts");
    expect(await dialog().getByLabel("Issuer").isDisabled()).toBe(true);
    await dialog().getByRole("button", { name: "Remove value 1" }).click();
    await dialog().getByLabel("Claim that gives roles").fill("");
    await dialog().getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Company accounts" }).waitFor();
    await page.getByText("No claim gives roles").waitFor();
    await page.getByRole("button", { name: "Turn off: Company accounts" }).click();
    await dialog().getByRole("button", { name: "Turn off" }).click();
    await page.getByText("Off", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Remove: Company accounts" }).click();
    await dialog().getByRole("button", { name: "Remove" }).click();
    await page.getByRole("heading", { name: "No identity providers" }).waitFor();
  });

  test("an organization is created, renamed and deleted, and the switch follows", async () => {
    await goTo("/instance/organizations");
    await page.getByRole("button", { name: "Create an organization" }).click();
    await dialog().getByLabel("Name").fill("Nordwind");
    await dialog().getByRole("button", { name: "Create an organization" }).click();
    await page.getByRole("button", { name: "Change Nordwind" }).click();
    await dialog().getByLabel("Name").fill("Nordwind Europe");
    await dialog().getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Nordwind Europe" }).waitFor();
    const options = page.getByRole("combobox", { name: "Organization" }).getByRole("option");
    await expect.poll(() => options.allInnerTexts()).toContain("Nordwind Europe");
    await page.getByRole("searchbox", { name: "Search organizations" }).fill("nord");
    await expect.poll(() => page.getByRole("table").getByRole("row").count()).toBe(2);
    await page.getByRole("button", { name: "Delete Nordwind Europe" }).click();
    await dialog().getByText("Accounts that stay in the targets: 0").waitFor();
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Delete" }).click();
    await expect.poll(() => options.allInnerTexts()).not.toContain("Nordwind Europe");
    await expect.poll(() => page.getByRole("link", { name: "Nordwind Europe" }).count()).toBe(0);
  });

  test("a reader sees the persons, and no button that the server would refuse", async () => {
    trouble.expectStatuses(401);
    const reader = await openAs("reader", example, { browser, trouble });
    trouble.expectStatuses();
    await reader.getByRole("link", { name: "People and roles" }).click();
    await reader.getByRole("link", { name: "Ines Valmoret" }).waitFor();
    expect(await reader.getByRole("button", { name: "Invite a person" }).count()).toBe(0);
    expect(await reader.getByRole("link", { name: "Organizations" }).count()).toBe(0);
    await reader.getByRole("link", { name: "Ines Valmoret" }).click();
    await reader.getByRole("heading", { name: "Ines Valmoret", level: 1 }).waitFor();
    for (const name of ["Change role", "Disable", "End all sessions"]) {
      expect(await reader.getByRole("button", { name }).count()).toBe(0);
    }
    await reader.context().close();
  });

  test("the account and a person with entries fit a narrow screen, and every text is translated", async () => {
    const device: Device = { language: "pseudo", appearance: "dark", width: 390, isExamined: true };
    await becomeDevice(page, device);
    const { personId } = await example.muster.json("person", "show", OWNER.name);
    for (const [name, path] of [
      ["account-full", "/account"],
      ["person-full", `${org()}/people/${String(personId)}`],
    ] as const) {
      await goTo(path);
      await page.locator("h1").first().waitFor();
      await page.getByText("Work laptop").waitFor();
      await checkLook(page, name, device);
    }
  });

  test("a person of a provider signs in again there, and is back where the request was made", async () => {
    const { url, adminToken, orgId } = example.muster;
    const provider = { name: "Staff", issuer: idp.issuer, clientId: idp.clientId, secret: idp.clientSecret };
    const made = await fetch(`${url}/api/v1/organizations/${orgId}/identity-providers`, {
      method: "POST",
      headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({
        ...{ ...provider, roleClaim: "groups", roles: [{ value: "it-leads", role: "reader" }] },
      }),
    });
    expect(made.status).toBe(201);
    idp.account = { sub: "lin-1", claims: { groups: ["it-leads"], name: "Lin Ekholm" } };
    const other = await browser.newContext({ locale: "en-GB" });
    const elsewhere = await openWatched(other, trouble);
    const again = elsewhere.getByRole("dialog", { name: "Sign in again" });
    const askForToken = async () => {
      await elsewhere.getByRole("button", { name: "Create a token" }).click();
      await elsewhere.getByRole("dialog").getByLabel("Name").fill("desk");
      await elsewhere.getByRole("dialog").getByRole("button", { name: "Create a token" }).click();
    };
    trouble.expectStatuses(401, 409);
    await elsewhere.goto(`${base}/sign-in`);
    await elsewhere.getByRole("button", { name: "Continue with Staff" }).click();
    await elsewhere.getByRole("heading", { name: "Overview" }).waitFor();
    await example.muster.advanceClock(16 * 60_000);
    await elsewhere.goto(`${base}/account`);
    await askForToken();
    await again.getByRole("button", { name: "Continue with Staff" }).waitFor();
    await expectNoBarrier(elsewhere);
    // A provider that remembers the person, and does not ask again, is not enough.
    idp.rememberedForSeconds = 3_600;
    idp.ignoresPrompt = true;
    trouble.expectStatuses(401, 403, 409);
    await again.getByRole("button", { name: "Continue with Staff" }).click();
    await elsewhere.getByText("Staff did not let you prove again who you are").waitFor();
    await expectNoBarrier(elsewhere);
    await elsewhere.getByRole("link", { name: "Back to the console" }).click();
    await elsewhere.getByRole("heading", { name: "Account", exact: true }).waitFor();
    idp.ignoresPrompt = false;
    await askForToken();
    await again.getByRole("button", { name: "Continue with Staff" }).click();
    // The page before has the same address and name; its dialogs go with it.
    await elsewhere.getByRole("dialog").first().waitFor({ state: "hidden" });
    await elsewhere.getByText("Lin Ekholm").first().waitFor();
    expect(new URL(elsewhere.url()).pathname).toBe("/account");
    // Nothing of the page before is left; the request is made once more, and goes through.
    await askForToken();
    await elsewhere.getByRole("dialog").getByText("muster_").waitFor();
    trouble.expectStatuses();
    await elsewhere.getByRole("dialog").getByRole("button", { name: "I have copied it" }).click();
    // The session that the new one replaces has ended.
    await elsewhere.getByText("This session").waitFor();
    expect(await elsewhere.getByRole("button", { name: "End all others" }).count()).toBe(0);
    await other.close();
  });

  test("no code of a page failed, no request was refused or went elsewhere, and the policy held", () => {
    expect(trouble.found).toEqual([]);
  });
});
