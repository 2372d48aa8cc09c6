import type { Settings } from "../settings.ts";
import { type Codec, oneOf, readObject, readOptional, UnreadableRecordError } from "./stored-json.ts";

/** The settings that were set for an application; the others have their defaults. */
export type StoredSettings = Partial<Settings>;

const readAmount: Codec<number> = (json, place) => {
  if (typeof json !== "number" || !Number.isFinite(json) || json < 0) {
    throw new UnreadableRecordError(place, "a number from 0");
  }
  return json;
};

/** Reads the settings of an application. */
export const readStoredSettings: Codec<StoredSettings> = (json, place) => {
  const stored = readObject(json, place);
  return {
    ...readOptional(stored, place, "everySeconds", readAmount),
    ...readOptional(stored, place, "deletionShareMax", readAmount),
    ...readOptional(stored, place, "deletionCountMax", readAmount),
    ...readOptional(stored, place, "deletionFloor", readAmount),
    ...readOptional(stored, place, "deletionWindowHours", readAmount),
    ...readOptional(stored, place, "onUserGone", oneOf(["disable", "delete"] as const)),
    ...readOptional(stored, place, "onGroupLeave", oneOf(["delete", "keep"] as const)),
    ...readOptional(stored, place, "listOverUnlinked", readAmount),
    ...readOptional(stored, place, "parkAfter", readAmount),
  };
};
