import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState } from "react";
import { OrganizationStream } from "./organization-stream.ts";
import { StaleMarks } from "./stale-marks.ts";
import { everythingOf, toCacheChange } from "./stream-changes.ts";

/**
 * How often an open page asks again for what no stream reports: as long as an answer counts as fresh, so that a page that stays
 * open is as old as one that is opened again.
 */
export const REFRESH_MS = 15_000;

/** True while the stream of the organization is open. */
export const LiveContext = createContext(false);

/** For `refetchInterval` of what the stream reports: nothing is polled while the stream is open. */
export function useRefresh(everyMs: number = REFRESH_MS): number | false {
  return useContext(LiveContext) ? false : everyMs;
}

/** Without a stream, reads again what an open page shows and is no longer fresh. Nothing is read for a hidden page. */
export function useReading(isLive: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (isLive) return;
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      void queries.refetchQueries({
        type: "active",
        stale: true,
        predicate: ({ state }) => state.data !== undefined,
      });
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isLive, queries]);
}

/** Follows the events of an organization while its pages are open. True while the stream is. */
export function useOrganizationStream(org: string, isAllowed: boolean): boolean {
  const queries = useQueryClient();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    if (!isAllowed) return;
    const marks = new StaleMarks(queries);
    const stream = new OrganizationStream(org, {
      onLive: setLive,
      onGap: () => marks.apply(everythingOf(org)),
      onEvent(name, data, isNews) {
        const change = toCacheChange(org, name, data);
        marks.apply(isNews ? change : { ...change, stale: [] });
      },
    });
    stream.start();
    return () => {
      stream.stop();
      marks.stop();
    };
  }, [queries, org, isAllowed]);
  return isLive;
}
