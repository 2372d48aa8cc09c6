import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Installation } from "../../journeys/muster.ts";
import { expectNoBarrier } from "../looks.ts";

/** The page of an owner, and the installation; both are there once the tests run. */
interface ClientParts {
  page(): Page;
  muster(): Installation;
}

/** Adds the tests of pages about what clients send and read to a group of tests that has started an installation. */
export function testClientPages({ page, muster }: ClientParts): void {
  const dialog = () => page().getByRole("dialog");
  const org = () => `/organizations/${muster().orgId}`;
  const goTo = (path: string) => page().goto(`${muster().url}${path}`);

  test("a pasted request is tried in every profile, refused where it is none, and sent as a token's", async () => {
    await goTo(`${org()}/rejected-requests`);
    await page().getByRole("link", { name: "Replay a pasted request" }).click();
    const field = page().getByLabel("Request as JSON");
    await field.fill('{ "method": "POST" }');
    await page().getByRole("button", { name: "Try it" }).click();
    await page().getByText("This cannot be replayed; look at: path.").waitFor();
    await expectNoBarrier(page());
    const body = {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "lea.dorn@example.com",
    };
    await field.fill(JSON.stringify({ method: "POST", path: "/Users", body }));
    await page().getByRole("button", { name: "Try it" }).click();
    await page().getByText("Nothing was changed.").last().waitFor();
    expect(
      await page()
        .getByRole("row", { name: /Accepted 201 Creates/ })
        .count(),
    ).toBe(5);
    await expectNoBarrier(page());
    await page().getByLabel("Profile").selectOption("strict");
    await page().getByRole("button", { name: "Try it" }).click();
    await page()
      .getByRole("row", { name: /^Strict Accepted 201 Creates/ })
      .waitFor();
    expect(
      await page()
        .getByRole("row", { name: /Accepted/ })
        .count(),
    ).toBe(1);
    await page().getByRole("button", { name: "Send it" }).click();
    await dialog().getByRole("button", { name: "Send it" }).click();
    await page().getByText("The request was sent.").waitFor();
    await goTo(`${org()}/users?search=lea.dorn`);
    await page().getByRole("link", { name: "lea.dorn@example.com" }).first().waitFor();
  });

  test("events are paged from the address, and followed from now on", async () => {
    await goTo(`${org()}/webhooks`);
    await page().getByRole("link", { name: "The events that webhooks receive" }).click();
    const table = page().getByRole("table", { name: "Events" });
    await table
      .getByRole("row", { name: /user\.created/ })
      .first()
      .waitFor();
    await page().getByRole("button", { name: "Next" }).click();
    await expect.poll(() => new URL(page().url()).searchParams.has("after"), { timeout: 15_000 }).toBe(true);
    await expectNoBarrier(page());
    await page().getByRole("button", { name: "From now on" }).click();
    await page().getByRole("heading", { name: "Nothing matches" }).waitFor();
    await fetch(`${muster().url}/api/v1/organizations/${muster().orgId}/users`, {
      method: "POST",
      headers: { authorization: `Bearer ${muster().adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ attributes: { userName: "ivo.brandt@example.com" } }),
    });
    await page().reload();
    await table.getByRole("row", { name: /user\.created/ }).waitFor();
    expect(await table.getByRole("rowheader").count()).toBe(1);
  });
}
