import { expect, test } from "vitest";
import { toPointer, toSteps } from "./json-pointer.ts";

test.each<[readonly (string | number)[], string]>([
  [[], ""],
  [["documents", 0, "settings"], "/documents/0/settings"],
  [["a/b", "c~d", "~1"], "/a~1b/c~0d/~01"],
  [[""], "/"],
])("%j and its pointer are read as each other", (steps, pointer) => {
  expect(toPointer(...steps)).toBe(pointer);
  expect(toSteps(pointer)).toEqual(steps.map(String));
});
