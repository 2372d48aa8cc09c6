import { expect } from "vitest";
import { filtered, user } from "../../contract/scim/server.ts";
import { type Clause, must, SEARCH_URN, should } from "../clause.ts";
import { expectError, expectFound, expectInvalidFilters, expectList } from "../expectations.ts";
import { people } from "./filter.ts";

/** Values in filters, and what is no filter: RFC 7644 §3.4.2.2 and figure 1. */
export const FILTER_VALUE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.4.2.2",
    "filter/strings",
    "Text values are JSON strings, with escapes and characters of all scripts.",
    async ({ client }) => {
      const title = 'a "b" \\ c/d \u00e9 \u{1f680}\ttab';
      await client.make("/Users", user("ada", { title }));
      await expectFound(client, "/Users", [
        [`title eq ${JSON.stringify(title)}`, "ada"],
        ['title co "\\"b\\""', "ada"],
        ['title co "\\\\"', "ada"],
        ['title co "c\\/d"', "ada"],
        ['title co "\\u00E9"', "ada"],
        ['title ew "\\ttab"', "ada"],
        ['title co "\\ud83d\\ude80"', "ada"],
        ['title eq "a"', ""],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/literals",
    "true, false and null can be compared with; null is equal to an absent value.",
    async ({ client }) => {
      await people(client);
      await expectFound(client, "/Users", [
        ["title eq null", "eve zoe"],
        ["title ne null", "Bob"],
        ["active eq false", "Bob"],
        ["emails eq null", "zoe"],
      ]);
      await expectInvalidFilters(client, "/Users", ["active eq TRU", "title eq nil", "title eq undefined"]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/numbers",
    "Numbers are compared as numbers, not as text.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      await client.make(endpoint, device("two", { slots: 2, weight: 2.5 }));
      await client.make(endpoint, device("ten", { slots: 10, weight: 10 }));
      for (const [filter, found] of [
        ["slots gt 2", "ten"],
        ["slots ge 2", "two ten"],
        ["slots eq 1e1", "ten"],
        ["weight lt 9.99", "two"],
        ["slots eq -1", ""],
      ] as const) {
        const { status, body } = await client.get(`${endpoint}?${filtered(filter)}`);
        expect([
          filter,
          status,
          body.Resources.map(({ label }: { label: string }) => label).join(" "),
        ]).toEqual([filter, 200, found]);
      }
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/malformed",
    "A filter that does not follow the grammar is refused with invalidFilter.",
    async ({ client }) => {
      await people(client);
      await expectInvalidFilters(client, "/Users", [
        "",
        " ",
        "userName",
        "userName eq",
        'eq "bob"',
        "userName eq bob",
        "userName eq 'bob'",
        'userName = "bob"',
        'userName eq "bob',
        'userName eq "bob" and',
        'userName eq "bob" userName eq "eve"',
        '(userName eq "bob"',
        'userName eq "bob")',
        "not userName pr",
        'emails[type eq "work"',
        'emails[type eq "work"]]',
        "emails[]",
        'emails[emails[type eq "work"]]',
        'userName eq "\\x"',
        'user name eq "bob"',
        'userName zz "bob"',
        "userName pr pr",
        'userName eq "a" xor title pr',
        '"userName" eq "bob"',
      ]);
    },
  ),
  should(
    "IOP §6.3",
    "filter/unknown-attribute",
    "On the endpoint of a type, a filter with an attribute that the type lacks is refused with invalidFilter.",
    async ({ client }) => {
      await people(client);
      await expectInvalidFilters(client, "/Users", [
        'shoeSize eq "44"',
        'name.shoeSize eq "44"',
        "urn:example:x:shoeSize pr",
        'emails[shoeSize eq "1"]',
        'members eq "x"',
        '__proto__ eq "x"',
        "constructor pr",
      ]);
      await expectInvalidFilters(client, "/Groups", ['userName eq "bob"']);
    },
  ),
  must(
    "RFC 7644 §3.4.2.2",
    "filter/mismatch",
    "A comparison that the attribute's type does not allow is refused with invalidFilter.",
    async ({ client }) => {
      await people(client);
      await expectInvalidFilters(client, "/Users", [
        'active co "t"',
        "userName gt 5",
        'meta.created gt "yesterday"',
        "userName eq true",
        'name eq "Bob"',
        'title[value eq "x"]',
      ]);
    },
  ),
  should(
    "RFC 7644 §3.12",
    "filter/limits",
    "A filter that is too long or too deeply nested is refused; a large filter within the limits is accepted.",
    async ({ client }) => {
      await people(client);
      const many = (count: number) =>
        Array.from({ length: count }, (_, at) => `userName eq "u${at}"`).join(" or ");
      expectList(await client.get(`/Users?${filtered(`${many(40)} or userName eq "bob"`)}`), 1);
      for (const filter of [
        many(2_000),
        `${"(".repeat(5_000)}title pr${")".repeat(5_000)}`,
        `${"not (".repeat(2_000)}title pr${")".repeat(2_000)}`,
      ]) {
        const { status, body } = await client.send("POST", "/Users/.search", {
          schemas: [SEARCH_URN],
          filter,
        });
        expect([status, body.scimType]).toEqual([400, "invalidFilter"]);
      }
      expectError(await client.get(`/Users?${filtered("x".repeat(100))}`), 400, "invalidFilter");
    },
  ),
];
