import type { Browser, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { ExampleInstallation } from "../example-installation.ts";
import { becomeDevice, DEVICES, follow, waitForData } from "../looks.ts";
import type { NamedPage } from "../pages.ts";
import { openAs } from "../roles.ts";
import type { PageTrouble } from "../watched-page.ts";

/** The page of an owner, the pages of the console, and what they show; all are there once the tests run. */
interface StateParts {
  readonly trouble: PageTrouble;
  page(): Page;
  pages(): readonly NamedPage[];
  example(): ExampleInstallation;
  browser(): Browser;
}

const TRACKING_ID = "0190a1b2-0000-7000-8000-0000000000ff";
const PROBLEM = {
  ...{ type: "urn:muster:problem:server.incident", title: "Internal Server Error", status: 500 },
  ...{ code: "server.incident", detail: "This did not work.", trackingId: TRACKING_ID },
};

/** Pages that read nothing when they open. */
const READ_NOTHING: ReadonlySet<string> = new Set([
  ...["applications-new-without-template", "configuration", "imports-new"],
  ...["instance-configuration", "rejected-requests-replay"],
]);
/** Pages whose records never change, so that they are not read again. */
const NEVER_STALE: ReadonlySet<string> = new Set(["applications-app-log-entry", "exchanges-exchange"]);
/** Longer than data counts as fresh; a page that is opened with older data reads it again at once. */
const FRESH_MS = 20_000;
/** Pages that every person has. */
const OF_EVERYONE: ReadonlySet<string> = new Set(["home", "account"]);

/** Adds tests of what every page shows when it cannot be read, or not by this person. */
export function testStatesOfPages({ trouble, page, pages, example, browser }: StateParts): void {
  const base = () => example().muster.url;
  const org = () => example().muster.orgId;

  test("a page that cannot be read says so, with a tracking id, a report to copy and a way to try again", async () => {
    // A page without data of its own, so that nothing is in the cache of the one that follows.
    await becomeDevice(page(), DEVICES[0]);
    await page().goto(`${base()}/organizations/${org()}/nothing`);
    await page().locator("h1").waitFor();
    trouble.expectStatuses(500);
    await page().route("**/api/v1/**", (route) =>
      route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(PROBLEM) }),
    );
    const shown = new Map<string, string>();
    for (const [name, path] of pages()) {
      await follow(page(), path);
      await waitForData(page());
      if (!READ_NOTHING.has(name)) await appears(page().locator(".failure").first());
      shown.set(name, await describeFailure(page()));
    }
    await page().unrouteAll({ behavior: "wait" });
    trouble.expectStatuses();
    expect(Object.fromEntries(shown)).toEqual(
      Object.fromEntries(pages().map(([name]) => [name, READ_NOTHING.has(name) ? "" : "told"])),
    );
  });

  test("a page that the role does not include says so, and reads nothing", async () => {
    const other = String((await example().muster.json("org", "create", "Elsewhere"))["orgId"]);
    trouble.expectStatuses(401);
    // The readers of the example have signed in before.
    const reader = await openAs("helpdesk", example(), { browser: browser(), trouble });
    trouble.expectStatuses();
    const sent: string[] = [];
    reader.on("request", (request) => {
      const { pathname } = new URL(request.url());
      // The switch of organizations asks for the name of one that is not the person's.
      if (pathname.startsWith("/api/") && pathname !== "/api/v1/organizations") sent.push(pathname);
    });
    const open: string[] = [];
    for (const [name, path] of pages().filter(([each]) => !OF_EVERYONE.has(each))) {
      await follow(reader, path.replace(org(), other));
      const heading = reader.getByRole("heading", { name: "Your role does not include this page" });
      if (!(await appears(heading))) open.push(name);
    }
    expect(open).toEqual([]);
    expect(sent).toEqual([]);
    await reader.context().close();
  });
}

/** Adds the last test of a group, which stops the server. */
export function testStalePages({ page, pages, example }: StateParts): void {
  test("while the server is away, every page shows what it read, with the time and a way to try again", async () => {
    await becomeDevice(page(), DEVICES[0]);
    await page().clock.install();
    await page().goto(`${example().muster.url}/organizations/${example().muster.orgId}/nothing`);
    await page().locator("h1").waitFor();
    for (const [, path] of pages()) {
      await follow(page(), path);
      await waitForData(page());
    }
    await example().muster.stop();
    await page().clock.fastForward(FRESH_MS);
    const silent: string[] = [];
    for (const [name, path] of pages()) {
      if (READ_NOTHING.has(name) || NEVER_STALE.has(name)) continue;
      await follow(page(), path);
      const notice = page().locator(".stale").filter({ hasText: "Shown as of" });
      if (!(await appears(notice.getByRole("button", { name: "Try again" }).first()))) silent.push(name);
    }
    expect(silent).toEqual([]);
  });
}

/** Whether something is on the page soon. */
function appears(what: Locator): Promise<boolean> {
  return what.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

/** Whether the failures of a page have all that a person needs; empty without a failure. */
async function describeFailure(page: Page): Promise<string> {
  return String(
    await page.evaluate(`(() => {
      const failures = [...document.querySelectorAll(".failure")];
      if (failures.length === 0) return "";
      const lacks = failures.filter((each) =>
        !each.textContent.includes("Tracking id ${TRACKING_ID}") ||
        !["Try again", "Copy debug information"].every((text) =>
          [...each.querySelectorAll("button")].some((button) => button.textContent === text)));
      return lacks.length === 0 ? "told" : "lacks something: " + lacks[0].textContent;
    })()`),
  );
}
