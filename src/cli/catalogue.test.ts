import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ERROR_CODES } from "../contract/error-codes.ts";
import { en } from "../messages/en.ts";
import { createMessages } from "../messages/messages.ts";

const languages = [createMessages("en"), createMessages("fr")];

/** Codes that the sources below these folders name where the pattern finds them. */
function codesIn(pattern: RegExp, ...folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map((file) => join(folder, file)),
  );
  const found = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(pattern)]);
  return [...new Set(found.map(([, code = ""]) => code))].sort();
}

test.each<[string, readonly string[]]>([
  ["errors in the contract", ERROR_CODES],
  [
    "faults and settings of targets",
    codesIn(
      /"((?:target|config)\.[a-z-]+)"/g,
      "src/connectors",
      "src/app/provisioning",
      "src/core/provisioning",
    ),
  ],
  ["reasons", codesIn(/\bcreateReason\(\s*"([a-z-]+\.[a-z-]+)"/g, "src/core", "src/app")],
  ["refusals", codesIn(/\brefuse\(\s*"[a-z-]+",\s*"([a-z-]+\.[a-z-]+)"/g, "src/app", "src/http")],
  ["what is wrong with a file", codesIn(/"(import\.[a-z-]+)"/g, "src/ports", "src/sources")],
  ["failures of the store", codesIn(/"(store\.[a-z-]+)"/g, "src/store")],
  [
    "failures of commands",
    codesIn(/\b(?:CliError\(\s*[\w.]+,|StartError\()\s*"([a-z-]+\.[a-z-]+)"/g, "src/cli", "src/commands"),
  ],
])("every code has a text in each language: %s", (_, codes) => {
  expect(codes.length).toBeGreaterThan(3); // A check of an empty list must not pass.
  const lacking = languages.flatMap((messages) =>
    codes.filter((code) => !messages.knows(code)).map((code) => `${messages.language} ${code}`),
  );
  expect(lacking).toEqual([]);
});

test("no text is left over: each code is named somewhere, or put together from a beginning that is", () => {
  const folders = readdirSync("src").filter((folder) => !folder.endsWith(".ts") && folder !== "messages");
  const below = folders.map((folder) => join("src", folder));
  const named = new Set(codesIn(/["'`]([a-z-]+(?:\.[A-Za-z-]+)+)["'`]/g, ...below));
  const beginnings = codesIn(/`([a-z-]+\.[a-z.-]*)\$\{/g, ...below);
  expect([named.size > 200, beginnings.length > 5]).toEqual([true, true]);
  // Named where texts are made: by messages.ts for every text, or for the values of parameters.
  const made = [
    "more.",
    "mail.footer",
    "type.",
    "kind.",
    "state.",
    "part.",
    "problem.",
    "reason.",
    "invalid.",
    "valueKind.",
  ];
  const isUsed = (code: string) =>
    named.has(code) || [...beginnings, ...made].some((beginning) => code.startsWith(beginning));
  // The text of a page for a code is used where the code is.
  const codes = [
    ...new Set(Object.keys(en).map((key) => key.replace(/_(one|other)$/, "").replace(/^page\./, ""))),
  ];
  expect(codes.filter((code) => !isUsed(code))).toEqual([]);
});
