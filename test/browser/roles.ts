import type { Browser, Page } from "playwright-core";
import type { ExampleInstallation } from "./example-installation.ts";
import { openWatched, type PageTrouble } from "./watched-page.ts";

/** Lets the first owner follow the one-time link at this address, and choose a name and a password. */
export async function followOwnerLink(
  page: Page,
  address: string,
  owner: { readonly name: string; readonly password: string },
): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Name to sign in with").fill(owner.name);
  await choosePassword(page, owner.password);
}

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password, once more").fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}

/** Invites a person with this role, and lets them follow the link in a browser profile of their own. */
export async function openAs(
  role: string,
  { muster }: Pick<ExampleInstallation, "muster">,
  { browser, trouble }: { readonly browser: Browser; readonly trouble: PageTrouble },
): Promise<Page> {
  const name = `${role}@example.com`;
  const invited = await muster.json("person", "invite", name, "--org", muster.orgId, "--role", role);
  const link = new URL(String(invited["link"]));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  const page = await openWatched(context, trouble);
  await page.goto(`${muster.url}${link.pathname}${link.hash}`);
  await choosePassword(page, "correct horse battery");
  return page;
}
