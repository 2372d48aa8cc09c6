import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type PersonDetails, peopleRoutes } from "../../../../src/contract/people.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { PersonActions } from "./person-actions.tsx";
import { PersonFactors } from "./person-factors.tsx";
import { PersonSessions } from "./person-sessions.tsx";
import { PersonState } from "./person-state.tsx";
import "../../objects/panel.css";

/** One person: the roles, the ways to sign in, and the open sessions. */
export function PersonPage() {
  const { t } = useTexts("people", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, person } = useParams({ from: "/organizations/$org/people/$person" });
  const query = useQuery({
    queryKey: keys.person(org, person),
    queryFn: ({ signal }) => client.call(peopleRoutes.getPerson, { params: { person }, signal }),
    enabled: may("people:read"),
  });
  const { data } = query;
  return (
    <Page
      title={data?.displayName ?? t("common:page.people")}
      isName={data !== undefined}
      parent={{ to: "/organizations/$org/people", text: t("common:page.people") }}
      badge={data === undefined ? undefined : <PersonState state={data.state} />}
      actions={data !== undefined && may("people:write") && <PersonActions person={data} />}
      permission="people:read"
    >
      <QueryView query={query}>{(details) => <Details person={details} />}</QueryView>
    </Page>
  );
}

function Details({ person }: { readonly person: PersonDetails }) {
  const { t } = useTexts("people", "common");
  return (
    <div className="object">
      <dl className="summary">
        <div>
          <dt>{t("signs-in-as")}</dt>
          <dd translate="no">{person.name}</dd>
        </div>
        <div>
          <dt>{t("common:created")}</dt>
          <dd>
            <Time at={person.createdAt} />
          </dd>
        </div>
      </dl>
      <div className="panels">
        <section className="panel">
          <h2>{t("roles")}</h2>
          <ul className="entries">
            {person.roles.map(({ orgId, organization, role }) => (
              <li key={orgId ?? ""} className="entry">
                <span {...(organization === null ? {} : { translate: "no" })}>
                  {organization ?? t("instance")}
                </span>
                <span>{t(`common:role.${role}`)}</span>
              </li>
            ))}
          </ul>
        </section>
        <PersonFactors person={person} />
        <PersonSessions person={person} />
      </div>
    </div>
  );
}
