import { expect, test } from "vitest";
import type { ConfigurationChangeShape } from "../contract/configuration.ts";
import { createMessages } from "../messages/messages.ts";
import { createPaint } from "./paint.ts";
import { renderConfigurationChanges } from "./render-changes.ts";

const plain = createPaint({ write: () => true }, { NO_COLOR: "1" });

type Value = ConfigurationChangeShape["from"];

function render(path: string, from: Value, to: Value): string {
  const change = { organization: "Contoso", kind: "application", name: "Target", action: "change" } as const;
  const result = {
    changed: 1,
    applied: false,
    deletions: 0,
    notes: [],
    changes: [{ ...change, document: 0, path, from, to, accounts: null }],
  };
  const lines = renderConfigurationChanges(result, { messages: createMessages("en"), paint: plain });
  return (lines.at(-1) ?? "").trim().replace(/ +/g, " ");
}

const clause = (attribute: string, value: string) => ({ attribute, operator: "EQUALS", value });

test.each<[string, string, Value, Value, string]>([
  [
    "scoping filters",
    "scopes/user",
    { filters: [{ clauses: [clause("department", "Sales")] }] },
    {
      filters: [
        { clauses: [clause("department", 'the "best"'), { attribute: "title", operator: "IS NULL" }] },
        { name: "Nordics", clauses: [clause("country", "DK")] },
      ],
    },
    'department EQUALS "Sales" → (department EQUALS "the \\"best\\"" AND title IS NULL) OR Nordics (country EQUALS "DK")',
  ],
  [
    "no filter any more",
    "scopes/group",
    { filters: [{ clauses: [clause("a", "b")] }] },
    null,
    'a EQUALS "b" → -',
  ],
  [
    "an operator of a newer server",
    "scopes/user",
    { filters: [{ clauses: [{ attribute: "a", operator: "LIKE", value: "b" }] }] },
    null,
    "a LIKE b → -",
  ],
  [
    "the roles of an assignment",
    "assignments/user/ana",
    ["Editor", "Viewer"],
    ["Editor"],
    "Editor, Viewer → Editor",
  ],
  [
    "a role",
    "roles/editor",
    { id: "editor", value: "editor", name: "Editor" },
    { id: "e-1", value: "editor", name: "Author", default: true },
    "Editor (value editor) → Author (value editor, id e-1, default)",
  ],
  ["a number and an object", "config/limits", 7, { each: 3 }, '7 → {"each":3}'],
])("a change is shown as its reader would write it: %s", (_, path, from, to, expected) => {
  expect(render(path, from, to)).toBe(`~ ${path} ${expected}`);
});
