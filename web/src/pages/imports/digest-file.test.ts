import { expect, test } from "vitest";
import { digestFile } from "./digest-file.ts";

test("the digest of a file is that of its bytes", async () => {
  // FIPS 180-4, the example of one block.
  expect(await digestFile(new File(["abc"], "people.csv"))).toEqual({
    name: "people.csv",
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  });
});
