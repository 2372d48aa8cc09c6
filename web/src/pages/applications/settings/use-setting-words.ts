import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useReasonTexts } from "../../../objects/use-reason-texts.ts";
import type { Setting } from "./setting-draft.ts";

/** The settings by the part of the page that they stand in. */
export const SECTIONS = [
  { section: "schedule", names: ["startOnChange", "everySeconds"] },
  {
    section: "scope",
    names: [
      ...(["users", "groups", "nestedGroups", "groupMembershipsOnly"] as const),
      ...(["defaultAccess", "defaultDomain"] as const),
    ],
  },
  {
    section: "matching",
    names: ["onFound", "onAbsent", "onAmbiguous", "privilegedAccounts"],
  },
  {
    section: "leavers",
    names: [
      ...(["onScopeLeave", "onFilteredOut", "onUserDeleted", "departedName"] as const),
      ...(["onUserGone", "onManagerLeave", "onGroupLeave", "neverDelete"] as const),
    ],
  },
  {
    section: "guard",
    names: ["deletionShareMax", "deletionCountMax", "deletionFloor", "deletionWindowHours"],
  },
  {
    section: "rewrites",
    names: ["rewriteShareMax", "rewriteCountMax", "rewriteFloor", "rewriteAttributes"],
  },
  { section: "errors", names: ["parkAfter", "listOverUnlinked", "bulkRequests"] },
  { section: "reconcile", names: ["reconcileHours", "onDrift"] },
  { section: "recording", names: ["recordingSizeMax"] },
  { section: "messages", names: ["notifyAddress", "notifyOnFailure", "notifyDigest", "notifyLanguage"] },
] as const;

const NAMES = SECTIONS.flatMap(({ names }): readonly (typeof names)[number][] => names);
const CHOICES = [
  ...(["disable", "rename", "delete", "keep", "as-unassigned", "assigned", "all"] as const),
  ...([
    "clear",
    "adopt",
    "create",
    "ignore",
    "selected",
    "none",
    "include",
    "exclude",
    "en",
    "fr",
    "identifying",
  ] as const),
  ...(["report", "correct", "ask"] as const),
] as const;

/** The units that are times, with their length. */
const SECONDS_IN = [
  ["seconds", 1],
  ["minutes", 60],
  ["hours", 3_600],
  ["days", 86_400],
] as const;

/** The words for settings. A setting that is newer than this page goes by its name. */
export interface SettingWords {
  /** Undefined for a name that is not of a setting. */
  nameOf(name: string): string | undefined;
  label(setting: Setting): string;
  value(setting: Setting, value: Setting["value"]): string;
  /** Its meaning, its default and its bounds. */
  help(setting: Setting): string;
}

export function useSettingWords(): SettingWords {
  const { t } = useTexts("settings");
  const { number, duration, percent } = useFormat();
  const textFor = useReasonTexts();
  const measure = ({ unit }: Pick<Setting, "unit">, value: number): string => {
    if (unit === "share") return percent(value);
    const seconds = SECONDS_IN.find(([name]) => name === unit)?.[1];
    return seconds === undefined ? number(value) : duration(value * seconds);
  };
  const nameOf = (name: string): string | undefined => {
    const known = NAMES.find((each) => each === name);
    return known === undefined ? undefined : t(`name.${known}`);
  };
  const wordFor = ({ kind, unit }: Setting, value: Setting["value"]): string => {
    if (value === null) return t("nothing");
    if (typeof value === "boolean") return t(value ? "on" : "off");
    if (typeof value === "number") return measure({ unit }, value);
    const choice = kind === "choice" ? CHOICES.find((each) => each === value) : undefined;
    return choice === undefined ? value : t(`choice.${choice}`);
  };
  return {
    nameOf,
    label: ({ name }) => nameOf(name) ?? name,
    value: wordFor,
    help(setting) {
      const { name, min, max, default: standard } = setting;
      const meaning = textFor({ code: `setting.${name}`, params: {} });
      const shown = wordFor(setting, standard);
      const bounds =
        min === null || max === null
          ? t("default", { value: shown })
          : t("default-range", { value: shown, min: measure(setting, min), max: measure(setting, max) });
      return `${meaning} ${bounds}`;
    },
  };
}
