import { readFile } from "node:fs/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type ExampleInstallation, startExample } from "./example-installation.ts";
import { becomeDevice, checkLook, DEVICES, type Device } from "./looks.ts";
import { openAs } from "./roles.ts";
import { PageTrouble } from "./watched-page.ts";

/** Exchanges, the log, mappings and scoping filters: one installation, one provisioning administrator. */
describe("the pages about records and rules in a browser", () => {
  const trouble = new PageTrouble();
  let example: ExampleInstallation;
  let browser: Browser;
  let page: Page;
  let exchange = "";
  const org = () => `/organizations/${example.muster.orgId}`;
  const goTo = (path: string) => page.goto(`${example.muster.url}${path}`);
  const addressOf = () => new URL(page.url());

  beforeAll(async () => {
    [example, browser] = await Promise.all([startExample(), chromium.connect(inject("browserEndpoint"))]);
    await example.muster.json("app", "schedule", "Example target", "--off");
    trouble.expectStatuses(401);
    page = await openAs("provisioning-admin", example, { browser, trouble });
    trouble.expectStatuses();
  });
  afterAll(async () => {
    await browser.close();
    await example.stop();
  });

  test("the log is searched by text and day, and downloaded as it is filtered", async () => {
    await page.getByRole("link", { name: "Provisioning log" }).click();
    const table = page.getByRole("table", { name: "Provisioning log" });
    const name = (await table.getByRole("rowheader").first().getByRole("link").first().textContent()) ?? "";
    await page.getByRole("searchbox", { name: "Search the log" }).fill(name.toUpperCase());
    await expect.poll(() => addressOf().searchParams.get("search")).toBe(name.toUpperCase());
    await expect.poll(() => table.getByRole("rowheader").count()).toBe(1);
    const saving = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download all entries as CSV" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe("provisioning-log.csv");
    const lines = (await readFile(await saved.path(), "utf8")).trim().split("\r\n");
    expect([lines.length, lines[1]?.includes(name)]).toEqual([2, true]);
    await page.getByLabel("From").fill("2100-01-01");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    expect(addressOf().searchParams.get("since")).toBe("2100-01-01");
    await page.getByLabel("From").fill("");
    await table.getByRole("link", { name: `Exchanges with the target for ${name}` }).click();
  });

  test("an entry leads to its exchanges, and one of them is shown and copied without credentials", async () => {
    await page.getByRole("heading", { name: "Exchanges", level: 1 }).waitFor();
    await page.getByText("One step").waitFor();
    const table = page.getByRole("table", { name: "Exchanges" });
    await table.getByRole("link", { name: /^POST / }).click();
    await page.getByRole("heading", { name: "POST /Users", level: 1 }).waitFor();
    exchange = addressOf().pathname;
    await page.getByText('"userName":').first().waitFor();
    await page.getByText(/^Bearer fp:/).waitFor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy as cURL" }).click();
    await page.getByText("Put the credential in the place").waitFor();
    const command = await page.evaluate("navigator.clipboard.readText()");
    expect(command).toMatch(/^curl --globoff --request 'POST' 'http/);
    expect(command).toContain("--header 'authorization: Bearer YOUR-CREDENTIAL'");
    expect(command).not.toContain("fp:");
    await page.getByRole("link", { name: "Show the cycle" }).click();
    await page.getByRole("link", { name: "Show its exchanges" }).click();
    await page.getByText("One cycle").waitFor();
    await page.getByLabel("Answer").selectOption("409");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => addressOf().searchParams.has("cycle")).toBe(false);
    expect(addressOf().searchParams.get("httpStatus")).toBe("409");
  });

  test("a reader sees that content is withheld, and cannot copy", async () => {
    trouble.expectStatuses(401);
    const reader = await openAs("reader", example, { browser, trouble });
    trouble.expectStatuses();
    await reader.goto(`${example.muster.url}${exchange}`);
    await reader.getByText("Headers and bodies can hold data of people.").waitFor();
    expect(await reader.getByRole("button", { name: "Copy as cURL" }).count()).toBe(0);
    await reader.context().close();
  });

  test.each(DEVICES)("every page in $language, $appearance, $width wide", async (device: Device) => {
    await becomeDevice(page, device);
    for (const [name, path] of [
      ["exchanges", `${org()}/exchanges`],
      ["exchange", exchange],
      ["log-search", `${org()}/log?search=a`],
    ] as const) {
      await goTo(path);
      await page.locator("h1, h2").first().waitFor();
      await expect.poll(() => page.locator(".loading").count()).toBe(0);
      await checkLook(page, name, device);
    }
  });

  test("no code of a page failed, and no request was refused or went elsewhere", () => {
    expect(trouble.found).toEqual([]);
  });
});
