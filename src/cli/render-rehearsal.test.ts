import picocolors from "picocolors";
import { expect, test } from "vitest";
import { createMessages } from "../messages/messages.ts";
import { renderRehearsal } from "./render-rehearsal.ts";

const english = createMessages("en");
const plain = picocolors.createColors(false);
const away = { code: "target.timeout", params: {} };
const request = { method: "GET", path: "/Users", body: null };

test("a rehearsal that could not go on does not say that nothing would be sent", () => {
  const found = { decisions: [], requests: [], withheld: false, message: away };
  const text = renderRehearsal(found, english, plain).join("\n");
  expect(text).toContain(english.text(away.code));
  expect(text).not.toContain("would be sent");
});

test.each([
  ["0 requests would be sent", [], null],
  ["1 request would be sent", [request], null],
  ["1 request would be sent", [request], away],
])("%s is said where it is known", (expected, requests, message) => {
  const lines = renderRehearsal({ decisions: [], requests, withheld: false, message }, english, plain);
  expect(lines.join("\n")).toContain(expected);
});
