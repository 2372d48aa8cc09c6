import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type TokenDetails, tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ObjectLink } from "../../objects/object-link.tsx";
import { Time } from "../../objects/time.tsx";
import { useReasonTexts } from "../../objects/use-reason-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { LimitToken } from "./limit-token.tsx";
import { TokenActions } from "./token-actions.tsx";
import { TokenState } from "./token-state.tsx";
import "../../objects/provisioning.css";
import "./scim-tokens.css";

/** One token: its purpose, its last use, and what its profile tolerates. */
export function TokenPage() {
  const { t } = useTexts("scim-tokens", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, token } = useParams({ from: "/organizations/$org/scim-tokens/$token" });
  const query = useQuery({
    queryKey: keys.token(org, token),
    queryFn: ({ signal }) => client.call(tokenRoutes.getToken, { params: { org, token }, signal }),
    enabled: may("organization:read"),
  });
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t("title")}
      isName={data !== undefined}
      parent={{ to: "/organizations/$org/scim-tokens", text: t("common:page.scim-tokens") }}
      badge={data === undefined ? undefined : <TokenState token={data} />}
      actions={
        data === undefined ? undefined : (
          <>
            <LimitToken token={data} />
            <TokenActions token={data} />
          </>
        )
      }
      permission="organization:read"
    >
      <QueryView query={query}>{(found) => <Token token={found} />}</QueryView>
    </Page>
  );
}

function Token({ token }: { readonly token: TokenDetails }) {
  const { t } = useTexts("scim-tokens", "common");
  const org = useOrganization();
  const { kind, profile, issuedTo, createdAt, expiresAt, revokedAt, suggestion, requestsPerSecond } = token;
  const format = useFormat();
  const limit =
    requestsPerSecond === null
      ? t("limit.default")
      : requestsPerSecond === 0
        ? t("limit.none")
        : format.number(requestsPerSecond);
  return (
    <div className="provisioning-parts">
      <dl className="summary">
        <Fact name={t("column.kind")}>{t(`kind.${kind}`)}</Fact>
        {profile !== null && <Fact name={t("column.profile")}>{t(`profile.${profile}`)}</Fact>}
        {issuedTo !== null && (
          <Fact name={t("issued-to")}>
            <ObjectLink type="user" objectId={issuedTo.userId} name={issuedTo.userName} />
          </Fact>
        )}
        <Fact name={t("common:created")}>
          <Time at={createdAt} />
        </Fact>
        <Fact name={t("column.expires")}>
          <Time at={expiresAt} />
        </Fact>
        {revokedAt !== null && (
          <Fact name={t("revoked")}>
            <Time at={revokedAt} />
          </Fact>
        )}
        {(kind === "scim" || kind === "organization-admin") && <Fact name={t("per-second")}>{limit}</Fact>}
        <LastUse token={token} />
      </dl>
      {suggestion !== null && suggestion.profile !== profile && (
        <p className="note">
          {t("suggestion", { client: suggestion.client, profile: t(`profile.${suggestion.profile}`) })}
        </p>
      )}
      {kind === "scim" && (
        <p>
          <Link to="/organizations/$org/rejected-requests" params={{ org }} search={{ token: token.tokenId }}>
            {t("rejected")}
          </Link>
        </p>
      )}
      <Tolerances tolerances={token.tolerances} />
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LastUse({ token: { lastUse } }: { readonly token: TokenDetails }) {
  const { t } = useTexts("scim-tokens");
  return (
    <>
      <Fact name={t("column.used")}>{lastUse === null ? t("used.never") : <Time at={lastUse.at} />}</Fact>
      {lastUse?.userAgent != null && (
        <Fact name={t("client")}>
          <code translate="no">{lastUse.userAgent}</code>
        </Fact>
      )}
    </>
  );
}

function Tolerances({ tolerances }: Pick<TokenDetails, "tolerances">) {
  const { t } = useTexts("scim-tokens");
  const textOf = useReasonTexts();
  if (tolerances === null) return null;
  return (
    <section className="panel">
      <h2>{t("tolerances")}</h2>
      <p className="soft">{t("tolerances.help")}</p>
      <table className="facts tolerances">
        <thead>
          <tr>
            <th scope="col">{t("tolerance")}</th>
            <th scope="col">{t("tolerance.on")}</th>
          </tr>
        </thead>
        <tbody>
          {tolerances.map(({ name, on }) => (
            <tr key={name}>
              <th scope="row">{textOf({ code: `tolerance.${name}`, params: {} })}</th>
              <td>{t(on ? "tolerance.yes" : "tolerance.no")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
