import { isRefusal } from "../../app/deps.ts";
import { readHistory } from "../../app/provisioning/records/read-history.ts";
import type { historyRoutes } from "../../contract/history.ts";
import type { AppId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";

/** Serves what the cycles of an application did, day by day. */
export const historyHandlers: Pick<Handlers, keyof typeof historyRoutes> = {
  async showHistory({ context, org, params, query: { days } }) {
    const history = await readHistory(context.deps, { org, app: idOf<AppId>(params.app), days });
    if (isRefusal(history)) return history;
    return {
      days: history.map(({ start, sums, deprovisioning }) => ({
        day: formatTime(start).slice(0, 10),
        ...sums,
        deprovisioning: deprovisioning === null ? null : { ...deprovisioning },
      })),
    };
  },
};
