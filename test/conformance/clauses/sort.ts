import { expect } from "vitest";
import {
  ENTERPRISE_URN,
  filtered,
  group,
  type ScimClient,
  USER_URN,
  user,
} from "../../contract/scim/server.ts";
import {
  type Clause,
  isOffered,
  may,
  must,
  NOT_OFFERED,
  namesIn,
  type Scope,
  SEARCH_URN,
} from "../clause.ts";
import { expectError, makeUsers } from "../expectations.ts";

type Check = (scope: Scope) => Promise<void>;

/** Runs a check where sorting is offered. */
const sorted =
  (check: Check) =>
  async (scope: Scope): Promise<undefined | typeof NOT_OFFERED> => {
    if (!(await isOffered(scope.client, "sort"))) return NOT_OFFERED;
    await check(scope);
    return undefined;
  };

async function order(client: ScimClient, parameters: string): Promise<string> {
  return namesIn(await client.get(`/Users?${parameters}`)).join(" ");
}

async function titled(client: ScimClient): Promise<void> {
  for (const [name, title] of [
    ["b", "beta"],
    ["a", "Alpha"],
    ["n", undefined],
    ["c", "Gamma"],
  ] as const) {
    await client.make("/Users", user(name, { title }));
  }
}

/** Sorting: RFC 7644 §3.4.2.3. */
export const SORT_CLAUSES: readonly Clause[] = [
  may(
    "RFC 7644 §3.4.2.3",
    "sort/ascending",
    "sortBy orders by an attribute, ascending unless sortOrder is descending.",
    sorted(async ({ client }) => {
      await makeUsers(client, "b", "d", "a", "c");
      expect(await order(client, "sortBy=userName")).toBe("a b c d");
      expect(await order(client, "sortBy=userName&sortOrder=ascending")).toBe("a b c d");
      expect(await order(client, "sortBy=userName&sortOrder=descending")).toBe("d c b a");
      expect(await order(client, "SORTBY=USERNAME&sortorder=DESCENDING")).toBe("d c b a");
    }),
  ),
  must(
    "RFC 7644 §3.4.2.3",
    "sort/missing",
    "Resources without a value come last in ascending and first in descending order.",
    sorted(async ({ client }) => {
      await titled(client);
      expect(await order(client, "sortBy=title")).toBe("a b c n");
      expect(await order(client, "sortBy=title&sortOrder=descending")).toBe("n c b a");
    }),
  ),
  must(
    "RFC 7644 §3.4.2.3",
    "sort/case",
    "Letter case is significant for sorting only if the schema declares it so.",
    sorted(async ({ client }) => {
      for (const [name, externalId] of [
        ["B", "b"],
        ["a", "B"],
        ["C", "a"],
      ] as const)
        await client.make("/Users", user(name, { externalId }));
      expect(await order(client, "sortBy=userName")).toBe("a B C");
      expect(await order(client, "sortBy=externalId")).toBe("a C B");
    }),
  ),
  must(
    "RFC 7644 §3.4.2.3",
    "sort/multi-valued",
    "A multi-valued attribute is sorted by its primary value, or by its first value without a primary one.",
    sorted(async ({ client }) => {
      const emails = (...values: readonly string[]) =>
        values.map((value) => ({
          value: value.replace("!", ""),
          ...(value.endsWith("!") ? { primary: true } : {}),
        }));
      await client.make("/Users", user("x", { emails: emails("a@x", "z@x!") }));
      await client.make("/Users", user("y", { emails: emails("m@x", "b@x") }));
      await client.make("/Users", user("z", { emails: emails("c@x!", "d@x") }));
      await client.make("/Users", user("none"));
      expect(await order(client, "sortBy=emails")).toBe("z y x none");
      expect(await order(client, "sortBy=emails.value&sortOrder=descending")).toBe("none x y z");
    }),
  ),
  must(
    "RFC 7644 §3.4.2.3",
    "sort/paths",
    "Sub-attributes, common attributes and attributes of extensions can be used to sort.",
    sorted(async ({ client }) => {
      for (const [name, familyName, department] of [
        ["a", "Z", "Q"],
        ["b", "Y", "R"],
      ] as const) {
        await client.make("/Users", {
          ...user(name, { name: { familyName }, [ENTERPRISE_URN]: { department } }),
          schemas: [USER_URN, ENTERPRISE_URN],
        });
      }
      expect(await order(client, "sortBy=name.familyName")).toBe("b a");
      expect(await order(client, `sortBy=${ENTERPRISE_URN}:department&sortOrder=descending`)).toBe("b a");
      expect(await order(client, `sortBy=${USER_URN}:userName&sortOrder=descending`)).toBe("b a");
      expect(await order(client, "sortBy=meta.created")).toBe("a b");
      expect(await order(client, "sortBy=id")).toBe("a b");
    }),
  ),
  must(
    "RFC 7644 §3.4.2.3",
    "sort/filtered",
    "Sorting can be combined with filter and paging, and applies before paging.",
    sorted(async ({ client }) => {
      await makeUsers(client, "c", "a", "e", "b", "d");
      const found = await client.get(
        `/Users?sortBy=userName&sortOrder=descending&startIndex=2&count=2&${filtered('userName lt "e"')}`,
      );
      expect([namesIn(found).join(" "), found.body.totalResults, found.body.startIndex]).toEqual([
        "c b",
        4,
        2,
      ]);
      await client.make("/Groups", group("Z"));
      await client.make("/Groups", group("y"));
      expect(namesIn(await client.get("/Groups?sortBy=displayName"))).toEqual(["y", "Z"]);
    }),
  ),
  must(
    "RFC 7644 §3.4.3",
    "sort/search",
    "A search request is sorted like a query in a URL.",
    sorted(async ({ client }) => {
      await makeUsers(client, "b", "a", "c");
      const sent = { schemas: [SEARCH_URN], sortBy: "userName", sortOrder: "descending", count: 2 };
      expect(namesIn(await client.send("POST", "/Users/.search", sent))).toEqual(["c", "b"]);
    }),
  ),
  may(
    "RFC 7644 §3.4.2.3",
    "sort/refused",
    "An attribute that cannot be sorted by is refused and not ignored.",
    sorted(async ({ client }) => {
      await makeUsers(client, "b", "a");
      expect(await order(client, "sortBy=userName")).toBe("a b");
      for (const parameters of [
        "sortBy=shoeSize",
        "sortBy=password",
        "sortBy=emails[",
        "sortBy=userName&sortOrder=sideways",
      ]) {
        const { status, body } = await client.get(`/Users?${parameters}`);
        expect([parameters, status, body.status]).toEqual([parameters, 400, "400"]);
      }
      expectError(await client.get("/Nothing?sortBy=userName"), 404);
    }),
  ),
];
