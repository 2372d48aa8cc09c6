import { expect, test } from "vitest";
import { type ObjectId, trustId } from "../../../core/ids.ts";
import { OffsetCache } from "./offset-cache.ts";

const id = trustId<ObjectId>("0190a1b2-0000-7000-8000-000000000001");

test("a place is remembered for the walk that came by, and for five minutes", () => {
  let now = 0;
  const places = new OffsetCache(() => now);
  places.remember("one", 101, id);
  expect(places.find("one", 101)).toBe(id);
  expect(places.find("two", 101)).toBeUndefined();
  expect(places.find("one", 201)).toBeUndefined();
  now = 299_999;
  expect(places.find("one", 101)).toBe(id);
  now = 300_000;
  expect(places.find("one", 101)).toBeUndefined();
});
