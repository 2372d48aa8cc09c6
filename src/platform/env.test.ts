import { expect, test } from "vitest";
import { parseUuid } from "../core/ids.ts";
import { createEnv, createUuidV7 } from "./env.ts";

test("ids are UUIDv7, all different, and ascend", () => {
  const { newId } = createEnv();
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids.slice(0, 50)) {
    expect(parseUuid(id)).toBe(id);
    expect(id).toMatch(/^.{14}7.{4}[89ab]/);
  }
});

test("ids carry their time, and ascend through a full counter and a clock that steps back", () => {
  let now = 1_700_000_000_000;
  const newId = createUuidV7(() => now);
  const first = newId();
  expect(Number.parseInt(first.replace("-", "").slice(0, 12), 16)).toBe(now);
  const ids = [first, ...Array.from({ length: 10_000 }, () => newId())];
  now -= 60_000;
  ids.push(newId());
  now += 120_000;
  ids.push(newId());
  expect([...ids].sort()).toEqual(ids);
});

test("hash is SHA-256 in hex", () => {
  expect(createEnv().hash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("random digits are long enough for a secret and never the same", () => {
  const { randomHex } = createEnv();
  const drawn = Array.from({ length: 100 }, randomHex);
  expect(new Set(drawn).size).toBe(100);
  for (const each of drawn) expect(each).toMatch(/^[0-9a-f]{64}$/);
});

test("sleep ends early when called off, without a failure", async () => {
  const env = createEnv();
  const controller = new AbortController();
  const start = env.now();
  const sleeping = env.sleep(60_000, controller.signal);
  controller.abort();
  await sleeping;
  await env.sleep(60_000, controller.signal);
  expect(env.now() - start).toBeLessThan(5_000);
});
