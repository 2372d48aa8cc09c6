import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { CREDENTIAL, quoteForShell, toCurlCommand } from "./curl-command.ts";

/** Every byte but NUL, which no argument can have, and what shells and terminals read in their own way. */
const HOSTILE = [
  ...Array.from({ length: 0xff }, (_, at) => String.fromCodePoint(at + 1)),
  ...["", "a b", "it's", "'", "''", "\\", "\\'", "$HOME", "$(id)", "`id`", "!!", "*", "~", "a\nb", "\\x41"],
  ...["\u001b[2J", "é", "日本", "👩‍🚀", "\u202eabc", "\u2028", "-o /etc/passwd", "x\u0001f", "\u00851"],
];

test("bash reads each quoted text as it was", () => {
  const command = `printf '%s\\0' ${HOSTILE.map(quoteForShell).join(" ")}`;
  const read = execFileSync("bash", ["-c", command], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  expect(read.split("\0").slice(0, -1)).toEqual(HOSTILE);
});

test("a quoted text has no character that acts on a terminal", () => {
  for (const text of HOSTILE) expect(quoteForShell(text)).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
});

test("a request becomes a command in which credentials are placeholders", () => {
  const command = toCurlCommand({
    method: "PATCH",
    url: 'https://target.example/Users?filter=emails[type eq "work"]',
    headers: {
      authorization: "Bearer fp:0123abcd",
      cookie: "sid=fp:89abcdef; lang=fp:00000000",
      "x-empty": "",
      "x-key": "[redacted]",
      "content-type": "application/scim+json",
      "content-length": "12",
      host: "target.example",
    },
    body: `{"name":"O'Hara"}`,
  });
  expect(command.split(" \\\n  ")).toEqual([
    `curl --globoff --request 'PATCH' 'https://target.example/Users?filter=emails[type eq "work"]'`,
    `--header 'authorization: Bearer ${CREDENTIAL}'`,
    `--header 'cookie: sid=${CREDENTIAL}; lang=${CREDENTIAL}'`,
    "--header 'x-empty;'",
    `--header 'x-key: ${CREDENTIAL}'`,
    "--header 'content-type: application/scim+json'",
    `--data-raw '{"name":"O'\\''Hara"}'`,
  ]);
});

test("a request without a body has none", () => {
  const request = { method: "GET", url: "https://target.example/Users", headers: {} };
  expect(toCurlCommand({ ...request, body: "" })).toBe(toCurlCommand({ ...request, body: undefined }));
});
