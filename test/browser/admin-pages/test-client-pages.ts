import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Installation } from "../../journeys/muster.ts";
import { expectNoBarrier } from "../looks.ts";

const SOME_ID = "0190a1b2-0000-7000-8000-000000000001";

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

  test("an answer with an error is found by its tracking id: of a token, and of a person who did not sign in", async () => {
    const find = async (id: string, kind: string) => {
      // The server writes it down a moment after its answer.
      const read = () => muster().json("audit", "errors", "--instance", "--id", id);
      await expect.poll(read, { timeout: 20_000 }).toMatchObject({ items: [{ trackingId: id }] });
      await page().keyboard.press("Control+k");
      await page().getByRole("combobox", { name: "Find anything" }).fill(id);
      await page()
        .getByRole("option", { name: new RegExp(`${kind}$`) })
        .waitFor();
      await page().keyboard.press("Enter");
      return page().getByRole("row", { name: id });
    };
    const authorization = `Bearer ${muster().adminToken}`;
    const api = `${muster().url}/api/v1`;
    const lost = await fetch(`${api}${org()}/users/${SOME_ID}/timeline`, { headers: { authorization } });
    const row = await find(lost.headers.get("x-tracking-id") ?? "", "Error answer");
    await row.getByText("404").waitFor();
    await row.getByText("GET /api/v1/organizations/:org/users/:user/timeline").waitFor();
    await expectNoBarrier(page());
    const refused = await fetch(`${api}/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "stranger", password: "wrong" }),
    });
    const anonymous = await find(
      refused.headers.get("x-tracking-id") ?? "",
      "Error answer of the installation",
    );
    await anonymous.getByText("Not signed in 127.0.0.1").waitFor();
    await anonymous.getByText("sign-in.refused", { exact: true }).waitFor();
  });

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
