import { afterAll, beforeAll, expect, test } from "vitest";
import { LogReader, type OpenDatabase, openDatabase } from "./log-reader.ts";
import { Installation, runMuster } from "./muster.ts";

/** The seals of the audit trail in a real process, and its verification without one. */

const muster = new Installation({ MUSTER_LOG_LEVEL: "info", MUSTER_TEST_CONTROL: "ipc" });
const log = new LogReader(muster);
let database: OpenDatabase;
beforeAll(async () => {
  await muster.init();
  await muster.serve();
  database = await openDatabase(muster);
});
afterAll(() => muster.remove());

const verify = (...options: readonly string[]) =>
  muster.json("audit", "verify", "--org", muster.orgId, ...options);

test("entries are sealed while the server runs, and a seal that cannot be stored is made later", async () => {
  await muster.advanceClock(20_000);
  expect(await log.eventually("audit.sealed")).toMatchObject({ level: "info", seal: 1 });
  const { head, unsealed } = await verify();
  expect(unsealed).toBe(0);
  await database.whileBroken({ audit_seal: "insert" }, async () => {
    await muster.json("token", "create", "--org", muster.orgId);
    await muster.advanceClock(20_000);
    expect(await log.eventually("audit.seal-failed")).toMatchObject({ level: "error", lease: "audit-seal" });
  });
  await muster.advanceClock(3_600_000);
  await log.eventually("audit.sealed", 2);
  const line = log
    .named("audit.sealed")
    .find(({ seal, organization }) => seal === 2 && organization === muster.orgId);
  const later = await verify("--expect", String((head as { hash: string }).hash));
  expect(later).toMatchObject({ exit: 0, intact: true, head: { seal: 2, hash: line?.["hash"] } });
});

test("old seals are removed with their entries, the rest is intact, and a removal that fails is logged", async () => {
  await muster.json("retention", "set", "audit", "--days", "90", "--org", muster.orgId);
  await muster.advanceClock(100 * 86_400_000);
  await log.eventually("retention.removed");
  const line = log.named("retention.removed").find(({ organization }) => organization === muster.orgId);
  expect(line).toMatchObject({ level: "info", removed: { audit: expect.any(Number) } });
  const { exit, intact, removed } = await verify();
  expect([exit, intact, Number(removed) > 0]).toEqual([0, true, true]);
  await database.untilFree("retention");
  await database.whileBroken({ lease: "insert" }, async () => {
    await muster.advanceClock(1_000_000);
    await log.eventually("retention.failed");
  });
  expect(log.named("retention.failed")[0]).toMatchObject({ level: "error", lease: "retention" });
});

test("a server seals its last entries when it stops, and a change of one is found without a server", async () => {
  const inPlace = (...options: readonly string[]) =>
    runMuster(["audit", "verify", "--data", muster.directory, ...options]);
  await muster.json("token", "create", "--org", muster.orgId);
  await muster.stop();
  expect((await inPlace()).stdout).not.toContain("not sealed");
  database.exec("update audit set target = 'x' where place = (select max(place) from audit)");
  database.close();
  const { exit, stdout } = await inPlace();
  expect([exit, stdout]).toEqual([1, expect.stringMatching(/NOT intact: entry \d+ .* was changed/)]);
  const { trails } = JSON.parse((await inPlace("--json")).stdout);
  expect(trails.filter(({ intact }: { intact: boolean }) => !intact)).toMatchObject([
    { name: "Contoso", break: { kind: "changed" } },
  ]);
});
