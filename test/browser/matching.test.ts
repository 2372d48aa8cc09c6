import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { scimClient, user } from "../contract/scim/server.ts";
import { type ExampleInstallation, startExample } from "./example-installation.ts";
import { expectNoBarrier, lookAt, REPEATED_DEVICES, takeScreenshot } from "./looks.ts";
import { openAs } from "./roles.ts";
import { PageTrouble } from "./watched-page.ts";

const APP = "Example target";

/** The queue of matching in a browser: each kind of case is answered, and the next cycle follows. */
describe("the page of matching", () => {
  const trouble = new PageTrouble();
  let example: ExampleInstallation;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [example, browser] = await Promise.all([startExample(), chromium.connect(inject("browserEndpoint"))]);
    const { muster, target } = example;
    await muster.json("app", "schedule", APP, "--off");
    await muster.json("app", "settings", APP, "--set", "onFound=ask", "--set", "onAbsent=ask");
    const accounts = scimClient(target.url, target.token);
    for (const name of ["one.kind", "two.kinds", "two.kinds"])
      await accounts.make("/Users", user(`${name}@example.com`, { title: "From before" }));
    for (const name of ["one.kind", "two.kinds", "new.comer", "later.on"])
      await createUser(`${name}@example.com`);
    await muster.run("sync", APP);
    trouble.expectStatuses(401);
    page = await openAs("provisioning-admin", example, { browser, trouble });
    trouble.expectStatuses();
    await page.getByRole("link", { name: "Applications", exact: true }).click();
    await page.getByRole("link", { name: APP }).first().click();
    await page.getByRole("link", { name: "Matching", exact: true }).click();
    await page.getByText("one.kind@example.com", { exact: true }).waitFor();
    await expectNoBarrier(page);
    await takeScreenshot(page, "matching-open");
  });
  afterAll(async () => {
    await browser.close();
    await example.stop();
  });

  async function createUser(userName: string): Promise<void> {
    const { muster } = example;
    const answer = await fetch(`${muster.url}/api/v1/organizations/${muster.orgId}/users`, {
      method: "POST",
      headers: { authorization: `Bearer ${muster.adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ attributes: { userName } }),
    });
    expect(answer.status).toBe(201);
  }

  /** Answers in the dialog that the button opens. */
  async function answer(button: string, action: string): Promise<void> {
    await page.getByRole("button", { name: button }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: action, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  test("one account is linked, one of two is chosen, and a new one is made", async () => {
    await answer("Link an account to one.kind@example.com", "Link");
    await page.getByText("To be linked").waitFor();
    await page.getByRole("button", { name: "Link an account to two.kinds@example.com" }).click();
    const dialog = page.getByRole("dialog");
    // Without a choice the question stays open and says why.
    trouble.expectStatuses(400);
    await dialog.getByRole("button", { name: "Link", exact: true }).click();
    await dialog.getByText("Choose the account.").waitFor();
    trouble.expectStatuses();
    await dialog.getByRole("radio").nth(1).click();
    await dialog.getByRole("button", { name: "Link", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await answer("Create a new account for new.comer@example.com", "New account");
    await page.getByText("To be created").waitFor();
  });

  test("all of a kind are put off, and the next cycle follows the answers", async () => {
    await page.getByRole("button", { name: /Show the situation/ }).click();
    await page.getByRole("option", { name: "No account matches" }).click();
    await expect.poll(() => page.getByText("one.kind@example.com", { exact: true }).count()).toBe(0);
    await answer("Create a new account for later.on@example.com", "New account");
    await answer("Later for all", "Later");
    await expect.poll(() => page.getByText("Put off").count()).toBe(2);
    await example.muster.run("sync", APP);
    const waiting = await example.muster.json("match", "list", APP, "--all");
    expect((waiting["items"] as { name: string }[]).map(({ name }) => name).sort()).toEqual([
      "later.on@example.com",
      "new.comer@example.com",
    ]);
    await page.getByRole("button", { name: /Show the situation/ }).click();
    await page.getByRole("option", { name: "Several accounts match" }).click();
    await page.getByText("No user or group waits for a decision about its account.").waitFor();
  });

  test.each(REPEATED_DEVICES)("the page in $language, $appearance, $width wide", async (device) => {
    const { pathname } = new URL(page.url());
    await lookAt(page, example.muster.url, [["matching-answered", pathname]], device);
  });

  test("no code of the page failed", () => {
    expect(trouble.found).toEqual([]);
  });
});
