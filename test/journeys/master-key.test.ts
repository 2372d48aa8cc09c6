import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Installation, runMuster } from "./muster.ts";

describe("a server that starts with a master key that is not its own", () => {
  const muster = new Installation();
  const file = () => join(muster.directory, "master.key");
  const readData = () => readFileSync(join(muster.directory, "muster.db"));
  let key: Buffer;

  beforeAll(async () => {
    await muster.init();
    muster.targetToken = "the-credential";
    await muster.serve();
    const created = await muster.json(
      ...["app", "create", "--name", "T", "--connector", "scim", "--url", "http://127.0.0.1:1/scim"],
      ...["--token-env", "TARGET_TOKEN"],
    );
    expect(created.exit).toBe(0);
    await muster.stop();
    key = readFileSync(file());
  });
  afterAll(() => muster.remove());

  const restoreKey = () => {
    rmSync(file(), { force: true });
    writeFileSync(file(), key, { mode: 0o600 });
  };

  test.each<[string, string, () => void]>([
    ["is missing", "master-key.missing", () => rmSync(file())],
    ["was cut short", "master-key.length", () => writeFileSync(file(), key.subarray(0, 20))],
    ["is empty", "master-key.length", () => writeFileSync(file(), "")],
    ["can be read by others", "master-key.permission", () => chmodSync(file(), 0o644)],
  ])("refuses one that %s, names the file and changes nothing", async (_case, code, spoil) => {
    const before = readData();
    spoil();
    const words = await runMuster(["serve", "--data", muster.directory, "--port", "0"]);
    expect(words.exit).toBe(4);
    expect(words.stderr).toContain(file());
    const json = await runMuster(["serve", "--data", muster.directory, "--port", "0", "--json"]);
    expect(json.exit).toBe(4);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code } });
    expect(readData().equals(before)).toBe(true);
    restoreKey();
  });

  test("starts with a good key of another installation, sends nothing, and works again with its own", async () => {
    writeFileSync(file(), `${Buffer.alloc(32, 7).toString("base64")}\n`);
    await muster.serve({ MUSTER_LOG_LEVEL: "info" });
    const tried = await muster.json("app", "test", "T");
    expect(tried).toMatchObject({ exit: 4, error: { code: "app.secret-unreadable" } });
    expect(muster.log).toContain('"unreadableSecrets":1');
    await muster.stop();
    restoreKey();
    await muster.serve();
    // The credential can be opened, so the target is called; no target listens there.
    expect(JSON.stringify(await muster.json("app", "test", "T"))).not.toContain("secret-unreadable");
    await muster.stop();
  });
});
