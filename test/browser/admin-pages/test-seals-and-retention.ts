import type { Page } from "playwright-core";
import { test } from "vitest";
import type { Installation } from "../../journeys/muster.ts";
import { expectNoBarrier } from "../looks.ts";

/** The page of an owner, and the installation; both are there once the tests run. */
interface Parts {
  page(): Page;
  muster(): Installation;
}

/** Adds the tests of seals and of the limits of records to a group of tests that has started an installation. */
export function testSealsAndRetention({ page, muster }: Parts): void {
  test("the audit log is compared with its seals", async () => {
    await page().goto(`${muster().url}/organizations/${muster().orgId}/audit`);
    await page()
      .getByText(/^Sealed up to entry \d+/)
      .waitFor();
    await page().getByRole("button", { name: "Verify the seals" }).click();
    const question = page().getByRole("dialog", { name: "Verify the seals" });
    const noted = question.getByLabel("Hash that was noted earlier");
    await noted.fill("0af1");
    await question.getByRole("button", { name: "Verify", exact: true }).click();
    await question.getByText(/64 hexadecimal/).waitFor();
    await expectNoBarrier(page());
    await noted.fill("a".repeat(64));
    await question.getByRole("button", { name: "Verify", exact: true }).click();
    const unknown = page().getByRole("dialog", { name: "Audit trail and its seals" });
    await unknown.getByText("Not intact").waitFor();
    await unknown.getByRole("button", { name: "Close" }).last().click();
    await page().getByRole("button", { name: "Verify the seals" }).click();
    await question.getByRole("button", { name: "Verify", exact: true }).click();
    const result = page().getByRole("dialog", { name: "Audit trail and its seals" });
    await result.getByText("Intact").waitFor();
    await result.getByText(/^[0-9a-f]{64}$/).waitFor();
    await expectNoBarrier(page());
    await result.getByRole("button", { name: "Close" }).last().click();
  });

  test("limits of records are changed within their bounds, and reset", async () => {
    await page().getByRole("link", { name: "Retention", exact: true }).click();
    const log = page().getByRole("row", { name: /^Provisioning log / });
    await log.getByText("Default").waitFor();
    await page().getByRole("button", { name: "Change the limits: Provisioning log" }).click();
    const limits = page().getByRole("dialog", { name: "Limits: Provisioning log" });
    await limits.getByLabel("Days").fill("7");
    await limits.getByRole("button", { name: "Save" }).click();
    await limits.getByText("Enter 31 or more.").waitFor();
    await limits.getByLabel("Days").fill("365");
    await limits.getByRole("button", { name: "Save" }).click();
    await page()
      .getByRole("row", { name: /^Provisioning log 365 No limit Organization/ })
      .waitFor();
    await expectNoBarrier(page());
    await page().getByRole("button", { name: "Reset the limits: Provisioning log" }).click();
    await page().getByRole("dialog").getByRole("button", { name: "Reset", exact: true }).click();
    await page()
      .getByRole("row", { name: /^Provisioning log 90 No limit Default/ })
      .waitFor();
  });
}
