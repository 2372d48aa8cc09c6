import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type MailServer, startMailServer } from "../targets/mail-server.ts";
import { testClientPages } from "./admin-pages/test-client-pages.ts";
import { testConfigurationPages } from "./admin-pages/test-configuration-pages.ts";
import { REFUSED, testInstancePages } from "./admin-pages/test-instance-pages.ts";
import { testSealsAndRetention } from "./admin-pages/test-seals-and-retention.ts";
import { type ExampleInstallation, OWNER, startExample } from "./example-installation.ts";
import { type Device, expectNoBarrier, lookAt, REPEATED_DEVICES, waitForData } from "./looks.ts";
import { followOwnerLink, openAs } from "./roles.ts";
import { openWatched, PageTrouble } from "./watched-page.ts";

const SOME_ID = "0190a1b2-0000-7000-8000-000000000001";

/** One installation, one owner, in order: each step stands on the one before. */
describe("the pages of administration in a browser", () => {
  const trouble = new PageTrouble();
  const folder = mkdtempSync(join(tmpdir(), "muster-admin-pages-"));
  let example: ExampleInstallation;
  let browser: Browser;
  let page: Page;
  let receiver: Server;
  let mail: MailServer;
  const addresses = { token: "", rejected: "", tracking: "", import: "", webhook: "" };
  const org = () => `/organizations/${example.muster.orgId}`;
  const goTo = (path: string) => page.goto(`${example.muster.url}${path}`);
  const pathOf = () => new URL(page.url()).pathname;
  const dialog = () => page.getByRole("dialog");

  function writeFile(name: string, lines: readonly string[]): string {
    const path = join(folder, name);
    writeFileSync(path, lines.join("\n"));
    return path;
  }

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(204).end());
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    mail = await startMailServer({ security: "none", refused: [REFUSED] });
    const environment = {
      MUSTER_MAIL_URL: `smtp://127.0.0.1:${mail.port}?tls=none`,
      MUSTER_MAIL_FROM: "muster@example.com",
    };
    [example, browser] = await Promise.all([
      startExample(environment),
      chromium.connect(inject("browserEndpoint")),
    ]);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    page = await openWatched(context, trouble);
    await followOwnerLink(page, `${example.muster.url}${example.ownerLink}`, OWNER);
  });
  afterAll(async () => {
    await browser.close();
    await example.stop();
    receiver.close();
    await mail.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a token is created, shown once, and used; a request that it sends wrongly is kept", async () => {
    await page.getByRole("link", { name: "SCIM tokens" }).click();
    await page.getByRole("button", { name: "Create a token" }).click();
    await dialog().getByLabel("Name").first().fill("Payroll");
    await dialog().getByLabel("Days until it expires").fill("9000");
    await dialog().getByRole("button", { name: "Create" }).click();
    await dialog().getByText("3,650").last().waitFor();
    await dialog().getByLabel("Days until it expires").fill("30");
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Create" }).click();
    const shown = page.getByRole("dialog", { name: "Token “Payroll” was created" });
    const token = await shown.locator("code").last().innerText();
    await expectNoBarrier(page);
    await shown.getByRole("button", { name: "I have copied it" }).click();
    await page.getByRole("link", { name: "Payroll" }).click();
    await page.getByRole("heading", { name: "Payroll", level: 1 }).waitFor();
    addresses.token = pathOf();
    const { muster } = example;
    const refused = await fetch(`${muster.url}/scim/${muster.orgId}/v2/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({ displayName: "Nora Quay" }),
    });
    addresses.tracking = refused.headers.get("x-tracking-id") ?? "";
    await page.getByRole("link", { name: "Requests of this token that were rejected" }).click();
    const request = page.getByRole("link", { name: "POST /Users" });
    await expect
      .poll(async () => {
        await page.reload();
        await page.getByRole("heading", { name: "Rejected requests" }).waitFor();
        await waitForData(page);
        return request.count();
      })
      .toBe(1);
    await request.click();
    addresses.rejected = pathOf();
    await page.getByRole("button", { name: "Try it in every profile" }).click();
    await page.getByText("Nothing was changed.").waitFor();
    await page.getByRole("button", { name: "Send it again" }).click();
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Send it again" }).click();
    await page.getByText("The request was sent.").waitFor();
  });

  test("the requests of one token are limited, and again as the server says", async () => {
    await goTo(addresses.token);
    await page.getByText("As the server allows by default").waitFor();
    for (const [typed, shown] of [
      ["500", "500"],
      ["", "As the server allows by default"],
    ] as const) {
      await page.getByRole("button", { name: "Set the limit" }).click();
      await dialog().getByLabel("Requests a second").fill(typed);
      await expectNoBarrier(page);
      await dialog().getByRole("button", { name: "Save" }).click();
      await page.getByText(shown, { exact: true }).waitFor();
    }
  });

  test("a token is revoked after a question", async () => {
    await goTo(addresses.token);
    await page.getByRole("button", { name: "Revoke" }).click();
    await dialog().getByRole("button", { name: "Revoke" }).click();
    await page.getByText("Revoked", { exact: true }).first().waitFor();
  });

  test("a file with a wrong line is refused with the line; a right one shows what would change first", async () => {
    const wrong = writeFile("wrong.csv", [
      "userPrincipalName,displayName",
      "nora.quay@example.com,Nora Quay",
      "sam.rill@example.com,Sam Rill,too much",
    ]);
    await page.getByRole("link", { name: "Imports" }).click();
    await page.getByRole("link", { name: "Import files" }).click();
    await page.getByRole("button", { name: "Check the files" }).click();
    await page.getByText("This field is required.").waitFor();
    await page.getByLabel("Source").fill("payroll");
    await page.getByLabel("File of people").setInputFiles(wrong);
    trouble.expectStatuses(400);
    await page.getByRole("button", { name: "Check the files" }).click();
    await page.getByText("wrong.csv, line 3", { exact: true }).waitFor();
    await page.getByText("sam.rill@example.com,Sam Rill,too much").waitFor();
    trouble.expectStatuses();
    const right = writeFile("right.csv", [
      "E-Mail,displayName,Locker",
      "nora.quay@example.com,Nora Quay,7",
      "sam.rill@example.com,Sam Rill,8",
    ]);
    await page.getByLabel("File of people").setInputFiles(right);
    await page.getByText("3 columns in the files").click();
    await page.getByLabel("E-Mail").selectOption("userPrincipalName");
    await page.getByLabel("Locker").selectOption("left-out");
    await page.getByRole("button", { name: "Check the files" }).click();
    await page.getByRole("heading", { name: "Import from payroll" }).waitFor();
    await page.getByRole("heading", { name: "What would change" }).waitFor();
    await page.getByRole("row", { name: "New 2" }).waitFor();
    await page.getByRole("button", { name: "Merge into the directory" }).click();
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Merge into the directory" }).click();
    await page.getByText("Merged", { exact: true }).waitFor();
    addresses.import = pathOf();
    await goTo(`${org()}/users?search=nora.quay`);
    await page.getByRole("link", { name: "Nora Quay" }).waitFor();
  });

  test("leavers that would be held are confirmed by a person", async () => {
    const people = Array.from({ length: 6 }, (_, n) => `person-${n}@example.com,Person ${n}`);
    const all = writeFile("all.csv", ["userPrincipalName,displayName", ...people]);
    const { muster } = example;
    await muster.json("import", "--org", muster.orgId, "--source", "shop", all);
    const none = writeFile("none.csv", ["userPrincipalName,displayName"]);
    await goTo(`${org()}/imports/new`);
    await page.getByLabel("Source").fill("shop");
    await page.getByLabel("File of people").setInputFiles(none);
    await page.getByRole("button", { name: "Check the files" }).click();
    await page.getByRole("heading", { name: "6 leavers would be held" }).waitFor();
    await page.getByRole("button", { name: "All 6 have left: count again" }).click();
    await page.getByRole("row", { name: "Left 6" }).waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    await dialog().getByRole("button", { name: "Discard" }).click();
    await page.getByText("Failed", { exact: true }).waitFor();
  });

  test("a webhook is refused at its field, created, tested and turned off", async () => {
    await page.getByRole("link", { name: "Webhooks" }).click();
    await page.getByRole("button", { name: "Create a webhook" }).click();
    await dialog().getByLabel("Name").fill("Payroll");
    await dialog().getByLabel("Address").fill("ftp://payroll.example");
    trouble.expectStatuses(400);
    await dialog().getByRole("button", { name: "Create" }).click();
    await dialog().getByText("ftp:").last().waitFor();
    trouble.expectStatuses();
    const { port } = receiver.address() as AddressInfo;
    await dialog().getByLabel("Address").fill(`http://127.0.0.1:${port}/hook`);
    await dialog().getByLabel("user.deleted").check();
    await expectNoBarrier(page);
    await dialog().getByRole("button", { name: "Create" }).click();
    await page.getByRole("button", { name: "I have copied it" }).click();
    await page.getByRole("heading", { name: "Payroll", level: 1 }).waitFor();
    addresses.webhook = pathOf();
    await page.getByRole("button", { name: "Send a test" }).click();
    await dialog().getByText("The receiver acknowledged the ping (status 204).").waitFor();
    await dialog().getByRole("button", { name: "Close" }).last().click();
    await page.getByText("Acknowledged", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Turn off" }).click();
    await dialog().getByRole("button", { name: "Turn off" }).click();
    await page.getByRole("button", { name: "Turn on" }).waitFor();
  });

  test("a definition is refused with its place, checked, and applied", async () => {
    await page.getByRole("link", { name: "Schemas" }).click();
    await page.getByRole("button", { name: "Add definitions" }).click();
    const field = dialog().getByLabel("Definitions as JSON");
    await field.fill("{");
    await dialog().getByRole("button", { name: "Check" }).click();
    await dialog().getByText("This is not a JSON object with definitions.").waitFor();
    const schema = { id: "urn:example:params:scim:schemas:extension:crew:1.0:User", name: "Crew" };
    await field.fill(JSON.stringify({ ...schema, attributes: [{ name: "berth", requried: true }] }));
    trouble.expectStatuses(400);
    const refused = page.waitForResponse((answer) => answer.status() === 400);
    await dialog().getByRole("button", { name: "Check" }).click();
    await refused;
    await dialog().getByText("requried").last().waitFor();
    trouble.expectStatuses();
    await expectNoBarrier(page);
    await field.fill(JSON.stringify({ ...schema, attributes: [{ name: "berth" }] }));
    await dialog().getByRole("button", { name: "Check" }).click();
    await dialog().getByRole("button", { name: "Apply" }).click();
    await page.getByRole("link", { name: "Crew" }).click();
    await page.getByRole("row", { name: "berth" }).waitFor();
    await page.getByRole("button", { name: "Add an attribute" }).click();
    await dialog().getByLabel("Name").fill("deck number");
    await dialog().getByLabel("Each resource needs a value").check();
    trouble.expectStatuses(400);
    await dialog().getByRole("button", { name: "Add an attribute" }).click();
    await dialog().getByText("it is not a name").waitFor();
    trouble.expectStatuses();
    await expectNoBarrier(page);
    await dialog().getByLabel("Name").fill("deck");
    await dialog().getByRole("button", { name: "Add an attribute" }).click();
    await page.getByRole("row", { name: "deck string required" }).waitFor();
    await page.getByRole("button", { name: "Remove berth" }).click();
    await dialog().getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => page.getByRole("row", { name: "berth" }).count()).toBe(0);
    await page.getByRole("button", { name: "Delete" }).click();
    await dialog().getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "Resource types" }).waitFor();
  });

  test("the audit log is filtered by area and actor, and exported", async () => {
    await page.getByRole("link", { name: "Audit log" }).click();
    await page.getByLabel("Area").selectOption("webhook");
    await expect.poll(() => new URL(page.url()).searchParams.get("category")).toBe("webhook");
    await page
      .getByRole("link", { name: `Only entries of ${OWNER.name}` })
      .first()
      .click();
    await expect.poll(() => new URL(page.url()).searchParams.get("actor")).toMatch(/^person:/);
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download all entries as JSON Lines" }).click();
    expect((await saved).suggestedFilename()).toBe("audit.jsonl");
    await page.getByLabel("Until").fill("2001-01-01");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await goTo(`${org()}/audit`);
    await page.getByLabel("Service").selectOption("Account Provisioning");
    await expect.poll(() => new URL(page.url()).searchParams.get("service")).toBe("Account Provisioning");
    await page.getByLabel("Trail").selectOption("instance");
    await page.getByLabel("Service").selectOption("");
    await page.getByRole("cell", { name: "Session" }).first().waitFor();
  });

  test("Ctrl K leads to a refused request by its tracking id, and to one entry of the audit log", async () => {
    const find = async (id: string) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Find anything" }).fill(id);
      await page.getByRole("listbox").getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
    };
    await goTo(org());
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await find(addresses.tracking);
    await page.getByRole("heading", { name: "POST /Users", level: 1 }).waitFor();
    expect(pathOf()).toBe(addresses.rejected);
    const entries = await example.muster.json("audit", "--category", "token", "--limit", "1");
    const [entry] = entries["items"] as readonly { readonly id: string }[];
    await find(entry?.id ?? "");
    await page.getByRole("heading", { name: "Audit log", level: 1 }).waitFor();
    const rows = page.getByRole("table", { name: "Audit log" }).getByRole("rowheader");
    await expect.poll(() => rows.count()).toBe(1);
    expect(new URL(page.url()).searchParams.get("entry")).toBe(entry?.id);
    await expectNoBarrier(page);
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => rows.count()).toBeGreaterThan(5);
  });

  testSealsAndRetention({ page: () => page, muster: () => example.muster });
  testClientPages({ page: () => page, muster: () => example.muster });
  testConfigurationPages({ trouble, page: () => page, muster: () => example.muster });
  testInstancePages({ trouble, page: () => page, muster: () => example.muster, mail: () => mail });

  test("a reader sees the pages without their buttons", async () => {
    trouble.expectStatuses(401);
    const reader = await openAs("reader", example, { browser, trouble });
    trouble.expectStatuses();
    for (const [path, name] of [
      [`${org()}/scim-tokens`, "SCIM tokens"],
      [addresses.rejected, "POST /Users"],
      [`${org()}/imports`, "Imports"],
      [`${org()}/schemas`, "Schemas"],
      [addresses.webhook, "Payroll"],
      [`${org()}/retention`, "Retention"],
      [`${org()}/configuration`, "Configuration file"],
    ] as const) {
      await reader.goto(`${example.muster.url}${path}`);
      await reader.getByRole("heading", { name, level: 1 }).waitFor();
      await waitForData(reader);
      const buttons =
        /Create|Revoke|Replace|Try|Send|Import files|Add|Turn|Delete|Edit|Change|Reset|Show the changes|Apply|secret/;
      expect(await reader.getByRole("button", { name: buttons }).count()).toBe(0);
    }
    await reader.goto(`${example.muster.url}${org()}/imports/new`);
    await reader.getByRole("heading", { name: "Your role does not include this page" }).waitFor();
    expect(await reader.getByRole("link", { name: /^System$|^Instance tokens$/ }).count()).toBe(0);
    await reader.goto(`${example.muster.url}/instance/tokens`);
    await reader.getByRole("heading", { name: "Your role does not include this page" }).waitFor();
    await reader.context().close();
  });

  test.each(REPEATED_DEVICES)("every page in $language, $appearance, $width wide", async (device: Device) => {
    trouble.expectStatuses(404);
    const pages = [
      ["scim-tokens", `${org()}/scim-tokens`],
      ["scim-token", addresses.token],
      ["rejected-requests", `${org()}/rejected-requests`],
      ["rejected-request", addresses.rejected],
      ["replay-paste", `${org()}/rejected-requests/replay`],
      ["events", `${org()}/events`],
      ["imports", `${org()}/imports`],
      ["import-new", `${org()}/imports/new`],
      ["import", addresses.import],
      ["import-missing", `${org()}/imports/${SOME_ID}`],
      ["webhooks", `${org()}/webhooks`],
      ["webhook", addresses.webhook],
      ["schemas", `${org()}/schemas`],
      ["schema", `${org()}/schemas/urn:ietf:params:scim:schemas:core:2.0:User`],
      ["resource-type", `${org()}/schemas/types/User`],
      ["audit", `${org()}/audit`],
      ["retention", `${org()}/retention`],
      ["system", "/instance/system"],
      ["instance-tokens", "/instance/tokens"],
      ["instance-configuration", "/instance/configuration"],
      ["configuration", `${org()}/configuration`],
    ] as const;
    await lookAt(page, example.muster.url, pages, device);
    trouble.expectStatuses();
  });

  test("no code of a page failed, and no request was refused or went elsewhere", () => {
    expect(trouble.found).toEqual([]);
  });
});
