import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { createPasswords } from "./passwords.ts";

/** The time that all processors worked for this, in milliseconds: other programs of the machine do not count. */
async function workOf(verify: () => Promise<boolean>): Promise<number> {
  const before = process.cpuUsage();
  expect(await verify()).toBe(false);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const middleOf = (times: readonly number[]) => times.toSorted((one, other) => one - other)[times.length >> 1];

test("an unknown name costs the same work as a wrong password", async () => {
  const passwords = createPasswords();
  const known = await passwords.hash("correct horse battery");
  await passwords.verify(null, "the first one also makes the hash to compare with");
  const work: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (let attempt = 0; attempt < 9; attempt += 1) {
    work.known.push(await workOf(() => passwords.verify(known, "wrong")));
    work.unknown.push(await workOf(() => passwords.verify(null, "wrong")));
  }
  const ratio = (middleOf(work.unknown) ?? 0) / (middleOf(work.known) ?? 0);
  expect(ratio).toBeGreaterThan(0.4);
  expect(ratio).toBeLessThan(2.5);
});

test("a file is read while many passwords wait, and each of them gets its answer", async () => {
  const passwords = createPasswords();
  const known = await passwords.hash("correct horse battery");
  let done = 0;
  const attempts = Array.from({ length: 24 }, async (_, at) => {
    const isRight = await passwords.verify(
      at === 20 ? null : known,
      at < 2 ? "wrong" : "correct horse battery",
    );
    done += 1;
    return isRight;
  });
  // The passwords have begun once one of them is done.
  await Promise.race(attempts);
  expect(passwords.waiting).toBeGreaterThan(0);
  await readFile(new URL(import.meta.url));
  // Without a bound, a file waits for all passwords that came before it.
  expect(done).toBeLessThan(16);
  const answers = await Promise.all(attempts);
  expect(passwords.waiting).toBe(0);
  expect(answers).toEqual(answers.map((_, at) => at >= 2 && at !== 20));
});
