import { useMemo } from "react";
import { spokenLanguageOf } from "./language.ts";
import { useTexts } from "./use-texts.ts";

/** Numbers and times as the reader's language writes them. */
export interface Format {
  number(value: number): string;
  /** A share of 1 in percent. */
  percent(share: number): string;
  dateTime(instant: string): string;
  /** A day such as 2026-11-30, without its year. */
  day(date: string): string;
  /** A duration in seconds, with a tenth where it is short. */
  seconds(ms: number): string;
  /** A duration in its largest whole unit: "5 minutes", "90 seconds". */
  duration(seconds: number): string;
  /** A duration in milliseconds. */
  milliseconds(ms: number): string;
  /** A size in bytes, or in kilobytes where it is large. */
  bytes(size: number): string;
  /** "3 minutes ago", "in 2 days". */
  relative(instant: string): string;
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** The formats of the language that the console is shown in. */
export function useFormat(): Format {
  const { i18n } = useTexts();
  const language = spokenLanguageOf(i18n.language);
  return useMemo(() => createFormat(language), [language]);
}

function createFormat(language: string): Format {
  const numbers = new Intl.NumberFormat(language);
  const shares = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 4 });
  const durations = new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "short" });
  const millis = new Intl.NumberFormat(language, {
    style: "unit",
    unit: "millisecond",
    unitDisplay: "short",
    maximumFractionDigits: 0,
  });
  const sizes = (unit: "byte" | "kilobyte", unitDisplay: "long" | "short") =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
  // The short form of English has no plural: "165 byte".
  const [small, large] = [sizes("byte", "long"), sizes("kilobyte", "short")];
  const wholes = (unit: string) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
  const dates = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const days = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const distances = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    number: (value) => numbers.format(value),
    percent: (share) => shares.format(share),
    seconds: (ms) => durations.format(ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1_000)),
    duration(length) {
      const [unit, size] = STEPS.find(([, each]) => length >= each && length % each === 0) ?? ["second", 1];
      return wholes(unit).format(length / size);
    },
    milliseconds: (ms) => millis.format(ms),
    bytes: (size) => (size < 1_000 ? small.format(size) : large.format(size / 1_000)),
    day: (date) => days.format(new Date(date)),
    dateTime: (instant) => dates.format(new Date(instant)),
    relative(instant) {
      const seconds = (Date.parse(instant) - Date.now()) / 1_000;
      const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
      // Beyond some weeks, a date says more than a distance.
      if (Math.abs(seconds) > 30 * 86_400) return dates.format(new Date(instant));
      if (step === undefined) return distances.format(Math.round(seconds), "second");
      return distances.format(Math.round(seconds / step[1]), step[0]);
    },
  };
}
