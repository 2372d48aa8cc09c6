import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ERROR_CODES } from "../../../src/contract/error-codes.ts";
import { createMessages } from "../../../src/messages/messages.ts";

const LISTED = new Set<string>(ERROR_CODES);

function textsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.endsWith("error-codes.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
}

/** Codes in the calls that refuse; one that is put together, such as `import.${kind}`, is not seen. */
function refusedCodes(text: string): readonly string[] {
  const calls = [
    ...text.matchAll(/\brefuse\(\s*"[a-z-]+",\s*"([a-z.-]+)"/g),
    ...text.matchAll(/\bnew ApiError\(\s*\d+,\s*"([a-z.-]+)"/g),
    ...text.matchAll(/\bnot\("(auth[a-z.-]+)"/g),
  ];
  return calls.map(([, code = ""]) => code);
}

test("every code that the server refuses with is listed", () => {
  const used = [...textsBelow("src/app"), ...textsBelow("src/http")].flatMap(refusedCodes);
  expect(used.length).toBeGreaterThan(50);
  expect([...new Set(used)].filter((code) => !LISTED.has(code)).sort()).toEqual([]);
});

test("every code that is listed is in the code, once in the list", () => {
  const all = ["app", "core", "http", "ports", "store"]
    .flatMap((folder) => textsBelow(`src/${folder}`))
    .join("\n");
  const composed = (code: string) =>
    code.startsWith("import.") && all.includes(`"${code.slice("import.".length)}"`);
  expect(ERROR_CODES.filter((code) => !all.includes(`"${code}"`) && !composed(code))).toEqual([]);
  expect(LISTED.size).toBe(ERROR_CODES.length);
});

test.each(["en", "fr"] as const)("every code has a text in %s", (language) => {
  const { knows } = createMessages(language);
  expect(ERROR_CODES.filter((code) => !knows(code))).toEqual([]);
});
