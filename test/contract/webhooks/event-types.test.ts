import { expect, test } from "vitest";
import { EVENT_TYPE_NAMES } from "../../../src/contract/events.ts";
import { EVENT_TYPES } from "../../../src/core/events/event.ts";

test("the contract names the types of events that there are", () => {
  expect([...EVENT_TYPE_NAMES].sort()).toEqual(Object.keys(EVENT_TYPES).sort());
});
