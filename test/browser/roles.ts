import type { Browser, Page } from "playwright-core";
import type { ExampleInstallation } from "./example-installation.ts";
import { openWatched, type PageTrouble } from "./watched-page.ts";

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
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByLabel("Password, once more").fill("correct horse battery");
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  return page;
}
