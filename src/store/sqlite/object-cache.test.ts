import { expect, test } from "vitest";
import { type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import type { ObjectSnapshot, Write } from "../../ports/store.ts";
import { ObjectCache } from "./object-cache.ts";

const org = trustId<OrgId>("o");
const id = (text: string) => trustId<ObjectId>(text);

function shown(name: string, more: Partial<ObjectSnapshot> = {}): ObjectSnapshot {
  return {
    ...{ org, id: id(name), type: "user", version: 1, created: 1, modified: 1, deleted: null },
    ...{ external: {}, text: "{}", groups: [] },
    ...more,
  };
}

function groups(prefix: string, count: number): ObjectSnapshot["groups"] {
  return Array.from({ length: count }, (_, at) => {
    return { id: id(`${prefix}-${at}`), name: null, isNested: false };
  });
}

function keeping(object: ObjectSnapshot): ObjectCache {
  const lately = new ObjectCache();
  lately.put(lately.version, { kind: "id", id: object.id }, object);
  return lately;
}

const find = (lately: ObjectCache, name: string, withGroups = true, type: "user" | "group" = "user") =>
  lately.find(org, type, { kind: "id", id: id(name) }, withGroups);

test("an object is found as what it is, with what is wanted of it", () => {
  const ada = shown("ada");
  const lately = keeping(ada);
  expect(find(lately, "ada")).toBe(ada);
  expect(find(lately, "ada", false)).toEqual({ ...ada, groups: undefined });
  expect(find(lately, "ada", true, "group")).toBeUndefined();
  expect(find(keeping(shown("ada", { groups: undefined })), "ada")).toBeUndefined();
});

test("what was read before a change is not kept after it, however soon that is settled", () => {
  for (const change of [
    (lately: ObjectCache) => lately.invalidate([])(),
    (lately: ObjectCache) => lately.invalidateAll()(),
  ]) {
    const lately = new ObjectCache();
    const { version } = lately;
    change(lately);
    lately.put(version, { kind: "id", id: id("ada") }, shown("ada"));
    expect(find(lately, "ada")).toBeUndefined();
  }
});

test("long documents and those in many groups are not kept, and the oldest go first", () => {
  expect(find(keeping(shown("long", { text: "x".repeat(8_193) })), "long")).toBeUndefined();
  expect(find(keeping(shown("joiner", { groups: groups("g", 101) })), "joiner")).toBeUndefined();
  const lately = keeping(shown("oldest"));
  for (let at = 0; at < 4_096; at += 1) {
    lately.put(lately.version, { kind: "id", id: id(`u${at}`) }, shown(`u${at}`));
  }
  expect([find(lately, "oldest"), find(lately, "u0")?.id]).toEqual([undefined, "u0"]);
});

test("where there are very many groups all are forgotten, and kept again", () => {
  const lately = keeping(shown("u0", { groups: groups("g0", 100) }));
  for (let at = 1; at <= 100; at += 1) {
    const object = shown(`u${at}`, { groups: groups(`g${at}`, 100) });
    lately.put(lately.version, { kind: "id", id: object.id }, object);
  }
  expect(find(lately, "u0")?.id).toBe("u0");
  lately.put(lately.version, { kind: "id", id: id("ada") }, shown("ada"));
  expect([find(lately, "u0"), find(lately, "ada")?.id]).toEqual([undefined, "ada"]);
});

test("who writes very much at once has everybody forgotten until it is settled, whomever that is about", () => {
  const lately = keeping(shown("ada"));
  const join = (at: number): Write => ({
    ...{ op: "insert", table: "membership" },
    row: { org, group_id: id("g"), member_id: id(`u${at}`), member_type: "user" },
  });
  const settle = lately.invalidate(Array.from({ length: 1_001 }, (_, at) => join(at)));
  lately.put(lately.version, { kind: "id", id: id("eve") }, shown("eve"));
  expect([find(lately, "ada"), find(lately, "eve")]).toEqual([undefined, undefined]);
  settle();
  lately.put(lately.version, { kind: "id", id: id("eve") }, shown("eve"));
  expect(find(lately, "eve")?.id).toBe("eve");
});
