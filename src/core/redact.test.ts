import { expect, test } from "vitest";
import { redactBody, redactText, redactUrl } from "./redact.ts";

const S = "s3cr3t-Value9";

test.each([
  ["a member", `{"password":"${S}"}`],
  ["a nested member", `{"a":[{"client_secret":"${S}"}]}`],
  ["a list below a name", `{"tokens":1,"token":["${S}",{"x":"${S}"}]}`],
  ["a number", `{"apiKey":12345678,"x":1}`.replace("12345678", "777000777")],
  ["a PATCH operation", `{"Operations":[{"op":"replace","path":"password","value":"${S}"}]}`],
  ["a PATCH without path", `{"Operations":[{"op":"replace","value":{"password":"${S}"}}]}`],
  ["JSON cut off", `{"x":1,"refresh_token":"${S}`],
  ["a form", `grant_type=client_credentials&client_secret=${S}&scope=x`],
  ["a bearer in prose", `the header Authorization: Bearer ${S} was refused`],
  ["one of our tokens in JSON prose", `{"detail":"bad muster_${"aB3".repeat(16)}x"}`],
])("hides %s", (_name, text) => {
  const hidden = redactBody(text);
  expect(hidden).not.toContain(S);
  expect(hidden).not.toContain("777000777");
  expect(hidden).not.toContain("aB3aB3");
  expect(hidden).toContain("[redacted]");
});

test.each([
  `{"changePassword":{"supported":false}}`,
  `{"userName":"ada","title":"Token keeper"}`,
  `{"detail":"Bearer authentication is needed"}`,
  `Basic authentication failed`,
  `{"type":"oauthbearertoken"}`,
])("leaves %s as it is", (text) => {
  expect(redactBody(text)).toBe(text);
});

test("hides what a URL carries, and nothing else of it", () => {
  expect(redactUrl(`https://u:${S}@h.example/p?access_token=${S}&filter=userName%20eq%20%22a%22`)).toBe(
    "https://h.example/p?access_token=[redacted]&filter=userName%20eq%20%22a%22",
  );
  expect(redactUrl("https://h.example/scim?count=1")).toBe("https://h.example/scim?count=1");
});

test("hides the same way twice", () => {
  const once = redactText(`?token=${S}&a=1 Bearer ${S} "password":"${S}"`);
  expect(redactText(once)).toBe(once);
});
