import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { accountRoutes } from "../../../../src/contract/accounts.ts";
import { directoryRoutes, type UserDetails } from "../../../../src/contract/directory.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { AccountList } from "../../objects/account-list.tsx";
import { AttributeList } from "../../objects/attribute-list.tsx";
import { SourceName } from "../../objects/source-name.tsx";
import { StateBadge } from "../../objects/state-badge.tsx";
import { Time } from "../../objects/time.tsx";
import { Timeline } from "../../objects/timeline.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { ObjectPage } from "../../shell/object-page.tsx";
import { UserActions } from "./user-actions.tsx";

/** One user: attributes with their sources, groups, accounts in applications, and what was done. */
export function UserPage() {
  const { t } = useTexts("users", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, user } = useParams({ from: "/organizations/$org/users/$user" });
  const query = useQuery({
    queryKey: keys.user(org, user),
    queryFn: ({ signal }) =>
      client.call(directoryRoutes.showUser, { params: { org }, query: { find: user }, signal }),
    enabled: may("directory:read"),
  });
  return (
    <ObjectPage
      query={query}
      parent={{ to: "/organizations/$org/users", text: t("common:page.users") }}
      permission="directory:read"
      head={(details) => ({
        title: details.displayName ?? details.userName,
        badge: <StateBadge state={details.state} />,
        actions: <UserActions details={details} />,
      })}
    >
      {(details) => <Details details={details} />}
    </ObjectPage>
  );
}

function Details({ details }: { readonly details: UserDetails }) {
  const { t } = useTexts("users", "common");
  const may = useMay();
  const { userName, source, createdAt, modifiedAt, attributes, owners } = details;
  return (
    <div className="object">
      <dl className="summary">
        <div>
          <dt>{t("column.user-name")}</dt>
          <dd>{userName}</dd>
        </div>
        <div>
          <dt>{t("common:source")}</dt>
          <dd>
            <SourceName source={source} />
          </dd>
        </div>
        <div>
          <dt>{t("common:created")}</dt>
          <dd>
            <Time at={createdAt} />
          </dd>
        </div>
        <div>
          <dt>{t("common:changed")}</dt>
          <dd>
            <Time at={modifiedAt} />
          </dd>
        </div>
      </dl>
      <div className="object-columns">
        <div className="object-main">
          {source !== null && <p className="note">{t("owned", { source })}</p>}
          {details.blocked && <p className="note">{t("blocked")}</p>}
          {may("provisioning:read") && <Accounts user={details.userId} />}
          <section className="panel">
            <h2>{t("attributes")}</h2>
            <AttributeList attributes={attributes} owners={owners} />
          </section>
        </div>
        <div className="object-side">
          <Groups groups={details.groups} />
          {may("provisioning:read") && <History user={details.userId} />}
        </div>
      </div>
    </div>
  );
}

function Groups({ groups }: Pick<UserDetails, "groups">) {
  const { t } = useTexts("users");
  const org = useOrganization();
  return (
    <section className="panel">
      <h2>{t("groups")}</h2>
      {groups.length === 0 && <p className="soft">{t("groups.none")}</p>}
      <ul className="names">
        {groups.map(({ groupId, displayName }) => (
          <li key={groupId}>
            <Link to="/organizations/$org/groups/$group" params={{ org, group: groupId }}>
              {displayName}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Accounts({ user }: { readonly user: string }) {
  const { t } = useTexts("users");
  const { client } = useConsole();
  const org = useOrganization();
  const query = useQuery({
    queryKey: keys.userAccounts(org, user),
    queryFn: ({ signal }) => client.call(accountRoutes.listUserAccounts, { params: { org, user }, signal }),
  });
  return (
    <section className="panel">
      <h2>{t("accounts")}</h2>
      <p className="soft">{t("accounts.help")}</p>
      <AccountList query={query} type="user" objectId={user} />
    </section>
  );
}

function History({ user }: { readonly user: string }) {
  const { client } = useConsole();
  const org = useOrganization();
  return (
    <Timeline
      queryKey={keys.userTimeline(org, user)}
      read={(query, signal) =>
        client.call(accountRoutes.listUserTimeline, { params: { org, user }, query, signal })
      }
    />
  );
}
