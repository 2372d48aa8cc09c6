import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AccountShape } from "../../../src/contract/accounts.ts";
import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { useOrganization } from "../shell/console-context.ts";
import { QueryView } from "../states/query-view.tsx";
import { AccessPaths } from "./access-paths.tsx";
import { ProvisionObject } from "./provision-object.tsx";
import { Time } from "./time.tsx";
import { useReasonTexts } from "./use-reason-texts.ts";

interface AccountListProps {
  readonly query: UseQueryResult<{ readonly items: AccountShape[] }>;
  readonly type: "user" | "group";
  readonly objectId: string;
}

/** Where an object has accounts: one part for each application, with the reasons. */
export function AccountList({ query, type, objectId }: AccountListProps) {
  const { t } = useTexts("users");
  return (
    <QueryView query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{t("accounts.none")}</p>
        ) : (
          <ul className="accounts">
            {items.map((account) => (
              <Account key={account.appId} account={account} type={type} objectId={objectId} />
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}

interface AccountProps extends Omit<AccountListProps, "query"> {
  readonly account: AccountShape;
}

function Account({ account, type, objectId }: AccountProps) {
  const { t } = useTexts("users");
  const { relative } = useFormat();
  const textFor = useReasonTexts();
  const org = useOrganization();
  const { appId, application, link, inScope, scope, waiting, nextAttemptAt, blockers, expected } = account;
  const reasons = [...scope, ...(waiting?.reasons ?? []), ...blockers].map(textFor);
  return (
    <li className="account">
      <div className="account-head">
        <h3 translate="no">
          <Link to="/organizations/$org/applications/$app" params={{ org, app: appId }}>
            {application}
          </Link>
        </h3>
        <AccountBadge account={account} />
      </div>
      {link !== null && (
        <p className="soft">
          {t("account.id")} <code>{link.accountId}</code> · {t("account.since")} <Time at={link.since} />
        </p>
      )}
      {link !== null && link.formerNames.length > 0 && (
        <p className="soft">
          {t("account.formerly")}{" "}
          {link.formerNames.map(({ path, value }) => (
            <code key={path}>{value}</code>
          ))}
        </p>
      )}
      <p>{inScope ? t("account.in-scope") : t("account.out-of-scope")}</p>
      {reasons.length > 0 && (
        <ul className="reasons">
          {[...new Set(reasons)].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {nextAttemptAt !== null && waiting !== null && (
        <p className="soft">{t("account.next", { at: relative(nextAttemptAt) })}</p>
      )}
      {expected !== null && <p>{textFor(expected)}</p>}
      {type === "user" && <AccessPaths app={appId} user={objectId} />}
      <ProvisionObject app={appId} application={application} type={type} objectId={objectId} />
    </li>
  );
}

function AccountBadge({ account: { link, waiting, inScope } }: { readonly account: AccountShape }) {
  const { t } = useTexts("users");
  if (waiting !== null) return <span className="badge badge-warm">{t(`waiting.${waiting.state}`)}</span>;
  if (link === null) return <span className="badge badge-quiet">{t("account.missing")}</span>;
  if (link.status !== "complete") return <span className="badge badge-warm">{t("account.incomplete")}</span>;
  return <span className={inScope ? "badge badge-active" : "badge badge-quiet"}>{t("account.linked")}</span>;
}
