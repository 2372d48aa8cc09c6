import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { createPasswords } from "./passwords.ts";

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
