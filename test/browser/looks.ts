import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Screenshots for people to look at; the folder is not committed. A build server, where nobody looks, takes none. */
const FOLDER = process.env["CI"] === undefined ? ".screenshots" : undefined;

/**
 * How a person has set up their device. Together they have both widths, both appearances and every language. Axe takes most of
 * the time that looking at a page takes, so it examines each page in one light and one dark device, a wide and a narrow one.
 */
export const DEVICES = [
  { language: "en", appearance: "light", width: 1280, isExamined: true },
  { language: "fr", appearance: "dark", width: 1280, isExamined: false },
  { language: "fr", appearance: "light", width: 390, isExamined: false },
  { language: "pseudo", appearance: "dark", width: 390, isExamined: true },
] as const;

/** A table may be wider than a telephone; on a screen of this width each of its columns is to be seen. */
const TABLES_FIT_FROM = 1280;
/** On a narrower screen the cells of some lists stand below each other. */
const CELLS_STACK_BELOW = 600;
/** The rows of these lists. */
export const STACKED_ROWS = ".stacks tbody tr";

export type Device = (typeof DEVICES | typeof REPEATED_DEVICES)[number];

/**
 * Enough for pages that the walk over all routes sees on every device, with other data: the widths and the texts once more,
 * axe in one appearance.
 */
export const REPEATED_DEVICES = [{ ...DEVICES[0], isExamined: false }, DEVICES[3]] as const;

/** Sets language and appearance as the account menu does; the next page shows them. */
export async function becomeDevice(page: Page, { language, appearance, width }: Device): Promise<void> {
  await page.setViewportSize({ width, height: 844 });
  await page.evaluate(
    `localStorage.setItem("muster.language", "${language}");
     localStorage.setItem("muster.appearance", "${appearance}");`,
  );
}

/** Opens pages on a device, each with the name of its screenshot, and checks their looks once they have read their data. */
export async function lookAt(
  page: Page,
  base: string,
  pages: readonly (readonly [name: string, path: string])[],
  device: Device,
): Promise<void> {
  await becomeDevice(page, device);
  for (const [at, [name, path]] of pages.entries()) {
    if (at === 0) await page.goto(`${base}${path}`);
    else await follow(page, path);
    await waitForData(page);
    await checkLook(page, name, device);
  }
}

/** Goes to another page as a link does. Loading the console again for each page took more than half of the time of a walk. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(`self.__TSR_ROUTER__.navigate({ href: ${JSON.stringify(path)} })`);
}

/** Waits until the page has a heading and has read its data. */
export async function waitForData(page: Page): Promise<void> {
  await page.locator("h1, h2").first().waitFor();
  // One second, as by default, is too short on a busy machine.
  await expect.poll(() => page.locator(".loading").count(), { timeout: 20_000 }).toBe(0);
}

/** Takes a screenshot of the whole page for people to look at. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  if (FOLDER === undefined) return;
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
}

/** Takes a screenshot, and expects that the page fits its width, has no text without translation and no barrier. */
export async function checkLook(page: Page, name: string, device: Device): Promise<void> {
  const { language, appearance, width, isExamined } = device;
  await takeScreenshot(page, `${name}.${language}.${appearance}.${width}`);
  if (isExamined) await expectNoBarrier(page);
  const overhang = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  expect(overhang).toBeLessThanOrEqual(0);
  if (width >= TABLES_FIT_FROM) expect(await cutTables(page)).toEqual([]);
  if (width < CELLS_STACK_BELOW) expect(await unevenRows(page)).toEqual([]);
  if (language === "pseudo") expect(await untranslatedTexts(page)).toEqual([]);
}

/** The labels of tables whose last columns are out of sight until one scrolls to them. */
async function cutTables(page: Page): Promise<readonly string[]> {
  const labels: unknown = await page.evaluate(`
    [...document.querySelectorAll("main table")]
      .filter((each) => each.scrollWidth > each.parentElement.clientWidth + 1)
      .map((each) => each.getAttribute("aria-label") ?? each.textContent.slice(0, 80))
  `);
  return Array.isArray(labels) ? labels.map(String) : [];
}

/** The texts of rows whose cells stand below each other and do not all begin at the same place. */
async function unevenRows(page: Page): Promise<readonly string[]> {
  const rows: unknown = await page.evaluate(`
    [...document.querySelectorAll("${STACKED_ROWS}")]
      .filter((row) => {
        const starts = [...row.children].map(({ firstElementChild: content }) =>
          Math.round(content.getBoundingClientRect().x + parseFloat(getComputedStyle(content).paddingLeft)));
        return new Set(starts).size > 1;
      })
      .map((row) => row.textContent.slice(0, 80))
  `);
  return Array.isArray(rows) ? rows.map(String) : [];
}

/**
 * Expects that the title in the browser has the heading of the page, which is in the chosen language, and that no page at
 * another address has the same title.
 */
export async function expectOwnTitle(page: Page, titles: Map<string, string>): Promise<void> {
  const heading = await page.locator("h1").innerText();
  await expect.poll(async () => (await page.title()).split(" · ")).toContain(heading);
  const title = await page.title();
  expect(title).toMatch(/ · Muster$/);
  const { pathname } = new URL(page.url());
  expect([title, titles.get(title) ?? pathname]).toEqual([title, pathname]);
  titles.set(title, pathname);
}

/** Expects that axe finds nothing that keeps people from using the page. */
export async function expectNoBarrier(page: Page): Promise<void> {
  // A dialog fades in: half faded, its colours are those of neither theme. What turns for ever is left out.
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished.catch(() => undefined)))`);
  // A document keeps axe. Sending it again, which the builder does twice each time, took as long as the examination.
  const isLoaded = (await page.evaluate("'axe' in self")) === true;
  const builder = new AxeBuilder(isLoaded ? { page, axeSource: "undefined" } : { page });
  // The pages have no frames; for those, axe would open a page of its own each time to put its findings together.
  const axe = builder.setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations, passes } = await axe.analyze();
  expect(passes.length).toBeGreaterThan(5);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found).toEqual([]);
}

/** Texts of controls and headings without the brackets of the pseudo-locale. Names of people and things have none. */
async function untranslatedTexts(page: Page): Promise<readonly string[]> {
  const texts: unknown = await page.evaluate(`
    [...document.querySelectorAll("h1, h2, label, thead th, dt, nav a, button, option, .badge, .soft")]
      .filter((each) => each.closest("[translate=no]") === null && each.querySelector("[translate=no], time") === null)
      .flatMap((each) => [each.textContent, each.getAttribute("aria-label")])
      .filter((text) => text !== null && text.trim() !== "" && /[a-zA-Z]/.test(text) && !text.includes("["))
  `);
  return Array.isArray(texts) ? texts.map(String) : [];
}
