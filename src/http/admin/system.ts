import { arch, release, type } from "node:os";
import { getHeapStatistics } from "node:v8";
import { countInstance } from "../../app/count-instance.ts";
import { checkStore, REFUSED } from "../health.ts";
import type { Handlers } from "./call.ts";
import { formatTime } from "./convert.ts";
import { showMailRoute } from "./notices.ts";

/** Serves what the people who run the installation look at. */
export const systemHandlers: Pick<Handlers, "showSystem"> = {
  async showSystem({ context: { deps, version, storeKind } }) {
    const now = deps.env.now();
    const status = await checkStore(deps);
    const isReady = status === "ready";
    // A store that takes no writes can still be read; one that does not answer cannot.
    const isReadable = status !== "store-unavailable";
    const counts = isReadable ? await countInstance(deps) : null;
    const store = isReadable ? { kind: storeKind, ...(await deps.store.readStoreFacts()) } : null;
    const { rss: residentBytes, heapUsed: heapBytes } = process.memoryUsage();
    return {
      version,
      node: process.version,
      platform: `${type()} ${release()} ${arch()}`,
      startedAt: formatTime(now - Math.round(process.uptime() * 1_000)),
      now: formatTime(now),
      ready: isReady,
      trouble: isReady ? null : { code: REFUSED[status], params: {} },
      store,
      mail: deps.mail === undefined ? null : showMailRoute(deps.mail.route),
      memory: { residentBytes, heapBytes, heapBytesMax: getHeapStatistics().heap_size_limit },
      counts,
    };
  },
};
