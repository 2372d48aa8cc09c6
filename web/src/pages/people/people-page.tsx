import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { type PersonShape, type PersonWithLink, peopleRoutes } from "../../../../src/contract/people.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { InvitePerson } from "./invite-person.tsx";
import { PersonLink } from "./person-link.tsx";
import { PersonState } from "./person-state.tsx";

/** The server answers all persons at once. */
const WHOLE = {};

/** The persons who sign in to the organization, with their roles. */
export function PeoplePage() {
  const { t } = useTexts("people", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.peopleList(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(peopleRoutes.listPeople, { query: { organization: org }, signal });
      return { items, next: null };
    },
    enabled: may("people:read"),
  });
  return (
    <Page
      title={t("common:page.people")}
      intro={t("intro")}
      actions={may("people:write") && <Invite />}
      permission="people:read"
    >
      <ListTable
        query={query}
        address={WHOLE}
        label={t("common:page.people")}
        columns={useColumns()}
        idOf={({ personId }) => personId}
        isFiltered={false}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </Page>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<PersonShape>[] {
  const { t } = useTexts("people", "common");
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        isRowHeader: true,
        cell: ({ personId, displayName }) => (
          <Link to="/organizations/$org/people/$person" params={{ org, person: personId }} translate="no">
            {displayName}
          </Link>
        ),
      },
      {
        id: "role",
        header: t("role"),
        cell: ({ roles }) => {
          const own = roles.find(({ orgId }) => orgId === org);
          return own === undefined ? "–" : t(`common:role.${own.role}`);
        },
      },
      { id: "state", header: t("state"), cell: ({ state }) => <PersonState state={state} /> },
      { id: "signs-in", header: t("signs-in-as"), cell: ({ name }) => <span translate="no">{name}</span> },
      { id: "created", header: t("common:created"), cell: ({ createdAt }) => <Time at={createdAt} /> },
    ],
    [t, org],
  );
}

function Invite() {
  const { t } = useTexts("people");
  const [isOpen, setOpen] = useState(false);
  const [invited, setInvited] = useState<PersonWithLink>();
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t("invite")}
      </Button>
      {isOpen && (
        <InvitePerson
          onDone={(person) => {
            setOpen(false);
            setInvited(person);
          }}
          onCancel={() => setOpen(false)}
        />
      )}
      {invited !== undefined && <PersonLink person={invited} onClose={() => setInvited(undefined)} />}
    </>
  );
}
