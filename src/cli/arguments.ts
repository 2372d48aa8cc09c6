import { CliError, EXIT } from "./exit.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const EVERY_MIN_SECONDS = 10;
const EVERY_MAX_SECONDS = 86_400;

function refuse(option: string, value: string, wanted: string): CliError {
  return new CliError(EXIT.usage, `usage.${wanted}`, { option, value });
}

/** Reads the value of `option` as an id; any other value is wrong usage. */
export function parseUuid(option: string): (value: string) => string {
  return (value) => {
    if (!UUID.test(value)) throw refuse(option, value, "not-an-id");
    return value.toLowerCase();
  };
}

/** Reads a whole number from `min` to `max`. */
export function parseInteger(option: string, min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) {
      throw new CliError(EXIT.usage, "usage.not-a-number", { option, value, min, max });
    }
    return number;
  };
}

/** Reads an interval such as `30s`, `5m`, `2h` or `1d` as seconds, within the limits of a schedule. */
export function parseInterval(option: string): (value: string) => number {
  return (value) => {
    const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
    const seconds = Number(amount) * SECONDS[(unit ?? "s") as keyof typeof SECONDS];
    if (!(seconds >= EVERY_MIN_SECONDS && seconds <= EVERY_MAX_SECONDS)) {
      throw refuse(option, value, "not-an-interval");
    }
    return seconds;
  };
}

/** Reads an address that begins with http: or https:. */
export function parseUrl(option: string): (value: string) => string {
  return (value) => {
    if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
    throw refuse(option, value, "not-a-url");
  };
}

/** Reads one of the given words. */
export function parseOneOf<const Word extends string>(
  option: string,
  words: readonly Word[],
): (value: string) => Word {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) {
      throw new CliError(EXIT.usage, "usage.not-one-of", { option, value, allowed: words.join(", ") });
    }
    return word;
  };
}

/** Collects an option that may be given several times. */
export function collectValues(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Writes an interval as a person would type it: 300 is `5m`. */
export function formatInterval(seconds: number): string {
  for (const unit of ["d", "h", "m"] as const) {
    if (seconds % SECONDS[unit] === 0) return `${seconds / SECONDS[unit]}${unit}`;
  }
  return `${seconds}s`;
}
