import Button from "@cloudscape-design/components/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type PersonDetails, peopleRoutes } from "../../../../src/contract/people.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { describeBrowser } from "../../objects/describe-browser.ts";
import { Panel } from "../../objects/panel.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { QueryView } from "../../states/query-view.tsx";

/** The open sessions of a person, which helpdesk and owners end. */
export function PersonSessions({ person }: { readonly person: PersonDetails }) {
  const { t } = useTexts("people");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay()("sessions:end");
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { personId, displayName: name } = person;
  const params = { person: personId };
  const query = useQuery({
    queryKey: keys.personSessions(org, personId),
    queryFn: ({ signal }) => client.call(peopleRoutes.listSessionsOf, { params, signal }),
  });
  const count = query.data?.items.length ?? 0;
  return (
    <Panel
      isWide
      heading={t("sessions")}
      actions={may && count > 0 && <Button onClick={() => setAsking(true)}>{t("sessions.end")}</Button>}
    >
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t("sessions.none")}</p>
          ) : (
            <ul className="entries">
              {[...items].reverse().map(({ sessionId, userAgent, address, usedAt }) => (
                <li key={sessionId} className="entry">
                  <div>
                    <span title={userAgent ?? undefined} translate="no">
                      {describeBrowser(userAgent) ?? "–"}
                    </span>{" "}
                    <span className="soft">{t("sessions.from", { address })}</span>
                  </div>
                  <span className="soft">
                    {t("sessions.used")} <Time at={usedAt} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {isAsking && (
        <Confirm
          heading={t("sessions.end-heading", { name })}
          text={t("sessions.end-text", { count })}
          action={t("sessions.end")}
          run={() => client.call(peopleRoutes.endSessionsOf, { params })}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.personSessions(org, personId) });
            setAsking(false);
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}
