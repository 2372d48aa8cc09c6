import { expect, test } from "vitest";
import { regex } from "../../../../test/mapping.ts";
import type { Json } from "../../json.ts";
import { parseMapping } from "../../mapping/mapping.ts";
import { parseScopes } from "../../mapping/scope/scope.ts";
import { findHiddenValue, listHiddenSources } from "./hidden-values.ts";

const NAME = { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 };

function configure(attributes: readonly object[], filter?: string) {
  const parse = (type: "user" | "group", listed: readonly object[]) => {
    const parsed = parseMapping({ type, attributes: listed } as unknown as Json, regex);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    return parsed.mapping;
  };
  const scopes = parseScopes(filter === undefined ? {} : { user: { filters: [filter] } }, { regex });
  if (!scopes.ok) throw new Error("the filter is wrong");
  const group = parse("group", [{ ...NAME, target: "displayName", source: "displayName" }]);
  return { mappings: { user: parse("user", [NAME, ...attributes]), group }, scopes: scopes.compiled };
}

const direct = (target: string, source: string) => ({ target, kind: "direct", source, apply: "always" });
const password = (expression: string) => ({
  ...{ target: "password", kind: "expression", expression, apply: "on-create", writeOnly: true },
});

test.each<[string, readonly object[], string | undefined, string | undefined]>([
  ["an ordinary mapping", [direct("title", "title")], undefined, undefined],
  [
    "a redacted value",
    [{ target: "title", kind: "expression", expression: "Redact([title])", apply: "always" }],
    undefined,
    "title",
  ],
  ["a write-only value", [password("[nickName]")], undefined, undefined],
  [
    "a source with the name of a secret",
    [direct("title", "urn:contoso:User:badgeToken")],
    undefined,
    "title",
  ],
  ["a clause about one", [], 'urn:contoso:User:badgeToken EQUALS "1"', "urn:contoso:User:badgeToken"],
])("%s", (_, attributes, filter, hidden) => {
  expect(findHiddenValue(configure(attributes, filter))).toBe(hidden);
});

test.each<[string, readonly object[], readonly string[]]>([
  ["only a write-only attribute reads it", [password("[nickName]")], ["nickName"]],
  ["another attribute reads it too", [password("[nickName]"), direct("title", "nickName")], []],
  ["Muster itself reads it", [password('Join("", [userName], [displayName])')], []],
])("a source is blanked: %s", (_, attributes, expected) => {
  expect(listHiddenSources(configure(attributes))).toEqual(expected);
});
