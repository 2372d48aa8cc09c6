import { expect, test } from "vitest";
import { type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import type { ShownObject } from "../../ports/store.ts";
import { LatelyShown } from "./lately-shown.ts";

const org = trustId<OrgId>("o");
const id = (text: string) => trustId<ObjectId>(text);

function shown(name: string, more: Partial<ShownObject> = {}): ShownObject {
  return {
    ...{ org, id: id(name), type: "user", version: 1, created: 1, modified: 1, deleted: null },
    ...{ external: {}, text: "{}", groups: [] },
    ...more,
  };
}

function keeping(object: ShownObject): LatelyShown {
  const lately = new LatelyShown();
  lately.keep(lately.mark, { kind: "id", id: object.id }, object);
  return lately;
}

const find = (lately: LatelyShown, name: string, withGroups = true, type: "user" | "group" = "user") =>
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
    (lately: LatelyShown) => lately.change([])(),
    (lately: LatelyShown) => lately.changeAll()(),
  ]) {
    const lately = new LatelyShown();
    const { mark } = lately;
    change(lately);
    lately.keep(mark, { kind: "id", id: id("ada") }, shown("ada"));
    expect(find(lately, "ada")).toBeUndefined();
  }
});

test("long documents are not kept, and the oldest go first", () => {
  expect(find(keeping(shown("long", { text: "x".repeat(8_193) })), "long")).toBeUndefined();
  const lately = keeping(shown("oldest"));
  for (let at = 0; at < 4_096; at += 1) {
    lately.keep(lately.mark, { kind: "id", id: id(`u${at}`) }, shown(`u${at}`));
  }
  expect([find(lately, "oldest"), find(lately, "u0")?.id]).toEqual([undefined, "u0"]);
});

test("somebody in very many groups is forgotten with the others, and kept again", () => {
  const groups = Array.from({ length: 10_001 }, (_, at) => ({
    id: id(`g${at}`),
    name: null,
    isNested: false,
  }));
  const lately = keeping(shown("joiner", { groups }));
  expect(find(lately, "joiner")?.id).toBe("joiner");
  lately.keep(lately.mark, { kind: "id", id: id("ada") }, shown("ada"));
  expect([find(lately, "joiner"), find(lately, "ada")?.id]).toEqual([undefined, "ada"]);
});
