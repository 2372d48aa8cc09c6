import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOrExplain } from "../contract/store/stores.ts";
import { Installation } from "./muster.ts";
import { countMissingApplications, writeOrganization } from "./organization-file.ts";

/** Kills while a configuration is applied on PostgreSQL, where every change set is a round trip of its own. */

const APPLICATIONS = 40;
const postgres = await startOrExplain();

describe.skipIf(postgres === undefined)("on PostgreSQL", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-configuration-"));
  const file = join(folder, "organization.yaml");
  let muster: Installation;

  beforeAll(async () => {
    muster = new Installation({ MUSTER_DATABASE_URL: (await postgres?.createDatabase()) ?? "" });
    await muster.init();
    await muster.serve();
    const { documents } = await muster.json("config", "export", "--org", muster.orgId);
    const [{ name }] = documents as readonly [{ readonly name: string }];
    writeFileSync(file, writeOrganization(name, APPLICATIONS));
  });
  afterAll(async () => {
    await muster.remove();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const countApplications = async () => {
    const { items } = await muster.json("app", "list", "--org", muster.orgId);
    return (items as readonly unknown[]).length;
  };

  /** Kills the server as soon as it has more applications than before. */
  async function killAfterMore(before: number): Promise<void> {
    for (let turn = 0; turn < 2_000; turn += 1) {
      if ((await countApplications()) > before) return muster.kill();
    }
    throw new Error("no application was made");
  }

  test("a server that is killed while a configuration is applied has whole applications, and applying again goes on", async () => {
    const apply = ["config", "apply", file, "--org", muster.orgId, "--yes"];
    for (const least of [0, 5, 12]) {
      const applying = muster.run(...apply);
      await killAfterMore(least);
      expect((await applying).exit).not.toBe(0);
      await muster.serve();
      const missing = await countMissingApplications(muster, file);
      expect(missing).toBe(APPLICATIONS - (await countApplications()));
      expect(missing).toBeGreaterThan(0);
      expect(missing).toBeLessThan(APPLICATIONS - least);
    }
    expect(await muster.json(...apply)).toMatchObject({ exit: 0, applied: true });
    expect(await muster.json(...apply)).toMatchObject({ exit: 0, changed: 0, applied: false });
    expect(await countApplications()).toBe(APPLICATIONS);
  });
});
