import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { makeCompany } from "../journeys/company.ts";
import { Installation } from "../journeys/muster.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import {
  becomeDevice,
  DEVICES,
  type Device,
  expectNoBarrier,
  lookAt,
  REPEATED_DEVICES,
  waitForData,
} from "./looks.ts";
import { followOwnerLink, openAs } from "./roles.ts";
import { openWatched, PageTrouble } from "./watched-page.ts";

const APP = "Example target";
const PASSWORD = "correct horse battery";

/** A newcomer's path, from the one-time link to the account of a person, in order: each step stands on the one before. */
describe("an application is connected in a browser", () => {
  const trouble = new PageTrouble();
  const muster = new Installation();
  let target: ScimTarget;
  let browser: Browser;
  let page: Page;
  /** The path of the application, and the names of a user and a group of the company. */
  const known = { app: "", user: "", group: "" };
  const org = () => `/organizations/${muster.orgId}`;
  const goTo = (path: string) => page.goto(`${muster.url}${path}`);
  const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
  const dialog = () => page.getByRole("dialog");
  const openPart = (name: string) => parts().getByRole("link", { name, exact: true }).click();
  const parts = () => page.getByRole("navigation", { name: `Parts of ${APP}` });
  /** The step of the first steps with this title. */
  const step = (title: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

  beforeAll(async () => {
    [target, browser] = await Promise.all([
      startScimmyTarget(),
      chromium.connect(inject("browserEndpoint")),
      muster.init().then(() => muster.serve()),
    ]);
    const company = await makeCompany(12, 3);
    await muster.json(
      ...["import", "--org", muster.orgId, "--source", "hr", company.people, "--groups", company.groups],
    );
    const users = await muster.json("user", "list", "--org", muster.orgId, "--state", "active");
    const groups = await muster.json("group", "list", "--org", muster.orgId);
    known.user = firstOf(users, "userName");
    known.group = firstOf(groups, "displayName");
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    page = await openWatched(context, trouble);
  });
  afterAll(async () => {
    await browser.close();
    await muster.remove();
    await target.stop();
  });

  test("the first owner signs in by the one-time link, and finds the gallery from the empty list", async () => {
    const { pathname, hash } = new URL(muster.ownerLink);
    trouble.expectStatuses(401);
    await followOwnerLink(page, `${muster.url}${pathname}${hash}`, {
      name: "ines@example.com",
      password: PASSWORD,
    });
    trouble.expectStatuses();
    await page.getByRole("link", { name: "Applications", exact: true }).click();
    await page.getByRole("heading", { name: "No applications yet" }).waitFor();
    await press("New application");
    await page.getByRole("heading", { name: "New application", level: 1 }).waitFor();
  });

  test("the gallery is searched and filtered, and the address says how", async () => {
    const cards = page.getByRole("main").getByRole("listitem");
    await soon(() => cards.count()).toBeGreaterThan(10);
    await page.getByLabel("Category").selectOption("communication");
    await soon(() => new URL(page.url()).searchParams.get("category")).toBe("communication");
    await page.getByRole("link", { name: "Slack", exact: true }).waitFor();
    await page.getByRole("link", { name: "Okta", exact: true }).waitFor({ state: "detached" });
    await page.getByLabel("Category").selectOption("");
    await page.getByRole("searchbox", { name: "Search the gallery" }).fill("RFC 7644");
    await soon(() => cards.count()).toBe(2);
    await page.getByRole("link", { name: "SCIM 2.0", exact: true }).click();
    await page.getByRole("heading", { name: "SCIM 2.0", level: 1 }).waitFor();
  });

  test("a wrong parameter is refused at its field; the right one creates the application", async () => {
    const address = page.getByLabel("Base address of the SCIM service");
    await page.getByLabel("Name of the application").fill(APP);
    await press("Create the application");
    await soon(() => address.getAttribute("aria-invalid")).toBe("true");
    trouble.expectStatuses(400);
    await address.fill("not an address");
    await press("Create the application");
    await page.getByText("A value looks like https://target.example/scim/v2").waitFor();
    expect(await address.inputValue()).toBe("not an address");
    trouble.expectStatuses();
    await address.fill(target.url);
    await page.getByLabel("Secret token").fill("a-wrong-token");
    await press("Create the application");
    await page.getByRole("heading", { name: APP, level: 1 }).waitFor();
    await soon(() => new URL(page.url()).pathname.endsWith("/setup")).toBe(true);
    known.app = new URL(page.url()).pathname.replace(/\/setup$/, "");
  });

  test("a refused test says which system refused and what to do; another credential is accepted", async () => {
    await step("Connection").getByRole("button", { name: "Test the connection" }).click();
    await step("Connection").getByText("The target itself refused.").waitFor();
    await step("Connection").getByText("Refused", { exact: true }).waitFor();
    expect(await step("Connection").innerText()).toContain("401");
    await expectNoBarrier(page);
    await step("Connection").getByRole("link", { name: "Change the address or the credentials" }).click();
    await press("Replace the credentials");
    await dialog().getByLabel("Secret token").fill(target.token);
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().waitFor({ state: "hidden" });
    await openPart("First steps");
    await step("Connection").getByText("Open", { exact: true }).waitFor();
    await step("Connection").getByRole("button", { name: "Test the connection" }).click();
    await step("Connection").getByText("Done", { exact: true }).waitFor();
    await page.reload();
    await step("Connection").getByText("Works", { exact: true }).waitFor();
    await step("Connection").getByText("Done", { exact: true }).waitFor();
    expect(await page.content()).not.toContain(target.token);
  });

  test("the target's limits are edited, and a number out of range is refused at its field", async () => {
    await openPart("Connection");
    await press("Edit the target");
    trouble.expectStatuses(400);
    await dialog().getByLabel("Accounts in one page of a listing").fill("20000");
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog()
      .getByText(/pageSize/)
      .waitFor();
    trouble.expectStatuses();
    await dialog().getByLabel("Accounts in one page of a listing").fill("200");
    await dialog().getByRole("button", { name: "Add a limit" }).click();
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().waitFor({ state: "hidden" });
    await page.getByText("100 requests in 1 minute").waitFor();
  });

  test("an address for messages is set, and a wrong one is refused at its field", async () => {
    await openPart("First steps");
    await step("Messages").getByRole("button", { name: "Set the address" }).click();
    trouble.expectStatuses(400);
    await dialog()
      .getByLabel(/Address for messages/)
      .fill("nowhere");
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().getByText("Give one address for mail").waitFor();
    trouble.expectStatuses();
    await dialog()
      .getByLabel(/Address for messages/)
      .fill("it@contoso.example");
    await dialog().getByRole("button", { name: "Save" }).click();
    await step("Messages").getByText("Messages are meant for it@contoso.example.").waitFor();
  });

  test("a role is added, and a user and a group are assigned by search", async () => {
    await openPart("Assignments");
    await page.getByRole("heading", { name: "No assignments yet" }).waitFor();
    await press("Add a role");
    await dialog().getByLabel("Value").fill("editor");
    await dialog().getByLabel(/^Name/).fill("Editor");
    await dialog().getByRole("button", { name: "Add a role" }).click();
    await page.getByText("Editor", { exact: true }).waitFor();
    await assign(known.user, "user");
    await page.getByRole("link", { name: known.user }).waitFor();
    await assign(known.group, "group");
    await page.getByRole("heading", { name: "2 assignments" }).waitFor();
    await press(`Remove ${known.group}`);
    await dialog().getByRole("button", { name: "Remove" }).click();
    await page.getByRole("heading", { name: "1 assignment" }).waitFor();
  });

  async function assign(name: string, kind: "user" | "group"): Promise<void> {
    await press("Assign");
    if (kind === "group") await dialog().getByRole("radio", { name: "Group" }).click();
    await dialog()
      .getByRole("button", { name: new RegExp(`Search ${kind}s by name`) })
      .click();
    await page.getByPlaceholder(`Search ${kind}s by name`).fill(name);
    await page.getByRole("option").filter({ hasText: name }).first().click();
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Assign", exact: true }).click();
    await dialog().waitFor({ state: "hidden" });
  }

  test("settings are saved; one that is out of range is refused at its field", async () => {
    await openPart("Settings");
    const field = page.getByLabel(/^Identical refusals/);
    await field.fill("500");
    await press("Save the settings");
    await soon(() => field.getAttribute("aria-invalid")).toBe("true");
    await field.fill("5");
    await press("Save the settings");
    await page.getByText("Saved. The next plan follows the settings.").waitFor();
    const { settings } = await muster.json("app", "settings", APP);
    expect(settings).toContainEqual(expect.objectContaining({ name: "parkAfter", value: 5, set: true }));
  });

  test("the first plan is made from the steps and applied, and the person has an account", async () => {
    await openPart("First steps");
    await step("First plan").getByRole("button", { name: "Make a plan" }).click();
    await dialog().getByRole("button", { name: "Make a plan" }).click();
    await page.getByText("Ready", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Create 1", exact: true }).waitFor();
    await press("Apply exactly this");
    await dialog().getByRole("button", { name: "Apply exactly this" }).click();
    await page.getByText("Closed", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Users", exact: true }).click();
    await page.getByRole("cell", { name: known.user, exact: true }).waitFor();
    await page.getByRole("row", { name: known.user }).getByRole("link").click();
    await page.getByRole("heading", { name: APP, level: 3 }).waitFor();
    await page.getByText("Linked since").waitFor();
    await goTo(known.app);
    expect(await parts().getByRole("link", { name: "First steps" }).count()).toBe(0);
  });

  test("a reader sees the parts without their buttons, and no gallery", async () => {
    trouble.expectStatuses(401);
    const reader = await openAs("reader", { muster }, { browser, trouble });
    trouble.expectStatuses();
    for (const part of ["connection", "assignments", "settings"]) {
      await reader.goto(`${muster.url}${known.app}/${part}`);
      await reader.getByRole("heading", { name: APP, level: 1 }).waitFor();
      await waitForData(reader);
      const buttons = reader.getByRole("main").getByRole("button");
      expect(await buttons.allInnerTexts()).toEqual([]);
    }
    await reader.goto(`${muster.url}${org()}/applications/new`);
    await reader.getByRole("heading", { name: "Your role does not include this page" }).waitFor();
    await reader.context().close();
  });

  test.each(REPEATED_DEVICES)("every page in $language, $appearance, $width wide", async (device: Device) => {
    const pages = [
      ["gallery", `${org()}/applications/new`],
      ["gallery-template", `${org()}/applications/new/cisco-webex`],
      ["gallery-without", `${org()}/applications/new/without-template`],
      ["application-setup", `${known.app}/setup`],
      ["application-connection", `${known.app}/connection`],
      ["application-assignments", `${known.app}/assignments`],
      ["application-settings", `${known.app}/settings`],
    ] as const;
    await lookAt(page, muster.url, pages, device);
  });

  test("the application is renamed, its schedule is turned off, and it is deleted with its numbers", async () => {
    await becomeDevice(page, DEVICES[0]);
    await goTo(`${known.app}/settings`);
    await press("Turn off");
    await dialog().getByRole("button", { name: "Turn off" }).click();
    await page.getByRole("button", { name: "Turn on" }).waitFor();
    await press("Rename");
    await dialog().getByLabel("Name").fill("Renamed target");
    await dialog().getByRole("button", { name: "Rename" }).click();
    await page.getByRole("heading", { name: "Renamed target", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await dialog().getByText("its links to users (1)").waitFor();
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "No applications yet" }).waitFor();
  });

  test("an application without a template gets OAuth credentials, which change apart from the secret", async () => {
    await goTo(`${org()}/applications/new/without-template`);
    await page.getByLabel("Name of the application").fill("OAuth target");
    await page.getByLabel("Address", { exact: true }).fill("https://target.example/scim/v2");
    await page.getByRole("radio", { name: "OAuth 2.0 client credentials" }).click();
    await page.getByLabel("Address of the token endpoint").fill("https://target.example/token");
    await page.getByLabel("Id of the client").fill("muster");
    await page.getByLabel(/^Client secret – /).fill("a-secret-of-the-test");
    await press("Create the application");
    await page.getByRole("heading", { name: "OAuth target", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Connection", exact: true }).click();
    await press("Change the kind");
    await dialog().getByLabel("Scopes").fill("scim.read scim.write");
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().waitFor({ state: "hidden" });
    await page.getByText("scim.read scim.write").waitFor();
    expect(await page.content()).not.toContain("a-secret-of-the-test");
  });

  test("no code of a page failed, and no request was refused or went elsewhere", () => {
    expect(trouble.found).toEqual([]);
  });
});

/** Expects a value after a while: a page of a busy machine takes longer than the second that vitest waits. */
function soon<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: 20_000 });
}

/** A text of the first entry of a list that the command line printed. */
function firstOf(list: Readonly<Record<string, unknown>>, name: string): string {
  const entries = Object.values(list).find((each) => Array.isArray(each));
  const [first] = (entries ?? []) as readonly Readonly<Record<string, unknown>>[];
  return String(first?.[name]);
}
