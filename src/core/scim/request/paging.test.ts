import { expect, test } from "vitest";
import { parsePaging } from "./paging.ts";

const limits = { pageSizeDefault: 100, pageSizeMax: 200 };

test.each([
  [{}, 1, 100],
  [{ startIndex: "-5", count: "0" }, 1, 0],
  [{ startIndex: "0", count: "-1" }, 1, 0],
  [{ startIndex: 11, count: 10 }, 11, 10],
  [{ count: "1000" }, 1, 200],
  [{ startIndex: "", count: "" }, 1, 100],
])("%j", (query, startIndex, count) => {
  expect(parsePaging(query, limits)).toEqual({ startIndex, count });
});

test.each(["x", "1.5", "1e3", "NaN", "9".repeat(30)])("refuses %s", (count) => {
  expect(() => parsePaging({ count }, limits)).toThrow(expect.objectContaining({ scimType: "invalidValue" }));
});
