import { expect, test } from "vitest";
import { LeaseLostError } from "../../app/background/lease.ts";
import { StoreError } from "../../store/store-error.ts";
import { toError, toThrownData } from "./thrown.ts";

/** The error as the other thread gets it: after a copy of plain data. */
const send = (error: unknown) => toError(structuredClone(toThrownData(error)));

test("an error of the store keeps its class, code and parameters", () => {
  const error = send(new StoreError("store.disk-full", { detail: "no space" }));
  expect(error).toBeInstanceOf(StoreError);
  expect(error).toMatchObject({ code: "store.disk-full", params: { detail: "no space" } });
});

test("a lost lease keeps its class and name", () => {
  const error = send(new LeaseLostError("engine:1"));
  expect(error).toBeInstanceOf(LeaseLostError);
  expect(error).toMatchObject({ lease: "engine:1", message: new LeaseLostError("engine:1").message });
});

test.each([
  ["a bug", new TypeError("no such property"), "no such property"],
  ["a thrown text", "a text", "a text"],
])("%s keeps its message, and a stack", (_, thrown, message) => {
  const error = send(thrown);
  expect(error.message).toBe(message);
  expect(error.stack).toContain(message);
});
