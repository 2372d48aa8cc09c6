import { afterAll, expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import { connectTarget } from "../../targets/connect.ts";
import { startHostileTarget } from "../../targets/hostile-target.ts";

/** An answer that contradicts itself concludes nothing: neither a match, nor a miss, nor a whole listing. */

const never = new AbortController().signal;
const hostile = await startHostileTarget();
afterAll(() => hostile.stop());

async function answered(call: "find" | "list", ...bodies: readonly object[]) {
  hostile.behave(
    ...bodies.map((body) => ({
      kind: "answer" as const,
      status: 200,
      headers: { "content-type": "application/scim+json" },
      body: JSON.stringify(body),
    })),
  );
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t0ken-value");
  const codes: string[] = [];
  if (call === "find") {
    const found = await target.find("user", "userName", "ada", never);
    codes.push(found.ok ? `${found.value.length} found` : found.fault.code);
  } else {
    for await (const page of target.list("user", never)) {
      codes.push(page.ok ? `${page.value.length} listed` : page.fault.code);
    }
  }
  await wire.close();
  return codes;
}

const ada = { id: "1", userName: "ada" };
const bob = { id: "2", userName: "bob" };

test.each<[string, object]>([
  ["a total without resources", { totalResults: 1 }],
  ["a total with an empty list", { totalResults: 1, Resources: [] }],
  ["resources with the total 0", { totalResults: 0, Resources: [ada] }],
  ["one match of two", { totalResults: 2, Resources: [ada] }],
  ["the same id twice", { totalResults: 2, Resources: [ada, ada] }],
  ["an account without the attribute", { totalResults: 1, Resources: [{ id: "1" }] }],
])("a search is not answered by %s", async (_, body) => {
  expect(await answered("find", body)).toEqual(["target.inconsistent"]);
});

test.each<[string, object, string]>([
  ["no account", { totalResults: 0 }, "0 found"],
  ["one account", { totalResults: 1, Resources: [ada] }, "1 found"],
  ["two accounts", { totalResults: 2, Resources: [ada, { ...ada, id: "3" }] }, "2 found"],
  ["all accounts of a target that ignores filters", { totalResults: 1, Resources: [bob] }, "0 found"],
  ["a list without a total", { Resources: [ada] }, "1 found"],
])("a search is answered by %s", async (_, body, outcome) => {
  expect(await answered("find", body)).toEqual([outcome]);
});

test("a listing with more accounts than it announces is not whole", async () => {
  expect(await answered("list", { totalResults: 1, Resources: [ada, bob] })).toEqual(["target.inconsistent"]);
});

test("a listing that reaches its total by repeating an account is not whole", async () => {
  const first = { totalResults: 3, Resources: [ada, bob] };
  const codes = await answered("list", first, { totalResults: 3, Resources: [bob] });
  expect(codes.at(-1)).toBe("target.listing-repeats");
});
