import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json.ts";
import { CONFIG_CODES, parseConfig } from "./config.ts";

const ACCEPTED: [url: string, root: string][] = [
  ["https://h.example/scim/v2", "https://h.example/scim/v2"],
  [" https://h.example/scim/v2// ", "https://h.example/scim/v2"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["https://h.example/scim?aadOptscim062020", "https://h.example/scim"],
  ["https://h.example/scim?", "https://h.example/scim"],
  ["https://h.example/scim#", "https://h.example/scim"],
  ["https://@h.example/scim", "https://h.example/scim"],
  ["https://h.example/scim?aadOptscim062020&aadOptOther", "https://h.example/scim"],
];
test.each(ACCEPTED)("%j is the root %j", (url, root) => {
  expect(parseConfig({ url })).toEqual({ ok: true, config: { url: root, rates: [] } });
});

const REFUSED: [config: JsonObject, code: string][] = [
  [{}, "config.url-missing"],
  [{ url: " " }, "config.url-missing"],
  [{ url: 7 }, "config.url-missing"],
  [{ url: "/scim/v2" }, "config.url-invalid"],
  [{ url: "ftp://h.example/scim" }, "config.url-invalid"],
  [{ url: "https://u:p@h.example/scim" }, "config.url-credentials"],
  [{ url: "https://h.example/scim?api_key=s3cret" }, "config.url-query"],
  [{ url: "https://h.example/scim?aadOptscim062020&code=s3cret" }, "config.url-query"],
  [{ url: "https://h.example/scim?aadOptscim062020=s3cret" }, "config.url-query"],
  [{ url: "https://h.example/scim#access_token=s3cret" }, "config.url-query"],
  [{ url: "https://h.example", membersPerCall: 0 }, "config.number"],
  [{ url: "https://h.example", timeoutMs: "5" }, "config.number"],
  [{ url: "https://h.example", pageSize: 0 }, "config.number"],
  [{ url: "https://h.example", bytesPerCall: 10 }, "config.number"],
  [{ url: "https://h.example", rates: {} }, "config.rates"],
  [{ url: "https://h.example", rates: [{ requests: 3 }] }, "config.rates"],
  [{ url: "https://h.example", rates: [{ requests: 3, perSeconds: 1, calls: "some" }] }, "config.rates"],
  [{ url: "https://h.example", rates: [{ requests: 3, perSeconds: 1, bursts: 2 }] }, "config.rates"],
  [{ url: "https://h.example", rates: [{ requests: 0.5, perSeconds: 1 }] }, "config.rates"],
  [{ url: "https://h.example", oauth: {} }, "config.oauth"],
  [
    { url: "https://h.example", oauth: { tokenUrl: "https://h.example/t?x=1", clientId: "c" } },
    "config.oauth",
  ],
  [
    { url: "https://h.example", oauth: { tokenUrl: "https://h.example/t", clientId: "c", method: "none" } },
    "config.oauth",
  ],
  [
    { url: "https://h.example", oauth: { tokenUrl: "https://h.example/t", clientId: "c", secret: "s" } },
    "config.oauth",
  ],
  [{ url: "https://h.example", tokem: "x" }, "config.unknown"],
];
test.each(REFUSED)("%j is refused: %s", (config, code) => {
  expect(parseConfig(config)).toMatchObject({ ok: false, code });
});

test.each([
  "ftp://u:s3cret@h.example/x",
  "u:s3cret@h.example",
  "//u:s3cret@h.example/x",
  " //u:s3cret@h.example/x",
  "https://u:a/s3cret@h.example",
  "https://u:a?s3cret@h.example:99999",
  "https:u:s3cret@h.example:99999",
  "\\\\u:s3cret@h.example",
  "h.example?code=s3cret",
  "ws://h#s3cret",
])("the refusal of %s repeats no secret", (url) =>
  expect(JSON.stringify(parseConfig({ url }))).not.toContain("s3cret"),
);

test("every code is met by a case here", () => {
  expect([...new Set(REFUSED.map(([, code]) => code))].sort()).toEqual(Object.keys(CONFIG_CODES).sort());
});

test("settings are read", () => {
  const limits = { membersPerCall: 50, pageSize: 200, bytesPerCall: 100_000, timeoutMs: 9_000 };
  const rates = [{ calls: "writes", requests: 180, perSeconds: 60, burst: 20 }];
  const parsed = parseConfig({ url: "https://h.example", ...limits, rates });
  expect(parsed).toMatchObject({ ok: true, config: { ...limits, rates } });
});
