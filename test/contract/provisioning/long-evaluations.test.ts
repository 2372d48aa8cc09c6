import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type MappedDirectory, mapDirectory } from "./mapped-directory.ts";

/** Patterns and texts that are tried by a request are its sender's: they must not delay the requests of others. */

let scim: ScimServer;
let directory: MappedDirectory;
beforeAll(async () => {
  scim = await startScimServer();
  directory = await mapDirectory(scim);
  const { client, map, sync } = directory;
  await client.make("/Users", user("ada@contoso.test", { title: "x".repeat(50_000) }));
  await map({ target: "title", kind: "direct", source: "jobTitle", apply: "always" });
  await sync();
});
afterAll(() => scim.close());

/** Each match begins a search that reads the rest of the text. */
const SLOW = 'Replace([jobTitle], , "x*y|x", , "", , )';
/** One search compares each character with a thousand steps. */
const LONG = { attribute: "jobTitle", operator: "REGEX MATCH", value: "[a-x]{0,900}z" };
const attributes = [
  { target: "userName", kind: "direct", source: "userPrincipalName", apply: "always", matching: 1 },
  { target: "title", kind: "expression", expression: SLOW, apply: "always" },
];
const filters = [{ name: "Long", clauses: [LONG] }];

test.each<[string, string, object]>([
  [
    "an expression with a value that is given",
    "",
    { expression: SLOW, values: { jobTitle: "x".repeat(90_000) } },
  ],
  ["an expression of a user", "", { expression: SLOW, user: "ada@contoso.test" }],
  [
    "an expression with many long patterns",
    "",
    {
      expression: `Join("", ${Array.from({ length: 90 }, (_, at) => `Replace("a", , "[b-z]{0,900}${at}", , "", , )`).join(", ")})`,
    },
  ],
  [
    "an expression with many functions of a long text",
    "",
    {
      expression: `Join("", ${Array.from({ length: 300 }, () => "Left(PCase([title]), 1)").join(", ")})`,
      values: { title: "ab ".repeat(30_000) },
    },
  ],
  ["a mapping", "mapping/test", { type: "user", find: "ada@contoso.test", mapping: { attributes } }],
  ["a mapping for all accounts", "mapping/preview", { type: "user", mapping: { attributes } }],
  ["scoping filters", "scope/test", { type: "user", find: "ada@contoso.test", filters }],
  ["scoping filters for all users", "scope/preview", { type: "user", filters }],
])("%s that would take long is refused at once", async (_, path, body) => {
  const { org, app, admin } = directory;
  const at = `/api/v1/organizations/${org}`;
  const begun = performance.now();
  const answer = await admin(
    "POST",
    path === "" ? `${at}/expressions/evaluate` : `${at}/applications/${app}/${path}`,
    body,
  );
  expect([answer.status, answer.body.code]).toEqual([400, "mapping.too-much-work"]);
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test("patterns that take no longer than others are evaluated", async () => {
  const { org, admin } = directory;
  const body = {
    expression: 'Replace([jobTitle], , " +", , "-", , )',
    values: { jobTitle: "a  b ".repeat(100) },
  };
  const answer = await admin("POST", `/api/v1/organizations/${org}/expressions/evaluate`, body);
  expect([answer.status, answer.body.value]).toEqual([200, "a-b-".repeat(100)]);
});
