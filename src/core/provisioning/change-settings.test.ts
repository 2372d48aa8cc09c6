import { describe, expect, test } from "vitest";
import type { Json } from "../json.ts";
import { changeSettings, describeRange } from "./change-settings.ts";
import { DEFAULT_SETTINGS, SETTING_NAMES, SETTINGS } from "./settings.ts";

const codesOf = (change: Record<string, Json>) => {
  const result = changeSettings({}, change);
  return result.ok ? [] : result.problems.map(({ code, setting }) => `${setting} ${code}`);
};

test("a value sets, null resets, and a setting that is left out stays", () => {
  const stored = { parkAfter: 5, onUserGone: "delete" as const };
  expect(changeSettings(stored, { parkAfter: null, deletionShareMax: 0.5 })).toEqual({
    ok: true,
    value: {
      stored: { onUserGone: "delete", deletionShareMax: 0.5 },
      changed: ["deletionShareMax", "parkAfter"],
    },
  });
});

test("a value that already holds is no change, set or not", () => {
  const result = changeSettings({ parkAfter: 3 }, { parkAfter: null, everySeconds: 300 });
  expect(result).toEqual({ ok: true, value: { stored: { everySeconds: 300 }, changed: [] } });
});

describe("a value that a setting does not take", () => {
  test.each<[name: string, value: Json, code: string]>([
    ["everySeconds", 9, "setting.not-a-whole-number"],
    ["everySeconds", 86_401, "setting.not-a-whole-number"],
    ["everySeconds", 10.5, "setting.not-a-whole-number"],
    ["parkAfter", 0, "setting.not-a-whole-number"],
    ["parkAfter", "3", "setting.not-a-whole-number"],
    ["deletionShareMax", 1.01, "setting.not-a-number"],
    ["deletionShareMax", Number.NaN, "setting.not-a-number"],
    ["onUserGone", "keep", "setting.not-a-choice"],
    ["onUserGone", ["disable"], "setting.not-a-choice"],
    ["notifyOnFailure", "true", "setting.not-a-switch"],
    ["notifyAddress", "two@x.test, three@x.test", "setting.not-an-address"],
    ["notifyAddress", "admin", "setting.not-an-address"],
    ["defaultDomain", "contoso", "setting.not-a-domain"],
    ["departedName", "left.{value}", "setting.not-a-name-pattern"],
    ["defaultDomain", "a..test", "setting.not-a-domain"],
    ["defaultDomain", "https://contoso.test", "setting.not-a-domain"],
    ["defaultDomain", `${"a".repeat(64)}.test`, "setting.not-a-domain"],
    ["notifyAddress", `${"a".repeat(65)}@x.test`, "setting.not-an-address"],
    ["constructor", 1, "setting.unknown"],
    ["__proto__", 1, "setting.unknown"],
    ["parkafter", 1, "setting.unknown"],
  ])("%s %j", (name, value, code) => {
    expect(codesOf(Object.fromEntries([[name, value]]))).toEqual([`${name} ${code}`]);
  });

  test("a name that is near is suggested, and none for another word", () => {
    const nearestOf = (name: string) => {
      const changed = changeSettings({}, { [name]: 1 });
      return changed.ok ? "" : changed.problems[0]?.params["nearest"];
    };
    expect([nearestOf("parkAftr"), nearestOf("PARKAFTER"), nearestOf("colour")]).toEqual([
      "parkAfter",
      "parkAfter",
      undefined,
    ]);
  });

  test("all at once, and then nothing is changed", () => {
    expect(codesOf({ parkAfter: 0, deletionFloor: 4, odd: 1, onGroupLeave: "x" })).toEqual([
      "parkAfter setting.not-a-whole-number",
      "odd setting.unknown",
      "onGroupLeave setting.not-a-choice",
    ]);
  });
});

test("every default is a value of its setting, and every range can be described", () => {
  for (const name of SETTING_NAMES) {
    const { default: value, read, range } = SETTINGS[name];
    expect([name, value === null ? value : read(value)]).toEqual([name, DEFAULT_SETTINGS[name]]);
    expect(describeRange(range)).not.toBe("");
  }
});

test("of a change with very many names only so many are looked at that it is refused", () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`everySecon${at}`, 1]));
  const changed = changeSettings({}, many);
  expect(changed.ok).toBe(false);
  expect(changed.ok ? 0 : changed.problems.length).toBe(500);
});
