import { describe, expect, test } from "vitest";
import { CliError, EXIT } from "./exit.ts";
import { DEFAULT_URL, readSettings } from "./settings.ts";
import type { LoginFile, World } from "./world.ts";

const SERVER = "https://muster.example";
const LOGIN = { url: SERVER, token: "of-login", organization: "0190a1b2-0000-7000-8000-000000000001" };

/** A world with this environment and this text in the file of the login. */
function worldOf(env: World["env"], text?: string): World {
  const login: LoginFile = {
    path: "/home/ada/login.json",
    read: () => text,
    write() {},
    remove: () => false,
  };
  const nothing = { write: () => true };
  return {
    stdout: nothing,
    stderr: nothing,
    env,
    version: "0.0.0",
    openFile: async (path) => Promise.reject(new Error(path)),
    now: () => 0,
    sleep: async () => {},
    login,
  };
}

const settingsOf = (env: World["env"], login?: unknown) =>
  readSettings(worldOf(env, login === undefined ? undefined : JSON.stringify(login)));

describe("where a setting comes from", () => {
  test("by default the address is this machine's, and there is neither token nor organization", () => {
    expect(settingsOf({})).toEqual({
      url: { value: DEFAULT_URL, from: "default" },
      token: undefined,
      organization: undefined,
    });
  });

  test("the environment goes before the login, variable by variable", () => {
    expect(settingsOf({ MUSTER_TOKEN: "of-env" }, LOGIN)).toEqual({
      url: { value: SERVER, from: "file" },
      token: { value: "of-env", from: "environment" },
      organization: { value: LOGIN.organization, from: "file" },
    });
    expect(settingsOf({ MUSTER_ORG: "Contoso" }, LOGIN).organization).toEqual({
      value: "Contoso",
      from: "environment",
    });
  });

  test("an empty variable counts as none", () => {
    expect(settingsOf({ MUSTER_URL: "", MUSTER_TOKEN: "", MUSTER_ORG: "" }, LOGIN)).toEqual(
      settingsOf({}, LOGIN),
    );
  });

  test("a login without an organization gives none", () => {
    const { organization: _, ...without } = LOGIN;
    expect(settingsOf({}, without).organization).toBeUndefined();
  });

  test("a world without a disk has the environment alone", () => {
    const { login: _, ...world } = worldOf({ MUSTER_TOKEN: "t" });
    expect(readSettings(world).token).toEqual({ value: "t", from: "environment" });
  });
});

describe("token and organization of a login stay with its server", () => {
  test.each([
    ["the same address", SERVER, true],
    ["the same address with slashes at the end", `${SERVER}//`, true],
    ["another host", "https://muster.example.test", false],
    ["another scheme", "http://muster.example", false],
    ["another port", `${SERVER}:8443`, false],
    ["another path", `${SERVER}/proxy`, false],
    ["an address that only begins alike", `${SERVER}.evil.test`, false],
  ])("%s", (_, url, isUsed) => {
    const { token, organization } = settingsOf({ MUSTER_URL: url }, LOGIN);
    expect([token?.value, organization?.value]).toEqual(
      isUsed ? [LOGIN.token, LOGIN.organization] : [undefined, undefined],
    );
  });
});

describe("a damaged login is wrong usage and names the file", () => {
  test.each([
    ["no text", ""],
    ["no JSON", "{"],
    ["null", "null"],
    ["a list", "[]"],
    ["no token", JSON.stringify({ url: SERVER })],
    ["an address that is no text", JSON.stringify({ ...LOGIN, url: 5 })],
    ["a token that is no text", JSON.stringify({ ...LOGIN, token: null })],
    ["an organization that is no text", JSON.stringify({ ...LOGIN, organization: {} })],
  ])("%s", (_, text) => {
    const error = failureOf(() => readSettings(worldOf({}, text)));
    expect(error).toMatchObject({
      code: "usage.login-damaged",
      exit: EXIT.usage,
      params: { file: "/home/ada/login.json" },
    });
  });
});

function failureOf(run: () => unknown): CliError {
  try {
    run();
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
