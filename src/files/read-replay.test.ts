import { expect, test } from "vitest";
import { readReplay } from "./read-replay.ts";

const read = (value: unknown, names: ReadonlyMap<string, string> = new Map()) =>
  readReplay(JSON.stringify(value), names);

test("a request, an exported one and a list of recorded ones are read", () => {
  const one = { method: "GET", path: "/Users" };
  expect(read(one)).toMatchObject({ kind: "requests", requests: [{ request: one, redacted: [] }] });
  const kept = { requestId: "1", ...one, headers: {}, body: "{}", bodyKept: "whole", redacted: ["password"] };
  expect(read(kept)).toMatchObject({ requests: [{ request: { body: "{}" }, redacted: ["password"] }] });
  const recorded = {
    requests: [
      { ...one, as: "list" },
      { method: "DELETE", path: "/Users/{{ada}}" },
    ],
  };
  expect(read([recorded], new Map([["ada", "7"]]))).toMatchObject({
    requests: [{ request: one }, { request: { path: "/Users/7" } }],
  });
  expect(read([recorded])).toEqual({ kind: "name-without-id", name: "ada" });
});

test.each([
  ["no JSON", "{", "JSON"],
  ["an empty list", "[]", "[]"],
  ["a request without a path", '{"method":"GET"}', "path"],
  [
    "a body that was cut",
    '{"requestId":"1","method":"PUT","path":"/Users/1","headers":{},"body":"{","bodyKept":"cut","redacted":[]}',
    "body",
  ],
])("%s cannot be replayed, and the place is named", (_, text, place) => {
  expect(readReplay(text, new Map())).toEqual({ kind: "not-replayable", place });
});
