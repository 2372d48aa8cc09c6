import { text } from "node:stream/consumers";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { scimClient } from "../contract/scim/server.ts";
import { type ExampleInstallation, startExample } from "./example-installation.ts";
import { type Device, expectNoBarrier, lookAt, REPEATED_DEVICES } from "./looks.ts";
import { openAs } from "./roles.ts";
import { PageTrouble } from "./watched-page.ts";

const NEW_USER = "nora.quay@example.com";

/** One installation, one provisioning administrator, in order: each step stands on the one before. */
describe("the pages about applications in a browser", () => {
  const trouble = new PageTrouble();
  let example: ExampleInstallation;
  let browser: Browser;
  let page: Page;
  const addresses = { app: "", plan: "", cycle: "", user: "" };
  const org = () => `/organizations/${example.muster.orgId}`;
  const goTo = (path: string) => page.goto(`${example.muster.url}${path}`);
  const pathOf = () => new URL(page.url()).pathname;

  async function makePlan(): Promise<void> {
    await goTo(addresses.app);
    await page.getByRole("button", { name: "Make a plan" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Make a plan" }).click();
    await page.getByRole("heading", { name: "Plan", exact: true }).waitFor();
    await page.getByText("Ready", { exact: true }).waitFor();
  }

  beforeAll(async () => {
    [example, browser] = await Promise.all([startExample(), chromium.connect(inject("browserEndpoint"))]);
    const { muster } = example;
    await muster.json("app", "schedule", "Example target", "--off");
    trouble.expectStatuses(401);
    page = await openAs("provisioning-admin", example, { browser, trouble });
    trouble.expectStatuses();
  });
  afterAll(async () => {
    await browser.close();
    await example.stop();
  });

  test("the list leads to an application, and its connection is tested", async () => {
    await page.getByRole("link", { name: "Applications", exact: true }).click();
    const row = page.getByRole("table", { name: "Applications" }).getByRole("row").nth(1);
    await row.getByRole("button", { name: "Run a cycle of Example target now" }).waitFor();
    await row.getByRole("link", { name: "Example target" }).click();
    await page.getByRole("heading", { name: "Example target", level: 1 }).waitFor();
    addresses.app = pathOf();
    await page.getByRole("button", { name: "Test the connection of Example target" }).click();
    const dialog = page.getByRole("dialog", { name: "Connection of Example target" });
    await dialog.getByText("The target accepts the address and the credentials.").waitFor();
    await expectNoBarrier(page);
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await dialog.waitFor({ state: "hidden" });
  });

  test("a plan is made, filtered and applied as it is, and the user then has an account", async () => {
    addresses.user = `${org()}/users/${await createUser(example)}`;
    await makePlan();
    addresses.plan = pathOf();
    await page.getByRole("link", { name: "Create 1", exact: true }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("verb")).toBe("create");
    const decision = page.getByRole("table", { name: "Decisions" }).getByRole("row").nth(1);
    await decision.getByRole("link", { name: NEW_USER, exact: true }).waitFor();
    await decision.getByRole("link", { name: `Only the decision for ${NEW_USER}` }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("decision")).toMatch(/^\d+$/);
    await decision.getByRole("link", { name: NEW_USER, exact: true }).waitFor();
    await page.getByRole("button", { name: "Apply exactly this" }).click();
    const dialog = page.getByRole("dialog", { name: "Apply this plan to Example target?" });
    await dialog.getByText("1 account changes in the application: 1 created").waitFor();
    await expectNoBarrier(page);
    await dialog.getByRole("button", { name: "Apply exactly this" }).click();
    await page.getByRole("heading", { name: "Cycle", exact: true }).waitFor();
    await page.getByText("Closed", { exact: true }).waitFor();
    await page.getByRole("row", { name: "Created 1" }).waitFor();
    addresses.cycle = pathOf();
    await goTo(addresses.user);
    await page.getByRole("heading", { name: "Example target", level: 3 }).waitFor();
    await page.getByText("Linked since").waitFor();
  });

  test("a plan that was applied shows results, and cannot be applied again", async () => {
    await goTo(addresses.cycle);
    await page.getByRole("link", { name: "Show the plan" }).click();
    await page.getByText("Applied", { exact: true }).waitFor();
    await page.getByRole("columnheader", { name: "Result" }).waitFor();
    await page.getByRole("cell", { name: /^Created Exchanges/ }).waitFor();
    // The balance of a cycle has the plural in French, one decision the singular.
    await page.evaluate('localStorage.setItem("muster.language", "fr")');
    await page.reload();
    await page.getByRole("cell", { name: /^Créé Échanges/ }).waitFor();
    await page.evaluate('localStorage.setItem("muster.language", "en")');
    expect(pathOf()).toBe(addresses.plan);
    await goTo(addresses.app);
    await page.getByRole("heading", { name: "The last 30 days" }).waitFor();
    // The kit calls its charts applications, because arrow keys move in them from day to day.
    await page.getByRole("application", { name: "Objects that cycles wrote" }).waitFor();
    await goTo(addresses.plan);
    expect(await page.getByRole("button", { name: "Apply exactly this" }).count()).toBe(0);
  });

  test("what a cycle read and decided is downloaded as a file", async () => {
    await goTo(addresses.cycle);
    await page.getByRole("button", { name: "Download the bundle" }).click();
    const dialog = page.getByRole("dialog", { name: "Download the bundle of this cycle?" });
    await expectNoBarrier(page);
    const saving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download the bundle" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(`cycle-${idOf(addresses.cycle)}.jsonl`);
    const lines = (await text(await saved.createReadStream())).trim().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(JSON.parse(line)).toBeTypeOf("object");
    await dialog.waitFor({ state: "hidden" });
  });

  test("the target is compared, and a change by hand is corrected after a question", async () => {
    const { target } = example;
    const accounts = scimClient(target.url, target.token);
    const filter = encodeURIComponent(`userName eq "${NEW_USER}"`);
    const [account] = (await accounts.get(`/Users?filter=${filter}`)).body.Resources;
    await accounts.patch(`/Users/${account.id}`, [{ op: "replace", path: "displayName", value: "By Hand" }]);
    const panel = page.getByRole("region", { name: "Reconciliation" });
    const begin = async (action: string) => {
      await panel.getByRole("button", { name: action }).click();
      await page.getByRole("dialog").getByRole("button", { name: action }).click();
      await page.getByRole("heading", { name: "Cycle", exact: true }).waitFor();
      await page.getByText("Closed", { exact: true }).waitFor();
      await goTo(addresses.app);
    };
    await goTo(addresses.app);
    await panel.getByText("The target was not compared yet.").waitFor();
    await begin("Compare now");
    await panel.getByRole("link", { name: NEW_USER }).waitFor();
    await panel.getByText("By Hand").waitFor();
    await expectNoBarrier(page);
    await panel.getByRole("button", { name: "Correct" }).click();
    await page
      .getByRole("dialog")
      .getByText(/found \d+ accounts? that differ/)
      .waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await begin("Correct");
    await panel.getByText("corrected", { exact: true }).waitFor();
    expect((await accounts.get(`/Users/${account.id}`)).body.displayName).toBe(account.displayName);
  });

  test("the removal of an assignment tells beforehand how many lose their account", async () => {
    const { muster } = example;
    const headers = { authorization: `Bearer ${muster.adminToken}` };
    const groups = await fetch(`${muster.url}/api/v1/organizations/${muster.orgId}/groups?limit=1`, {
      headers,
    });
    const { items } = (await groups.json()) as {
      readonly items: readonly { readonly displayName: string }[];
    };
    const name = items[0]?.displayName ?? "";
    await muster.json("app", "assign", "Example target", "--group", name);
    await goTo(`${addresses.app}/assignments`);
    await page.getByRole("button", { name: `Remove ${name}`, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: `Remove the assignment of ${name}?` });
    await dialog.getByText("0 users concerned lose the right to an account.").waitFor();
    await dialog.getByText(/users? keeps? it for another reason/).waitFor();
    await expectNoBarrier(page);
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  });

  test("one hold is approved, another rejected, and the next plan follows the answers", async () => {
    const { muster } = example;
    await muster.json("app", "assign", "Example target", "--user", NEW_USER);
    await muster.json("app", "unassign", "Example target", "--all");
    await makePlan();
    const { hold } = (await muster.json("plan", "Example target"))["counts"] as { readonly hold: number };
    expect(hold).toBeGreaterThan(5);
    await page.getByText(`There is nothing to apply: ${hold} decisions are held.`).waitFor();
    expect(await page.getByRole("button", { name: "Apply exactly this" }).count()).toBe(0);
    await page.getByRole("link", { name: "Show the held decisions" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("verb")).toBe("hold");
    const decisions = page.getByRole("table", { name: "Decisions" });
    await decisions
      .getByRole("button", { name: /^Approve / })
      .first()
      .click();
    await expectNoBarrier(page);
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await decisions.getByText("Approved", { exact: true }).waitFor();
    await decisions
      .getByRole("button", { name: /^Reject / })
      .last()
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
    await decisions.getByText("Rejected", { exact: true }).waitFor();
    const next = await muster.json("plan", "Example target");
    expect(next["counts"]).toMatchObject({ hold: hold - 1 });
    await muster.json("apply", String(next["planId"]));
    await goTo(addresses.app);
    await page.getByText("Held", { exact: true }).first().waitFor();
    await page
      .getByRole("button", { name: /^Approve / })
      .first()
      .waitFor();
  });

  test("the log is filtered by outcome, and the address says how", async () => {
    await page.getByRole("link", { name: "Provisioning log" }).first().click();
    await page.getByLabel("Outcome").selectOption("success");
    await expect.poll(() => new URL(page.url()).searchParams.get("status")).toBe("success");
    await page
      .getByRole("link", { name: `Only entries of ${NEW_USER}` })
      .first()
      .click();
    await page.getByText("One object").waitFor();
    await page.getByLabel("Outcome").selectOption("failure");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has("object")).toBe(false);
  });

  test("Ctrl K leads to an application, and to a cycle and a plan by their ids", async () => {
    const find = async (text: string) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Find anything" }).fill(text);
      await page.getByRole("listbox").getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
    };
    await find("Example tar");
    await page.getByRole("heading", { name: "Example target", level: 1 }).waitFor();
    await find(idOf(addresses.cycle));
    await page.getByRole("heading", { name: "Cycle", exact: true }).waitFor();
    await find(idOf(addresses.plan));
    await page.getByRole("heading", { name: "Plan", exact: true }).waitFor();
    expect(pathOf()).toBe(addresses.plan);
  });

  test("a reader sees the pages without their buttons", async () => {
    trouble.expectStatuses(401);
    const reader = await openAs("reader", example, { browser, trouble });
    trouble.expectStatuses();
    await reader.goto(`${example.muster.url}${addresses.app}`);
    await reader.getByRole("heading", { name: "Objects that wait" }).waitFor();
    await reader.getByText("Held", { exact: true }).first().waitFor();
    expect(await reader.getByRole("button", { name: /plan|cycle|connection|Approve|Reject/ }).count()).toBe(
      0,
    );
    await reader.context().close();
  });

  test.each(REPEATED_DEVICES)("every page in $language, $appearance, $width wide", async (device: Device) => {
    trouble.expectStatuses(404);
    const pages = [
      ["applications", `${org()}/applications`],
      ["application", addresses.app],
      ["application-missing", `${org()}/applications/0190a1b2-0000-7000-8000-000000000001`],
      ["plan", addresses.plan],
      ["cycle", addresses.cycle],
      ["log", `${org()}/log`],
    ] as const;
    await lookAt(page, example.muster.url, pages, device);
    trouble.expectStatuses();
  });

  test("no code of a page failed, and no request was refused or went elsewhere", () => {
    expect(trouble.found).toEqual([]);
  });
});

/** The id at the end of the address of a page. */
function idOf(address: string): string {
  return address.split("/").at(-1) ?? "";
}

/** Creates a user in the directory; the assignment of all users gives it an account. */
async function createUser({ muster }: ExampleInstallation): Promise<string> {
  const answer = await fetch(`${muster.url}/api/v1/organizations/${muster.orgId}/users`, {
    method: "POST",
    headers: { authorization: `Bearer ${muster.adminToken}`, "content-type": "application/json" },
    body: JSON.stringify({ attributes: { userName: NEW_USER, displayName: "Nora Quay" } }),
  });
  const { userId } = (await answer.json()) as { readonly userId: string };
  return userId;
}
