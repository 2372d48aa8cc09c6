import { expect, test } from "vitest";
import { StoreError } from "./store-error.ts";

test.each([
  [undefined, {}, "store.closed"],
  [
    { directory: "/data", pid: "12" },
    { directory: "/data", pid: "12" },
    "store.closed (directory: /data, pid: 12)",
  ],
  ["disk I/O error", { detail: "disk I/O error" }, "store.closed (detail: disk I/O error)"],
])("an error about %j has parameters for people and a message for the log", (about, params, message) => {
  const cause = new Error("below");
  const error = new StoreError("store.closed", about, cause);
  expect(error).toMatchObject({ code: "store.closed", params, message, cause });
});
