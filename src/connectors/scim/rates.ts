import { isObject, type Json } from "../../core/json.ts";
import type { CallRate } from "../../ports/wire.ts";

/** The largest number of limits of one target. */
export const RATES_MAX = 10;
const REQUESTS_MAX = 1_000_000;
const SECONDS_MAX = 86_400;
const MEMBERS = new Set(["calls", "requests", "perSeconds", "burst"]);

/** Reads the setting `rates`: no limits when it is left out, undefined when it is not a list of limits. */
export function readRates(value: Json | undefined): readonly CallRate[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > RATES_MAX) return undefined;
  const rates = value.map((each: Json) => readRate(each));
  return rates.every((rate) => rate !== undefined) ? rates : undefined;
}

function readRate(value: Json): CallRate | undefined {
  if (!isObject(value) || Object.keys(value).some((name) => !MEMBERS.has(name))) return undefined;
  const { calls = "all", requests, perSeconds, burst } = value;
  if (calls !== "all" && calls !== "reads" && calls !== "writes") return undefined;
  if (!isWhole(requests, REQUESTS_MAX) || !isWhole(perSeconds, SECONDS_MAX)) return undefined;
  if (burst === undefined) return { calls, requests, perSeconds };
  return isWhole(burst, REQUESTS_MAX) ? { calls, requests, perSeconds, burst } : undefined;
}

function isWhole(value: Json | undefined, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
}
