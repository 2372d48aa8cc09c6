import { expect, test } from "vitest";
import { computeDeliveryDelayMs } from "./delivery-delay.ts";

test.each([
  [1, 0, undefined, 2_000],
  [2, 0, undefined, 4_000],
  [5, 0, undefined, 32_000],
  [10, 0, undefined, 900_000],
  [5_000, 0, undefined, 900_000],
  [1, 0.5, undefined, 1_750],
  [10, 0.999, undefined, 675_225],
  [1, 0, 500, 2_000],
  [1, 0.5, 60_000, 60_000],
  [10, 0, 7_200_000, 7_200_000],
  [1, 0, 10 ** 12, 86_400_000],
])("after %d failures, share %d, asked for %s: %d ms", (attempts, share, asked, delay) => {
  expect(computeDeliveryDelayMs(attempts, share, asked)).toBe(delay);
});
