import { zodResolver } from "@hookform/resolvers/zod";
import { expect, test } from "vitest";
import { z } from "zod";
import { listErrors } from "./list-errors.ts";

const shape = z
  .object({ name: z.string(), type: z.string(), config: z.object({ url: z.string() }) })
  .refine(({ name }) => name !== "same", "invalid.nothing-to-change");

async function errorsOf(values: unknown): Promise<unknown> {
  const check = zodResolver(shape, { error: ({ code }) => `text of ${code}` });
  const options = { fields: {}, shouldUseNativeValidation: false };
  return (await check(values as z.input<typeof shape>, undefined, options)).errors;
}

test("errors are listed with the paths of their values, also of a value that is named as a part of an error", async () => {
  expect(listErrors(await errorsOf({ config: {} }))).toEqual([
    ["name", "text of invalid_type"],
    ["type", "text of invalid_type"],
    ["config.url", "text of invalid_type"],
  ]);
});

test("an error of the whole has no path, and keeps the code of the contract's check", async () => {
  const errors = await errorsOf({ name: "same", type: "a", config: { url: "b" } });
  expect(listErrors(errors)).toEqual([["", "invalid.nothing-to-change"]]);
  expect(listErrors({})).toEqual([]);
});
