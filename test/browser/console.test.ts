import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testStalePages, testStatesOfPages } from "./console/test-states-of-pages.ts";
import { type ExampleInstallation, OWNER, PEOPLE, startExample } from "./example-installation.ts";
import {
  becomeDevice,
  checkLook,
  DEVICES,
  type Device,
  expectNoBarrier,
  expectOwnTitle,
  follow,
  STACKED_ROWS,
  waitForData,
} from "./looks.ts";
import { findPages, MISSING, type NamedPage } from "./pages.ts";
import { openAs } from "./roles.ts";
import { openWatched, PageTrouble } from "./watched-page.ts";

/** The fourth device adds a width that the second and the third have together. */
const WALKED = DEVICES.filter(({ language, width }) => language !== "fr" || width === 1280);

/** The longest time between two readings that the stream of events causes, and a moment more. */
const STREAM_MS = 6_000;

/** Lets deletions be carried out, and their answers wait until the stream has reported them, as on a busy server. */
async function answerDeletionsLate(page: Page, address: string): Promise<void> {
  await page.route(address, async (route) => {
    if (route.request().method() !== "DELETE") return route.continue();
    const response = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, STREAM_MS));
    await route.fulfill({ response });
  });
}

/** One installation, one owner, told in order: each step stands on the one before. */
describe("the console in a browser", () => {
  const trouble = new PageTrouble();
  let example: ExampleInstallation;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let base = "";
  const goTo = (path: string) => page.goto(`${base}${path}`);
  const org = () => `/organizations/${example.muster.orgId}`;

  beforeAll(async () => {
    [example, browser] = await Promise.all([startExample(), chromium.connect(inject("browserEndpoint"))]);
    base = example.muster.url;
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    page = await openWatched(context, trouble);
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await example.stop();
  });

  test("without a session, every page leads to the sign-in page and keeps the way back", async () => {
    trouble.expectStatuses(401);
    await goTo(`${org()}/users?search=a`);
    await page.getByRole("heading", { name: "Sign in to Muster" }).waitFor();
    expect(new URL(page.url()).searchParams.get("back")).toBe(`${org()}/users?search=a`);
  });

  test("the first owner follows the one-time link, which leaves the address bar at once", async () => {
    await goTo(example.ownerLink);
    await page.getByRole("heading", { name: "Set up your account" }).waitFor();
    expect(page.url()).toBe(`${base}/welcome`);
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.getByText("This field is required.").waitFor();
    await page.getByLabel("Name to sign in with").fill(OWNER.name);
    await page.getByLabel("Name that others see").fill("Ines Valmoret");
    await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
    await page.getByLabel("Password, once more").fill("something else here");
    await page.getByText("The two passwords differ.").waitFor();
    await page.getByLabel("Password, once more").fill(OWNER.password);
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await page.getByRole("heading", { name: "Example target" }).waitFor();
    expect(page.url()).toBe(`${base}${org()}`);
  });

  test("a one-time link that was used says so", async () => {
    const other = await openWatched(context, trouble);
    trouble.expectStatuses(401, 409);
    await other.goto(`${base}${example.ownerLink}`);
    await other.getByRole("heading", { name: "This link cannot be used" }).waitFor();
    await other.close();
  });

  test("signing out ends the session; a wrong password is refused, the right one leads back", async () => {
    await page.getByRole("button", { name: "Account and settings" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in to Muster" }).waitFor();
    trouble.expectStatuses(401);
    await goTo(`${org()}/groups`);
    await page.getByLabel("Name", { exact: true }).fill(OWNER.name);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Groups", exact: true }).waitFor();
    trouble.expectStatuses();
  });

  test("users are searched by the server, filtered, ordered and paged, and the address says how", async () => {
    await page.getByRole("link", { name: "Users", exact: true }).click();
    await page.getByRole("heading", { name: "Users", exact: true }).waitFor();
    const rows = page.getByRole("table", { name: "Users" }).getByRole("row");
    await expect.poll(() => rows.count()).toBe(26);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Page 2").waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await expect.poll(() => rows.count()).toBe(1 + PEOPLE - 50);
    await page.getByRole("button", { name: "Previous" }).click();
    await page.getByText("Page 2").waitFor();
    await page.getByRole("button", { name: "First page" }).click();
    await page.getByText("Page 1").waitFor();
    const known = await page.getByRole("table", { name: "Users" }).getByRole("link").first().innerText();
    await page.getByRole("searchbox", { name: "Search users" }).fill(known);
    await expect.poll(() => new URL(page.url()).searchParams.get("search")).toBe(known);
    await page.getByRole("link", { name: known, exact: true }).first().waitFor();
    await page.getByRole("searchbox", { name: "Search users" }).fill("no such person");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await page.getByRole("searchbox", { name: "Search users" }).fill(known);
    await page.getByRole("link", { name: known, exact: true }).first().click();
    await page.getByRole("heading", { name: known, level: 1 }).waitFor();
  });

  test("a user's page shows attributes with their source, accounts with reasons, and the timeline", async () => {
    await page.getByRole("heading", { name: "Example target", level: 3 }).waitFor();
    await page.getByText("Account", { exact: true }).waitFor();
    expect(await page.getByRole("cell", { name: "hr", exact: true }).count()).toBeGreaterThan(3);
    await page.getByText("Create", { exact: true }).first().waitFor();
    await page.getByText("Why, and what if").click();
    await page.getByText("the assignment of everyone: the user loses the access").waitFor();
    await page.getByRole("link", { name: "The last action" }).waitFor();
    await expectNoBarrier(page);
  });

  test("a deleted user is restored after one question", async () => {
    await page.getByRole("link", { name: "Deleted users" }).click();
    await page.getByRole("button", { name: "Restore Zoé Former" }).click();
    const dialog = page.getByRole("dialog", { name: "Restore Zoé Former?" });
    await dialog.waitFor();
    await expectNoBarrier(page);
    await dialog.getByRole("button", { name: "Restore" }).click();
    await page.getByRole("heading", { name: "No deleted users" }).waitFor();
    await goTo(`${org()}/users?search=${encodeURIComponent(example.deletedUser)}`);
    await page.getByRole("link", { name: "Zoé Former" }).waitFor();
  });

  test("a user is created, changed, blocked and deleted; a refusal stands at its field", async () => {
    await goTo(`${org()}/users`);
    await page.getByRole("button", { name: "Create user" }).click();
    const dialog = page.getByRole("dialog", { name: "Create user" });
    await dialog.getByRole("button", { name: "Create user" }).click();
    await dialog.getByText("This field is required.").waitFor();
    await dialog.getByLabel("User name").fill(example.deletedUser);
    await dialog.getByLabel("Given name").fill("Noé");
    await expectNoBarrier(page);
    trouble.expectStatuses(409);
    await dialog.getByRole("button", { name: "Create user" }).click();
    await dialog.getByText(example.deletedUser).first().waitFor();
    trouble.expectStatuses();
    await dialog.getByLabel("User name").fill("noe@example.com");
    await dialog.getByRole("button", { name: "Create user" }).click();
    await page.getByRole("heading", { name: "noe@example.com", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("dialog").getByLabel("Display name").fill("Noé Petit");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Noé Petit", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Block" }).click();
    await page.getByRole("dialog").getByText("1 user concerned loses the right to an account.").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
    await page.getByText("Inactive", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "Users", exact: true }).waitFor();
    await page.getByRole("link", { name: "Deleted users" }).click();
    await page.getByRole("cell", { name: "Noé Petit" }).or(page.getByText("Noé Petit")).first().waitFor();
  });

  test("a user of a source is blocked and unblocked; the dialogs name the source", async () => {
    const { items } = await example.muster.json(
      "user",
      "list",
      "--org",
      example.muster.orgId,
      "--source",
      "hr",
    );
    const [user] = items as readonly { readonly userId: string }[];
    await goTo(`${org()}/users/${user?.userId}`);
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: "Block", exact: true }).click();
    await dialog.getByText("Imports of the source hr keep the block").waitFor();
    await dialog.getByRole("button", { name: "Block", exact: true }).click();
    await page.getByText("An administrator blocked this user.").waitFor();
    await page.getByRole("button", { name: "Unblock" }).click();
    await dialog.getByText("the state that the source hr delivered last").waitFor();
    await dialog.getByRole("button", { name: "Unblock" }).click();
    await page.getByRole("button", { name: "Block", exact: true }).waitFor();
    expect(await page.getByText("An administrator blocked this user.").count()).toBe(0);
  });

  test("a group is created, gets a member and loses it, and is deleted", async () => {
    await goTo(`${org()}/groups`);
    await page.getByRole("button", { name: "Create group" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Night shift");
    await page.getByRole("dialog").getByRole("button", { name: "Create group" }).click();
    await page.getByRole("heading", { name: "Night shift", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Add member" }).click();
    await page.getByRole("dialog").getByLabel("User name").fill(example.deletedUser);
    await page.getByRole("dialog").getByRole("button", { name: "Add member" }).click();
    await page.getByRole("button", { name: `Remove ${example.deletedUser}` }).click();
    await page
      .getByRole("dialog")
      .getByText(/^No user loses an account|users? keeps? it/)
      .first()
      .waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("This group has no members yet.").waitFor();
    // The timeline has what was done: created, a member added, and removed.
    const timeline = page.getByRole("heading", { name: "Timeline" }).locator("..").getByRole("listitem");
    await expect.poll(() => timeline.count(), { timeout: 20_000 }).toBe(3);
    await answerDeletionsLate(page, "**/api/v1/organizations/*/groups/*");
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "Groups", exact: true }).waitFor();
    await page.unrouteAll({ behavior: "wait" });
    // Neither the stream of events nor anything else has the open page read the group that is gone.
    expect(trouble.found).toEqual([]);
  });

  test("a reader sees the pages, and no button that the server would refuse", async () => {
    trouble.expectStatuses(401);
    const reader = await openAs("reader", example, { browser, trouble });
    trouble.expectStatuses();
    await reader.getByRole("link", { name: "Users", exact: true }).click();
    await reader.getByRole("table", { name: "Users" }).waitFor();
    expect(await reader.getByRole("button", { name: "Create user" }).count()).toBe(0);
    await reader.goto(`${base}${org()}/users?search=${encodeURIComponent(example.deletedUser)}`);
    await reader.getByRole("link", { name: "Zoé Former" }).click();
    await reader.getByRole("heading", { name: "Zoé Former", level: 1 }).waitFor();
    for (const name of ["Edit", "Block", "Delete"]) {
      expect(await reader.getByRole("button", { name }).count()).toBe(0);
    }
    await reader.context().close();
  });

  test("Ctrl K finds a user by part of a name, with the keyboard alone", async () => {
    await goTo(org());
    await page.getByRole("heading", { name: "Example target" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find anything" }).fill("Zoé For");
    await page
      .getByRole("option", { name: /Zoé Former|zoe\.former/ })
      .first()
      .waitFor();
    await expectNoBarrier(page);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Zoé Former", level: 1 }).waitFor();
  });

  test("Ctrl K finds a group by part of its name", async () => {
    await goTo(`${org()}/groups`);
    const name = await page.getByRole("table", { name: "Groups" }).getByRole("link").first().innerText();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find anything" }).fill(name.slice(1).toUpperCase());
    await page.getByRole("option", { name: `${name} Group`, exact: true }).click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/groups\/[0-9a-f-]{36}$/);
  });

  test("the keyboard reaches the content without the menu", async () => {
    await goTo(org());
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#main:focus").count()).toBe(1);
  });

  let pages: readonly NamedPage[] = [];

  test("every route of the router leads to a page of the example", async () => {
    await goTo(org());
    await page.getByRole("heading", { name: "Example target" }).waitFor();
    pages = await findPages(page, example);
  });

  test.each(WALKED)(
    "every page in $language, $appearance, $width wide",
    async (device: Device) => {
      expect(pages.length).toBeGreaterThan(10);
      await becomeDevice(page, device);
      await goTo(org());
      await waitForData(page);
      const walk = async (name: string, path: string) => {
        // One device opens each page by its address, as a colleague does who was sent it. The others keep axe in their document.
        await (device.isExamined ? follow(page, path) : goTo(path));
        await waitForData(page);
        expect([name, await page.locator(".failure").count()]).toEqual([name, 0]);
        await checkLook(page, name, device);
      };
      const titles = new Map<string, string>();
      let stacked = 0;
      for (const [name, path] of pages) {
        await walk(name, path);
        await expectOwnTitle(page, titles);
        stacked += await page.locator(STACKED_ROWS).count();
      }
      expect(stacked).toBeGreaterThan(3);
      trouble.expectStatuses(404);
      for (const [name, path] of MISSING) await walk(name, `${org()}/${path}`);
      trouble.expectStatuses();
    },
    300_000,
  );

  const parts = {
    trouble,
    page: () => page,
    pages: () => pages,
    example: () => example,
    browser: () => browser,
  };
  testStatesOfPages(parts);

  test("the sign-in page and a dead link on every device", async () => {
    trouble.expectStatuses(401);
    const stranger = await browser.newContext({ locale: "en-GB" });
    const door = await openWatched(stranger, trouble);
    await door.goto(`${base}/sign-in`);
    for (const device of DEVICES) {
      await becomeDevice(door, device);
      await door.goto(`${base}/sign-in`);
      await door.locator("h1").waitFor();
      await checkLook(door, "sign-in", device);
      await door.goto(`${base}/welcome`);
      await door.locator("h1").waitFor();
      await checkLook(door, "welcome-without-link", device);
    }
    await stranger.close();
  });

  test("no code of a page failed, no request was refused or went elsewhere, and the policy held", () => {
    expect(trouble.found).toEqual([]);
  });

  testStalePages(parts);
});
