import { describeRange, readSetting } from "../change-settings.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../settings.ts";
import { type Codec, readObject, UnreadableRecordError } from "./stored-json.ts";

/** The settings that were set for an application; the others have their defaults. */
export type StoredSettings = Partial<Settings>;

/** Reads the settings of an application. */
export const readStoredSettings: Codec<StoredSettings> = (json, place) => {
  const stored = readObject(json, place);
  let settings: StoredSettings = {};
  for (const name of SETTING_NAMES) {
    const value = stored[name];
    if (value === undefined || value === null) continue;
    if (SETTINGS[name].read(value) === undefined) {
      throw new UnreadableRecordError(`${place}.${name}`, describeRange(SETTINGS[name].range));
    }
    settings = { ...settings, ...readSetting(name, value) };
  }
  return settings;
};
