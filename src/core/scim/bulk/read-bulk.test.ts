import { expect, test } from "vitest";
import { ScimError } from "../error.ts";
import type { ProfileKind } from "../profile.ts";
import { BULK_REQUEST_URN, readBulk } from "./read-bulk.ts";

const schemas = [BULK_REQUEST_URN];
const post = { method: "POST", path: "/Users", bulkId: "a", data: {} };

function read(body: unknown, kind: ProfileKind = "rfc") {
  return readBulk(body, { kind }, 3);
}

function errorOf(body: unknown, kind: ProfileKind = "rfc") {
  try {
    read(body, kind);
  } catch (error) {
    if (error instanceof ScimError) return { status: error.status, scimType: error.scimType };
    throw error;
  }
  return undefined;
}

test.each<[unknown, number, string | undefined]>([
  ["text", 400, "invalidSyntax"],
  [{ schemas }, 400, "invalidSyntax"],
  [{ schemas, Operations: {} }, 400, "invalidSyntax"],
  [{ schemas, Operations: [] }, 400, "invalidSyntax"],
  [{ Operations: [post] }, 400, "invalidSyntax"],
  [{ schemas: ["urn:other"], Operations: [post] }, 400, "invalidSyntax"],
  [{ schemas, Operations: [post], failOnErrors: "one" }, 400, "invalidValue"],
  [{ schemas, Operations: [post], failOnErrors: 1.5 }, 400, "invalidValue"],
  [{ schemas, Operations: [post], failOnErrors: -1 }, 400, "invalidValue"],
  [{ schemas, Operations: [post, post, post, post] }, 413, undefined],
])("%j is refused as a whole", (body, status, scimType) => {
  expect(errorOf(body)).toEqual({ status, scimType });
});

test("as many operations as the limit says are taken", () => {
  expect(read({ schemas, Operations: [post, {}, {}] }).operations).toHaveLength(3);
  expect(() => read({ schemas, Operations: [post, {}, {}, {}] })).toThrow(/maxOperations is 3/);
});

test.each<[unknown, RegExp]>([
  ["text", /not an object/],
  [{ ...post, method: "GET" }, /method/],
  [{ ...post, method: undefined }, /method/],
  [{ ...post, method: "post" }, /method/],
  [{ ...post, bulkId: undefined }, /bulkId/],
  [{ ...post, bulkId: "" }, /bulkId/],
  [{ ...post, path: undefined }, /path/],
  [{ ...post, path: "/Bulk" }, /part of a bulk request/],
  [{ ...post, path: "Bulk/?x=y" }, /part of a bulk request/],
  [{ ...post, path: "/Users/.search" }, /part of a bulk request/],
  [{ ...post, data: undefined }, /data/],
])("the operation %j has an error of its own", (operation, message) => {
  const { operations } = read({ schemas, Operations: [operation] });
  expect(operations[0]?.error?.message).toMatch(message);
});

test("a bulkId is used once", () => {
  const { operations } = read({ schemas, Operations: [post, post] });
  expect(operations.map(({ error }) => error !== undefined)).toEqual([false, true]);
});

test("tolerant profiles read what is meant", () => {
  const body = { operations: [{ ...post, method: "Post", path: "/Groups/bulkId%3Aa" }], failonerrors: 0 };
  const { operations, failOnErrors } = read(body, "generic");
  expect([operations[0]?.method, operations[0]?.path, operations[0]?.error]).toEqual([
    "POST",
    "/Groups/bulkId:a",
    undefined,
  ]);
  expect(failOnErrors).toBeUndefined();
  expect(read({ Operations: [] }, "generic").operations).toEqual([]);
});

test.each<[string, unknown]>([
  ["version", 5],
  ["version", ['W/"1"']],
  ["bulkId", 1],
  ["path", ["/Users"]],
  ["method", ["POST"]],
  ["Version", {}],
])("an operation whose %s is %j is refused, not read without it", (name, value) => {
  const patch = { method: "PATCH", path: "/Users/1", data: {}, [name]: value };
  const [operation] = read({ schemas, Operations: [patch] }).operations;
  expect(operation?.error).toMatchObject({ status: 400, scimType: "invalidSyntax" });
  expect(operation?.error?.message.toLowerCase()).toContain(
    `"${name.toLowerCase()}" of an operation is not text`,
  );
});

test("a version that is null is none", () => {
  const patch = { method: "PATCH", path: "/Users/1", data: {}, version: null };
  expect(read({ schemas, Operations: [patch] }).operations[0]).toMatchObject({ error: undefined });
});
