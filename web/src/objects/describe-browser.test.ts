import { expect, test } from "vitest";
import { describeBrowser } from "./describe-browser.ts";

const AS_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${AS_CHROME}`, "Chrome, Linux"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${AS_CHROME} Edg/140.0.0.0`, "Edge, Windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox, macOS"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    "Safari, iOS",
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${AS_CHROME}`, "Chrome, Android"],
  ["curl/8.14.1", "curl/8.14.1"],
  ["node", "node"],
  [null, undefined],
])("%s", (userAgent, expected) => {
  expect(describeBrowser(userAgent)).toBe(expected);
});
