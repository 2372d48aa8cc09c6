import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { AuditChain } from "./audit-chain.tsx";
import { useAuditColumns } from "./audit-columns.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { AUDIT, isAuditFiltered, toAuditQuery } from "./audit-search.ts";
import { ExportAudit } from "./export-audit.tsx";
import { useReadAudit } from "./use-read-audit.ts";

/** Who changed what: the audit trail of the organization or, for an instance administrator, of the installation. */
export function AuditPage() {
  const { t } = useTexts("audit", "common");
  const org = useOrganization();
  const may = useMay();
  const address = useSearch({ from: AUDIT });
  const { after, trail, size = DEFAULT_SIZE } = address;
  const read = useReadAudit(trail);
  const asked = { ...toAuditQuery(address), after, limit: size };
  const query = useQuery({
    queryKey: keys.audit(trail ?? org, asked),
    queryFn: ({ signal }) => read(asked, signal),
    placeholderData: keepPreviousData,
    enabled: may("organization:read"),
  });
  return (
    <Page
      title={t("common:page.audit")}
      intro={t("intro")}
      permission="organization:read"
      actions={may("organization:read") ? <ExportAudit /> : undefined}
    >
      <AuditChain trail={trail} />
      <ListTable
        stacks
        query={query}
        address={address}
        label={t("table")}
        columns={useAuditColumns()}
        idOf={({ id }) => id}
        isFiltered={isAuditFiltered(address)}
        filters={<AuditFilters />}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </Page>
  );
}
