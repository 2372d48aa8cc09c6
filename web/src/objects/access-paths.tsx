import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { recordRoutes, type WhyShape } from "../../../src/contract/records.ts";
import { keys } from "../api/keys.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../shell/console-context.ts";
import { QueryView } from "../states/query-view.tsx";
import { ReasonList } from "./reason-list.tsx";
import { Time } from "./time.tsx";

interface AccessPathsProps {
  readonly app: string;
  readonly user: string;
}

/** The last action for a user in an application, and what gives the access; read once it is opened. */
export function AccessPaths(props: AccessPathsProps) {
  const { t } = useTexts("access");
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("summary")}</summary>
      {isOpen && <Why {...props} />}
    </details>
  );
}

function Why({ app, user }: AccessPathsProps) {
  const { client } = useConsole();
  const org = useOrganization();
  const query = useQuery({
    queryKey: keys.why(org, user, app),
    queryFn: ({ signal }) =>
      client.call(recordRoutes.why, { params: { org, app }, query: { find: user }, signal }),
  });
  return (
    <QueryView query={query}>
      {({ last, access }) => (
        <>
          <LastAction app={app} last={last} />
          <Access access={access} />
        </>
      )}
    </QueryView>
  );
}

function LastAction({ app, last }: Pick<WhyShape, "last"> & Pick<AccessPathsProps, "app">) {
  const { t } = useTexts("access");
  const org = useOrganization();
  if (last === null) return <p className="soft">{t("last.none")}</p>;
  return (
    <p>
      <Link to="/organizations/$org/applications/$app/log/$entry" params={{ org, app, entry: last.entry.id }}>
        {t("last")}
      </Link>{" "}
      <Time at={last.entry.at} />
    </p>
  );
}

function Access({ access }: Pick<WhyShape, "access">) {
  const { t } = useTexts("access");
  if (access.length === 0) return <p className="soft">{t("none")}</p>;
  return (
    <>
      <p>{t("heading")}</p>
      <ul>
        {access.map(({ kind, type, id, name, role, keeps, keptBy }) => (
          <li key={`${kind} ${id} ${role ?? ""}`}>
            {t(kind === "group" ? "part.group" : `part.assignment-${type}`, { name })}
            {role !== null && ` (${t("role", { role })})`}
            {t("common:colon")} {t(keeps ? "keeps" : "loses")}
            <ReasonList reasons={keptBy} />
          </li>
        ))}
      </ul>
    </>
  );
}
