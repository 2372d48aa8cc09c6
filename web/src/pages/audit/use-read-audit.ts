import { useCallback } from "react";
import { auditRoutes, type NamedAuditEntry } from "../../../../src/contract/audit.ts";
import type { ListPage } from "../../lists/list-table.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import type { AuditQuery } from "./audit-search.ts";

/** Reads pages of the trail of the organization, or of that of the installation. */
export function useReadAudit(
  trail: "instance" | undefined,
): (query: AuditQuery, signal?: AbortSignal) => Promise<ListPage<NamedAuditEntry>> {
  const { client } = useConsole();
  const org = useOrganization();
  return useCallback(
    (query, signal) =>
      trail === "instance"
        ? client.call(auditRoutes.listInstanceAudit, { query, signal })
        : client.call(auditRoutes.listAudit, { params: { org }, query, signal }),
    [client, org, trail],
  );
}
