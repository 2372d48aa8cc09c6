import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findPrivateFolder, startCompileCache } from "./compile-cache.ts";

const user = process.getuid?.();
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "muster-home-"));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

describe.skipIf(user === undefined)("the folder for compiled code (needs the owners of POSIX)", () => {
  test("is created for this user alone", () => {
    const folder = findPrivateFolder({ HOME: home }, user);
    expect(folder).toBe(join(home, ".cache", "muster", "compiled"));
    expect(statSync(folder!).mode & 0o777).toBe(0o700);
    expect(findPrivateFolder({ HOME: home }, user)).toBe(folder);
  });

  test("follows XDG_CACHE_HOME", () => {
    expect(findPrivateFolder({ HOME: "/nowhere", XDG_CACHE_HOME: home }, user)).toBe(
      join(home, "muster", "compiled"),
    );
  });

  test.each([".", ".cache", ".cache/muster", ".cache/muster/compiled"])(
    "is not used where others can write to %s",
    (path) => {
      mkdirSync(join(home, ".cache/muster/compiled"), { recursive: true });
      chmodSync(join(home, path), 0o777);
      expect(findPrivateFolder({ HOME: home }, user)).toBeUndefined();
    },
  );

  test("is not used behind a link", () => {
    mkdirSync(join(home, "elsewhere"), { mode: 0o700 });
    mkdirSync(join(home, ".cache"), { mode: 0o700 });
    symlinkSync(join(home, "elsewhere"), join(home, ".cache", "muster"));
    expect(findPrivateFolder({ HOME: home }, user)).toBeUndefined();
  });

  test("is not created in the home of another user", () => {
    expect(findPrivateFolder({ HOME: home }, user! + 1)).toBeUndefined();
    expect(existsSync(join(home, ".cache"))).toBe(false);
  });

  test.each([{}, { HOME: "" }, { HOME: "here" }, { HOME: "", XDG_CACHE_HOME: "here" }])(
    "is not looked for relative to the working folder: %o",
    (env) => expect(findPrivateFolder(env, user)).toBeUndefined(),
  );
});

test("a home that does not exist stops nothing", () => {
  startCompileCache({ HOME: join(home, "missing") });
  expect(existsSync(join(home, "missing"))).toBe(false);
});
