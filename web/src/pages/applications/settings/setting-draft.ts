import { z } from "zod";
import type { ApplicationSettingsShape } from "../../../../../src/contract/settings.ts";

export type Setting = ApplicationSettingsShape["settings"][number];
type Value = Setting["value"];

/** The settings as the form has them: a text or a number for one that was set, nothing for one that has its default. */
export type SettingDraft = Record<string, string | number | undefined>;

/** The values of the fields: those that were set. */
export function toDraft(settings: readonly Setting[]): SettingDraft {
  return Object.fromEntries(settings.map((setting) => [setting.name, toField(setting)]));
}

function toField({ value, set, unit }: Setting): string | number | undefined {
  if (!set || value === null) return undefined;
  if (typeof value === "number") return unit === "share" ? toPercent(value) : value;
  return typeof value === "boolean" ? String(value) : value;
}

/** People write a share in percent. Rounded, because 0.07 times 100 is more than 7 in binary fractions. */
const toPercent = (share: number) => Math.round(share * 1e8) / 1e6;
const toShare = (percent: number) => Math.round(percent * 1e6) / 1e8;

/** The shape of the fields, with the bounds that the API names. An empty field stands for the default. */
export function shapeOf(settings: readonly Setting[]): z.ZodType<SettingDraft, SettingDraft> {
  return z.object(Object.fromEntries(settings.map((setting) => [setting.name, shapeOfField(setting)])));
}

function shapeOfField({
  kind,
  unit,
  min,
  max,
}: Setting): z.ZodType<SettingDraft[string], SettingDraft[string]> {
  if (kind !== "number" && kind !== "whole") return z.string().optional();
  const number = kind === "whole" ? z.number().int() : z.number();
  const inField = (bound: number) => (unit === "share" ? toPercent(bound) : bound);
  return number
    .min(min === null ? Number.NEGATIVE_INFINITY : inField(min))
    .max(max === null ? Number.POSITIVE_INFINITY : inField(max))
    .optional();
}

/** The changes to send: a value sets, null resets, and what stayed the same is left out. */
export function changesIn(settings: readonly Setting[], draft: SettingDraft): Record<string, Value> {
  const changes: Record<string, Value> = {};
  for (const setting of settings) {
    const { name, value, set } = setting;
    const wanted = toValue(setting, draft[name]);
    if (wanted !== (set ? value : null)) changes[name] = wanted;
  }
  return changes;
}

function toValue({ kind, unit }: Setting, field: SettingDraft[string]): Value {
  if (field === undefined) return null;
  if (kind === "switch") return field === "true";
  return unit === "share" && typeof field === "number" ? toShare(field) : field;
}
