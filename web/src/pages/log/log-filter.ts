import type { ListAddress } from "../../lists/use-list-address.ts";

/** The filters of the log as the API takes them. Days are those of the device: from their first moment to their last. */
export function toLogFilter({ status, endedAt, cycle, object, search, since, until }: ListAddress) {
  return {
    status,
    step: endedAt,
    cycle,
    object,
    search,
    since: since === undefined ? undefined : new Date(`${since}T00:00`).toISOString(),
    until: until === undefined ? undefined : new Date(`${until}T23:59:59.999`).toISOString(),
  };
}
