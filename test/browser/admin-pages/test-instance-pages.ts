import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Installation } from "../../journeys/muster.ts";
import type { MailServer } from "../../targets/mail-server.ts";
import { expectNoBarrier } from "../looks.ts";
import type { PageTrouble } from "../watched-page.ts";

/** The address that the mail server of the tests refuses. */
export const REFUSED = "gone@example.com";

/** The page of an instance administrator, and what it works with; they are there once the tests run. */
interface InstanceParts {
  readonly trouble: PageTrouble;
  page(): Page;
  muster(): Installation;
  mail(): MailServer;
}

/** Adds the tests of the pages of the installation to a group of tests that has started one. */
export function testInstancePages({ trouble, page, muster, mail }: InstanceParts): void {
  const dialog = () => page().getByRole("dialog");

  test("an instance administrator sees the system", async () => {
    await page().getByRole("link", { name: "System", exact: true }).click();
    await page().getByText("The store answers and takes writes.").waitFor();
    await page()
      .getByRole("row", { name: /^Kind SQLite 3\./ })
      .waitFor();
    await page().getByRole("row", { name: "Applications 1" }).waitFor();
    await page()
      .getByRole("row", { name: /^Plans, per application 90 1,000 Default/ })
      .waitFor();
  });

  test("a test message is sent from the page about the system, or it says why not", async () => {
    const send = async (to: string) => {
      await page().getByRole("button", { name: "Send a test message" }).click();
      await dialog().getByLabel("Address").fill(to);
      await dialog().getByRole("button", { name: "Send", exact: true }).click();
    };
    const outcome = page().getByRole("dialog", { name: "Test message", exact: true });
    const close = async () => {
      await outcome.getByRole("button", { name: "Close" }).last().click();
      await outcome.waitFor({ state: "hidden" });
    };
    await send("nowhere");
    await dialog().getByText("Enter one address for mail").waitFor();
    await expectNoBarrier(page());
    await dialog().getByLabel("Address").fill("ada@example.com");
    await dialog().getByRole("button", { name: "Send", exact: true }).click();
    await outcome.getByText("The message to ada@example.com was accepted.").waitFor();
    await expectNoBarrier(page());
    expect((await mail().arrived(1))[0]?.to).toEqual(["ada@example.com"]);
    await close();
    await send(REFUSED);
    await outcome.getByText(`The message to ${REFUSED} was not accepted.`).waitFor();
    await outcome.getByRole("listitem").first().waitFor();
    await close();
  });

  test("a token of the instance is created, used and revoked; the last administrator's stays", async () => {
    await page().getByRole("link", { name: "Instance tokens" }).click();
    await page().getByRole("button", { name: "Create a token" }).click();
    await dialog().getByLabel("Name").first().fill("Operations");
    await dialog().getByLabel("Days until it expires").fill("30");
    await expectNoBarrier(page());
    await dialog().getByRole("button", { name: "Create", exact: true }).click();
    const shown = page().getByRole("dialog", { name: "Token “Operations” was created" });
    const token = await shown.locator("code").last().innerText();
    await shown.getByRole("button", { name: "I have copied it" }).click();
    const ask = () =>
      fetch(`${muster().url}/api/v1/system`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    await page().getByRole("button", { name: "Revoke Operations" }).click();
    await dialog().getByText("can no longer administer the installation").waitFor();
    await expectNoBarrier(page());
    await dialog().getByRole("button", { name: "Revoke", exact: true }).click();
    await page()
      .getByRole("row", { name: /^Operations Revoked / })
      .waitFor();
    expect((await ask()).status).toBe(401);
    trouble.expectStatuses(409);
    await page()
      .getByRole("button", { name: /^Revoke / })
      .first()
      .click();
    await dialog().getByRole("button", { name: "Revoke", exact: true }).click();
    await dialog().getByRole("alert").waitFor();
    await dialog().getByRole("button", { name: "Cancel" }).click();
    trouble.expectStatuses();
  });
}
