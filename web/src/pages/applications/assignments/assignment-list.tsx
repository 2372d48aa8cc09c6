import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { z } from "zod";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type assignment, assignmentRoutes } from "../../../../../src/contract/assignments.ts";
import { keys } from "../../../api/keys.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { ListTable } from "../../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../../lists/use-list-address.ts";
import { ObjectLink } from "../../../objects/object-link.tsx";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { EmptyState } from "../../../states/empty-state.tsx";
import { Assign } from "./assign.tsx";
import { Unassign } from "./unassign.tsx";

type Assignment = z.output<typeof assignment>;

interface ListProps {
  readonly application: ApplicationShape;
}

/** The assignments of an application, each with its role; they are added and removed here. */
export function AssignmentList({ application }: ListProps) {
  const { t } = useTexts("assignments");
  const { number } = useFormat();
  const { client } = useConsole();
  const { orgId: org, appId: app, assignments: count } = application;
  const address = useSearch({ from: "/organizations/$org/applications/$app/assignments" });
  const { size = DEFAULT_SIZE, after } = address;
  const asked = { after, limit: size };
  const query = useQuery({
    queryKey: keys.assignments(org, app, asked),
    queryFn: ({ signal }) =>
      client.call(assignmentRoutes.listAssignments, { params: { org, app }, query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <section>
      <div className="part-head">
        <h2>{t("assignments.count", { count, shown: number(count) })}</h2>
        <Assign application={application} />
      </div>
      <ListTable
        query={query}
        address={address}
        label={t("assignments")}
        columns={useColumns(application)}
        idOf={({ subject, role }) => `${subject} ${role}`}
        isFiltered={false}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </section>
  );
}

function useColumns(application: ApplicationShape): readonly TableProps.ColumnDefinition<Assignment>[] {
  const { t } = useTexts("assignments");
  const mayWrite = useMay()("applications:write");
  return useMemo(() => {
    const actions: TableProps.ColumnDefinition<Assignment> = {
      id: "actions",
      header: t("column.actions"),
      cell: (each) => <Unassign application={application} assignment={each} />,
    };
    return [
      {
        id: "name",
        header: t("column.subject"),
        isRowHeader: true,
        cell: ({ subject, subjectType, name }) =>
          subjectType === "all" ? (
            t("everyone")
          ) : (
            <ObjectLink type={subjectType} objectId={subject} name={name} />
          ),
      },
      { id: "kind", header: t("column.kind"), cell: ({ subjectType }) => t(`kind.${subjectType}`) },
      {
        id: "role",
        header: t("column.role"),
        cell: ({ role, roleName }) => roleName ?? role ?? t("role.none"),
      },
      ...(mayWrite ? [actions] : []),
    ];
  }, [t, application, mayWrite]);
}
