import { text } from "node:stream/consumers";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type ExampleInstallation, startExample } from "./example-installation.ts";
import { expectNoBarrier } from "./looks.ts";
import { openAs } from "./roles.ts";
import { PageTrouble } from "./watched-page.ts";

/** The links of an application: listed, corrected, taken back, downloaded and imported. */
describe("the pages about links in a browser", () => {
  const trouble = new PageTrouble();
  let example: ExampleInstallation;
  let browser: Browser;
  let page: Page;
  let name = "";

  beforeAll(async () => {
    [example, browser] = await Promise.all([startExample(), chromium.connect(inject("browserEndpoint"))]);
    const { muster } = example;
    await muster.json("app", "schedule", "Example target", "--off");
    await muster.json("sync", "Example target");
    trouble.expectStatuses(401);
    page = await openAs("provisioning-admin", example, { browser, trouble });
    trouble.expectStatuses();
  });
  afterAll(async () => {
    await browser.close();
    await example.stop();
  });

  test("links are listed and filtered, and one leads to its history", async () => {
    await page.getByRole("link", { name: "Applications", exact: true }).click();
    await page.getByRole("link", { name: "Example target" }).first().click();
    await page.getByRole("link", { name: "Links", exact: true }).click();
    const table = page.getByRole("table", { name: "Links" });
    await table.getByRole("row").nth(1).waitFor();
    await page.getByLabel("Scope", { exact: true }).selectOption("out");
    await page.getByLabel("Provenance").selectOption("created");
    await page.getByLabel("Scope", { exact: true }).selectOption("in");
    await expect.poll(() => page.url()).toContain("reach=in");
    const row = table.getByRole("row").nth(1);
    await row.getByText("Created by Muster").waitFor();
    name = (await row.getByRole("rowheader").innerText()).trim();
    await expectNoBarrier(page);
    await row.getByRole("link", { name: `History of the link of ${name}` }).click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    await page.getByText("created the account").waitFor();
    await page.getByText("by a cycle").waitFor();
    expect(await page.getByRole("button", { name: "Undo the last change" }).count()).toBe(0);
    await expectNoBarrier(page);
  });

  test("a link is ended with a comment, and the change is taken back", async () => {
    await page.getByRole("button", { name: "Unlink" }).click();
    const dialog = page.getByRole("dialog", { name: `Unlink ${name}` });
    await dialog.getByLabel("Comment for the audit log").fill("Not theirs");
    await expectNoBarrier(page);
    await dialog.getByRole("button", { name: "Unlink" }).click();
    await page.getByText("This object has no account in the application.").waitFor();
    await page.getByText("unlinked from the account").waitFor();
    await page.getByRole("button", { name: "Undo the last change" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo the last change" }).click();
    await page.getByText("Linked to the account").waitFor();
    await page.getByText("the change before was undone").waitFor();
  });

  test("an account that another object has is refused in the dialog, with the owner", async () => {
    const { items } = await example.muster.json("link", "list", "Example target", "--type", "user");
    const others = (items as { name: string; accountId: string }[]).filter((each) => each.name !== name);
    const [other] = others;
    await page.getByRole("button", { name: "Link to another account" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Id of the account in the target").fill(other?.accountId ?? "");
    trouble.expectStatuses(409);
    await dialog.getByRole("button", { name: "Link to another account" }).click();
    await dialog.getByText(`belongs to ${other?.name}`).waitFor();
    trouble.expectStatuses();
    await dialog.getByRole("button", { name: "Cancel" }).click();
  });

  test("a file is checked first, its wrong row is named, and the links are downloaded", async () => {
    await page.getByRole("main").getByRole("link", { name: "Links", exact: true }).click();
    const { items } = await example.muster.json("link", "list", "Example target", "--type", "user");
    const [first] = items as { name: string; accountId: string }[];
    await page.getByRole("button", { name: "Import links" }).click();
    const dialog = page.getByRole("dialog", { name: "Import links" });
    await dialog.getByLabel("File of links").setInputFiles({
      name: "links.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`name,account\n${first?.name},${first?.accountId}\nnobody@example.com,x1\n`),
    });
    await dialog.getByRole("button", { name: "Check the file" }).click();
    await dialog.getByText("0 links would be made. 1 was there already.").waitFor();
    await dialog.getByText(/Line 3: The directory has no object “?nobody@example.com/).waitFor();
    await expectNoBarrier(page);
    await dialog.getByRole("button", { name: "Make the links" }).click();
    await dialog.getByText("0 links were made.").waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await dialog.waitFor({ state: "hidden" });

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as CSV" }).click(),
    ]);
    const file = await text(await download.createReadStream());
    expect(file).toContain("object,name,type,account,provenance,scope,since");
    expect(file).toContain(name);
  });

  test("a reader sees links and history without the buttons", async () => {
    const reader = await openAs("reader", example, { browser, trouble });
    await reader.goto(page.url());
    await reader.getByRole("table", { name: "Links" }).getByRole("row").nth(1).waitFor();
    expect(await reader.getByRole("button", { name: "Import links" }).count()).toBe(0);
    await reader.getByRole("link", { name: `History of the link of ${name}` }).click();
    await reader.getByText("the change before was undone").waitFor();
    for (const button of ["Unlink", "Undo the last change", "Link to another account"]) {
      expect(await reader.getByRole("button", { name: button }).count()).toBe(0);
    }
  });

  test("no code of a page failed, and no request was refused or went elsewhere", () => {
    expect(trouble.found).toEqual([]);
  });
});
