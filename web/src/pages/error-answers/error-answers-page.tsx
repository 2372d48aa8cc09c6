import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { errorAnswerRoutes } from "../../../../src/contract/error-answers.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { useAnswerColumns } from "./answer-columns.tsx";
import { AnswerFilters } from "./answer-filters.tsx";
import { ERROR_ANSWERS, isAnswerFiltered, toAnswerQuery } from "./answer-search.ts";

/** Answers with an error, by tracking id: those of the organization or, for an instance administrator, of the installation. */
export function ErrorAnswersPage() {
  const { t } = useTexts("error-answers", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const address = useSearch({ from: ERROR_ANSWERS });
  const { after, trail, size = DEFAULT_SIZE } = address;
  const asked = { ...toAnswerQuery(address), after, limit: size };
  const query = useQuery({
    queryKey: keys.errorAnswers(trail ?? org, asked),
    queryFn: ({ signal }) =>
      trail === "instance"
        ? client.call(errorAnswerRoutes.listInstanceErrorAnswers, { query: asked, signal })
        : client.call(errorAnswerRoutes.listErrorAnswers, { params: { org }, query: asked, signal }),
    placeholderData: keepPreviousData,
    enabled: may("organization:read"),
  });
  return (
    <Page title={t("common:page.error-answers")} intro={t("intro")} permission="organization:read">
      <ListTable
        stacks
        query={query}
        address={address}
        label={t("table")}
        columns={useAnswerColumns()}
        idOf={({ trackingId }) => trackingId}
        isFiltered={isAnswerFiltered(address)}
        filters={<AnswerFilters />}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </Page>
  );
}
