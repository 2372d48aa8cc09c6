import { z } from "zod";
import type { ApplicationSettingsShape } from "../../../../../src/contract/settings.ts";

export type Setting = ApplicationSettingsShape["settings"][number];
type Value = Setting["value"];

/** The settings as the form has them: a text or a number for one that was set, nothing for one that has its default. */
export type SettingDraft = Record<string, string | number | undefined>;

/** The values of the fields: those that were set. */
export function toDraft(settings: readonly Setting[]): SettingDraft {
  return Object.fromEntries(settings.map(({ name, value, set }) => [name, set ? toField(value) : undefined]));
}

function toField(value: Value): string | number | undefined {
  if (value === null) return undefined;
  return typeof value === "boolean" ? String(value) : value;
}

/** The shape of the fields, with the bounds that the API names. An empty field stands for the default. */
export function shapeOf(settings: readonly Setting[]): z.ZodType<SettingDraft, SettingDraft> {
  return z.object(Object.fromEntries(settings.map((setting) => [setting.name, shapeOfField(setting)])));
}

function shapeOfField({ kind, min, max }: Setting): z.ZodType<SettingDraft[string], SettingDraft[string]> {
  if (kind !== "number" && kind !== "whole") return z.string().optional();
  const number = kind === "whole" ? z.number().int() : z.number();
  return number
    .min(min ?? Number.NEGATIVE_INFINITY)
    .max(max ?? Number.POSITIVE_INFINITY)
    .optional();
}

/** The changes to send: a value sets, null resets, and what stayed the same is left out. */
export function changesIn(settings: readonly Setting[], draft: SettingDraft): Record<string, Value> {
  const changes: Record<string, Value> = {};
  for (const { name, kind, value, set } of settings) {
    const field = draft[name];
    const wanted = field === undefined ? null : kind === "switch" ? field === "true" : field;
    if (wanted !== (set ? value : null)) changes[name] = wanted;
  }
  return changes;
}
