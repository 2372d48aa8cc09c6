import { afterAll, describe, test } from "vitest";

describe("a group", () => {
  afterAll(() => {
    throw new Error("the hook of the group failed");
  });
  test("passes", () => {});
});
