import { text } from "node:stream/consumers";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startScimmyTarget } from "../targets/scimmy-target.ts";
import { type ExampleInstallation, startExample } from "./example-installation.ts";
import { expectNoBarrier, takeScreenshot } from "./looks.ts";
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
    page.setDefaultTimeout(15_000);
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
    await expect.poll(() => table.getByRole("rowheader").count()).toBeLessThan(10);
    const saving = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download all entries as CSV" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe("provisioning-log.csv");
    const lines = (await text(await saved.createReadStream())).trim().split("\r\n");
    expect([lines.length < 12, lines[1]?.includes(name)]).toEqual([true, true]);
    await page.getByLabel("From").fill("2100-01-01");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    expect(addressOf().searchParams.get("since")).toBe("2100-01-01");
    await page.getByLabel("From").fill("");
    await table
      .getByRole("link", { name: `Show the entry of ${name}` })
      .first()
      .click();
    const steps = page.getByRole("table").filter({ hasText: "Matching" });
    await steps.getByRole("row", { name: /^Sending/ }).waitFor();
    expect(await steps.getByRole("rowheader").count()).toBe(6);
    // The side bar says where the entry belongs, once.
    const here = page.getByRole("navigation").locator("[aria-current=page]");
    expect(await here.allTextContents()).toEqual(["Provisioning log"]);
    await page.getByRole("link", { name: /^(POST|PATCH) / }).waitFor();
    await expectNoBarrier(page);
    await page.goBack();
    await table
      .getByRole("link", { name: `Exchanges with the target for ${name}` })
      .first()
      .click();
  });

  test("an entry leads to its exchanges, and one of them is shown and copied without credentials", async () => {
    await page.getByRole("heading", { name: "Exchanges", level: 1 }).waitFor();
    await page.getByText("One step").waitFor();
    const table = page.getByRole("table", { name: "Exchanges" });
    await table
      .getByRole("link", { name: /^(POST|PATCH|PUT) / })
      .first()
      .click();
    await page.getByRole("heading", { name: /^(POST|PATCH|PUT) .*\/(Users|Groups)/, level: 1 }).waitFor();
    exchange = addressOf().pathname;
    await page.getByText(/^Bearer fp:/).waitFor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy as cURL" }).click();
    await page.getByText("Put the credential in the place").waitFor();
    const command = await page.evaluate("navigator.clipboard.readText()");
    expect(command).toMatch(/^curl --globoff --request '(POST|PATCH|PUT)' 'http/);
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

  test("a long body stands in a box that the keyboard scrolls", async () => {
    const listed = await readApi(
      example,
      `organizations/${example.muster.orgId}/applications/${await appOf(example)}/exchanges?limit=200`,
    );
    const [longest] = listed.toSorted(
      (one, other) => Number(other["requestBytes"]) - Number(one["requestBytes"]),
    );
    await goTo(`${org()}/exchanges/${String(longest?.["id"])}`);
    const box = page.getByRole("group", { name: "Body of the request" });
    await box.waitFor();
    const heights = async () =>
      (await page.evaluate(`(({ scrollHeight, clientHeight, scrollTop }) => [scrollHeight, clientHeight, scrollTop])(
        document.querySelector("[role=group][aria-label='Body of the request']"))`)) as [
        number,
        number,
        number,
      ];
    const [all, shown] = await heights();
    expect(all).toBeGreaterThan(shown);
    expect(shown).toBeLessThanOrEqual(640);
    await box.focus();
    await page.keyboard.press("End");
    await expect.poll(async () => (await heights())[2]).toBeGreaterThan(0);
    await expectNoBarrier(page);
  });

  /** Another editor adds an attribute to the mapping. */
  const changeElsewhere = () =>
    example.muster.json("mapping", "set", "Example target", "nickName", "--constant", "Ed");

  test("a reader sees that content is withheld, and cannot copy", async () => {
    trouble.expectStatuses(401);
    const reader = await openAs("reader", example, { browser, trouble });
    trouble.expectStatuses();
    await reader.goto(`${example.muster.url}${exchange}`);
    await reader.getByText("Headers and bodies can hold data of people.").waitFor();
    expect(await reader.getByRole("button", { name: "Copy as cURL" }).count()).toBe(0);
    await reader.context().close();
  });

  test("an attribute is tested while it is written, refused at its place, and saved", async () => {
    await goTo(`${org()}/applications`);
    await page
      .getByRole("table", { name: "Applications" })
      .getByRole("link", { name: "Example target" })
      .click();
    await page.getByRole("link", { name: "Mappings", exact: true }).click();
    const table = page.getByRole("table", { name: "Attributes of the accounts" });
    await table.getByRole("button", { name: "Edit title" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit title" });
    await dialog.getByLabel("Kind").selectOption("expression");
    const text = dialog.getByLabel("Expression", { exact: true });
    trouble.expectStatuses(400, 409);
    await text.fill("ToUpper([jobTitle]");
    await dialog.locator("mark").waitFor();
    await expectNoBarrier(page);
    await text.fill('Append([jobTitle], " (test)")');
    await dialog.getByText("(test)", { exact: false }).last().waitFor();
    await dialog.getByRole("button", { name: "Count the effect" }).click();
    await dialog.getByText(/\d+ of \d+ change/).waitFor();
    await dialog.getByText("Functions").click();
    await dialog.getByText("The text in upper case", { exact: false }).waitFor();
    await takeScreenshot(page, "attribute-dialog");
    await changeElsewhere();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await table.getByRole("row", { name: "nickName" }).waitFor();
    await table.getByRole("button", { name: "Edit title" }).click();
    await dialog.getByLabel("Kind").selectOption("expression");
    await text.fill('Append([jobTitle], " (test)")');
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved. Nothing was sent").waitFor();
    await table.getByText('Append([jobTitle], " (test)")').waitFor();
    await table.getByRole("button", { name: "Remove nickName" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect
      .poll(() => table.getByRole("row", { name: "nickName" }).count(), { timeout: 15_000 })
      .toBe(0);
    trouble.expectStatuses();
  });

  test("an expression is tried with values and with a user, and its errors are marked", async () => {
    const panel = page.getByRole("region", { name: "Try an expression" });
    const evaluate = () => panel.getByRole("button", { name: "Evaluate" }).click();
    await panel.getByLabel("Expression to try").fill('Join(" ", [givenName], [surname]');
    await evaluate();
    await panel.locator("mark").waitFor();
    await expectNoBarrier(page);
    await panel.getByLabel("Expression to try").fill('Join(" ", [givenName], [surname])');
    await panel.getByLabel("Values").fill("Odile");
    await panel.getByText("This line is not name=value: Odile").waitFor();
    await panel.getByLabel("Values").fill("givenName=Odile\nsurname=Marchand");
    await evaluate();
    await panel.getByText("Odile Marchand", { exact: true }).waitFor();
    await panel.getByLabel("Values").fill("");
    await panel.getByLabel("Expression to try").fill("ToLower([userPrincipalName])");
    const { items } = await example.muster.json("user", "list", "--org", example.muster.orgId);
    const [{ userName = "" } = {}] = items as readonly { readonly userName?: string }[];
    await panel.getByLabel("User", { exact: true }).fill(userName);
    await expect
      .poll(
        async () => {
          await evaluate();
          const value = panel.getByText(userName.toLowerCase(), { exact: true }).first();
          // The click hides the result before it, and a busy server takes a moment.
          return value.waitFor({ timeout: 3_000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: 15_000 },
      )
      .toBe(true);
    await expectNoBarrier(page);
  });

  test("filters are tested and counted, and saved after a question about those who lose access", async () => {
    await goTo(`${new URL(page.url()).pathname.replace(/\/[^/]*$/, "")}/scope`);
    await page.getByText("There are no filters").waitFor();
    await page.getByRole("button", { name: "Add a filter" }).click();
    await page.getByLabel("Attribute", { exact: true }).fill("titel");
    await page.getByLabel("Value", { exact: true }).fill("x");
    trouble.expectStatuses(400);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The nearest name is", { exact: false }).waitFor();
    trouble.expectStatuses();
    await page.getByLabel("Attribute", { exact: true }).fill("userName");
    await page.getByLabel("Operator").selectOption("ENDS_WITH");
    await page.getByLabel("Value", { exact: true }).fill("nobody.example");
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByText("Out of scope", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Count the effect" }).click();
    await page.getByText("Lose access").waitFor();
    await takeScreenshot(page, "scope-form");
    await page.getByRole("button", { name: "Save" }).click();
    const dialog = page.getByRole("dialog", { name: "Save filters that take access away?" });
    await dialog.getByText(/\d+ accounts lose access/).waitFor();
    await expectNoBarrier(page);
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved. The next cycle looks at everyone again").waitFor();
    const { user } = await example.muster.json("scope", "show", "Example target");
    expect(user).toMatchObject({
      filters: [{ clauses: [{ attribute: "userName", operator: "ENDS_WITH" }] }],
    });
  });

  test("an entry names the bulk request that its call travelled in, and leads to it", async () => {
    const target = await startScimmyTarget(undefined, { hasBulk: true });
    try {
      const { muster } = example;
      muster.targetToken = target.token;
      const created = await muster.json(
        ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
        ...["--token-env", "TARGET_TOKEN", "--name", "Second target"],
      );
      await muster.json("app", "test", "Second target");
      await muster.json("app", "assign", "Second target", "--all");
      const plan = await muster.json("plan", "Second target");
      await muster.json("apply", String(plan["planId"]));
      const app = String(created["appId"]);
      const users = await readApi(example, `organizations/${muster.orgId}/applications/${app}/log?limit=200`);
      const entry = users.find(({ type, action }) => type === "user" && action === "create");
      await goTo(`${org()}/applications/${app}/log/${String(entry?.["id"])}`);
      const carrier = page.getByRole("link", { name: /^The bulk request that carried POST / });
      expect(await carrier.innerText()).toBe("In a bulk request");
      await expectNoBarrier(page);
      await carrier.click();
      await page.getByRole("heading", { name: /^POST .*\/Bulk$/, level: 1 }).waitFor();
      await page.getByText(/^With \d+ requests, which are recorded/).waitFor();
    } finally {
      await target.stop();
    }
  });

  test("no code of a page failed, and no request was refused or went elsewhere", () => {
    expect(trouble.found).toEqual([]);
  });
});

/** The entries of a list of the API. */
async function readApi(
  { muster }: ExampleInstallation,
  path: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const headers = { authorization: `Bearer ${muster.adminToken}` };
  const answer = await fetch(`${muster.url}/api/v1/${path}`, { headers });
  const { items } = (await answer.json()) as { readonly items: readonly Readonly<Record<string, unknown>>[] };
  return items;
}

async function appOf(example: ExampleInstallation): Promise<string> {
  const [app] = await readApi(example, `applications?org=${example.muster.orgId}`);
  return String(app?.["appId"]);
}
