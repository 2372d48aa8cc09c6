import { expect, test } from "vitest";
import { openLog } from "./log.ts";
import { openSecrets } from "./secrets.ts";

const S = "s3cr3t-Value9";
const secret = openSecrets({ masterKey: new Uint8Array(32), keyId: "k" }).wrap(S);

function logged(write: (log: ReturnType<typeof openLog>) => void, level = "info"): string {
  const lines: string[] = [];
  write(openLog({ level, stream: { write: (line: string) => lines.push(line) } }));
  return lines.join("");
}

test.each([
  ["a wrapped secret", { secret, held: { secret } }],
  ["headers", { headers: { authorization: `Bearer ${S}`, "x-api-key": S } }],
  ["deep members", { a: { b: { c: [{ password: S }] } } }],
  ["a URL", { url: `https://h.example/?access_token=${S}` }],
  [
    "an error",
    { err: new Error(`call to https://h.example/?token=${S} failed`, { cause: new Error(`Bearer ${S}`) }) },
  ],
  ["an error elsewhere", { failure: Object.assign(new Error(`Bearer ${S}`), { code: "E_X" }) }],
])("hides %s", (_name, entry) => {
  const text = logged((log) => log.info(entry, `sent with Bearer ${S}`));
  expect(text).not.toContain(S);
  expect(JSON.parse(text)).toMatchObject({ level: "info" });
});

test("says what happened, one JSON object a line, at its level and above", () => {
  const text = logged((log) => {
    log.debug("quiet");
    log.warn({ app: "a1", err: Object.assign(new Error("boom"), { code: "E_X" }) }, "failed");
  });
  expect(text.trim().split("\n")).toHaveLength(1);
  expect(JSON.parse(text)).toMatchObject({
    level: "warn",
    msg: "failed",
    app: "a1",
    err: { message: "boom", code: "E_X", stack: expect.stringContaining("log.test") },
  });
});

test("a member that refers to itself does not break it", () => {
  const loop: Record<string, unknown> = { name: "x" };
  loop["self"] = loop;
  expect(logged((log) => log.info(loop, "odd"))).toContain("[deep]");
});
