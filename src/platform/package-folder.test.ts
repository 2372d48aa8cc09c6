import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { findPackageFolder } from "./package-folder.ts";

test("the folder of the package is found from its sources and from bundled files", () => {
  const folder = findPackageFolder();
  expect(existsSync(new URL("package.json", folder))).toBe(true);
  expect(findPackageFolder(new URL("dist/main.js", folder).href)).toEqual(folder);
});

test("a program that was taken out of its package says so", () => {
  expect(() => findPackageFolder("file:///main.js")).toThrow(
    "No folder above file:///main.js has a package.json",
  );
});
