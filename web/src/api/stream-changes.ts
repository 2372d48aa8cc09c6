import type { QueryKey } from "@tanstack/react-query";
import { type StreamEventName, streamEvents } from "../../../src/contract/stream.ts";
import { keys } from "./keys.ts";

/** What an event of the stream means for what the console has read. */
export interface CacheChange {
  /** A whole value that came with the event. */
  readonly value?: { readonly key: QueryKey; readonly data: unknown };
  /** The beginnings of the keys of what is out of date. */
  readonly stale: readonly QueryKey[];
  /** True if nothing follows soon, so that waiting for more changes gains nothing. */
  readonly isLast: boolean;
}

/** Events that may follow each other many times in a second. */
const BURST: Pick<CacheChange, "isLast"> = { isLast: false };

/** Translates an event, with its data as text. Data that cannot be read makes all of the organization out of date. */
export function toCacheChange(org: string, name: StreamEventName, text: string): CacheChange {
  const data = parse(text);
  switch (name) {
    case "ready":
      return { ...BURST, stale: [] };
    case "directory":
      return { ...BURST, stale: [keys.directory(org), keys.overview(org)] };
    case "application": {
      const parsed = streamEvents.application.safeParse(data);
      if (!parsed.success) return everythingOf(org);
      return { isLast: true, stale: keysOfApplication(org, parsed.data.appId) };
    }
    case "cycle": {
      const parsed = streamEvents.cycle.safeParse(data);
      if (!parsed.success) return everythingOf(org);
      const { appId, cycleId, endedAt } = parsed.data;
      const hasEnded = endedAt !== null;
      const stale = keysOfApplication(org, appId);
      return {
        value: { key: keys.cycle(org, appId, cycleId), data: parsed.data },
        // Users and groups show their accounts, which the cycle has changed.
        stale: hasEnded ? [...stale, keys.directory(org)] : stale,
        isLast: hasEnded,
      };
    }
  }
}

function keysOfApplication(org: string, app: string): readonly QueryKey[] {
  return [keys.application(org, app), keys.applicationList(org), keys.overview(org)];
}

/** After a time without events, or after one that cannot be read. */
export function everythingOf(org: string): CacheChange {
  return { isLast: true, stale: [keys.organization(org)] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
