import { useQuery } from "@tanstack/react-query";
import type { IdentityProviderShape } from "../../../../src/contract/identity-providers.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { CopyButton } from "../../objects/copy-button.tsx";
import { Panel } from "../../objects/panel.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { EmptyState } from "../../states/empty-state.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { ProviderActions } from "./provider-actions.tsx";
import { type ProviderOwner, readProviders } from "./provider-calls.ts";
import "../../objects/copy.css";
import "./identity-providers.css";

interface ProviderListProps {
  readonly org: ProviderOwner;
  readonly mayWrite: boolean;
}

/** The providers of an organization or of the instance, each with what its administrator has to know. */
export function ProviderList({ org, mayWrite }: ProviderListProps) {
  const { t } = useTexts("identity-providers");
  const { client } = useConsole();
  const query = useQuery({
    queryKey: keys.identityProviders(org ?? ""),
    queryFn: ({ signal }) => readProviders(client, org, signal),
  });
  return (
    <QueryView query={query}>
      {(providers) =>
        providers.length === 0 ? (
          <EmptyState heading={t("empty.heading")} text={t("empty.text")} />
        ) : (
          <div className="panels">
            {providers.map((provider) => (
              <Provider key={provider.providerId} provider={provider} mayWrite={mayWrite} />
            ))}
          </div>
        )
      }
    </QueryView>
  );
}

interface ProviderProps {
  readonly provider: IdentityProviderShape;
  readonly mayWrite: boolean;
}

function Provider({ provider, mayWrite }: ProviderProps) {
  const { t } = useTexts("identity-providers", "common");
  const { number } = useFormat();
  const { name, state, issuer, clientId, method, scope, redirectUri, tokenDays } = provider;
  return (
    <Panel
      isWide
      heading={name}
      isName
      badge={
        <span className={`badge badge-${state === "on" ? "active" : "quiet"}`}>{t(`state.${state}`)}</span>
      }
      actions={mayWrite && <ProviderActions provider={provider} />}
    >
      <dl className="summary">
        <div>
          <dt>{t("issuer")}</dt>
          <dd translate="no">{issuer}</dd>
        </div>
        <div>
          <dt>{t("client-id")}</dt>
          <dd translate="no">{clientId}</dd>
        </div>
        <div>
          <dt>{t("method")}</dt>
          <dd>{t(`method.${method}`)}</dd>
        </div>
        <div>
          <dt>{t("scope")}</dt>
          <dd translate="no">{scope}</dd>
        </div>
        <div>
          <dt>{t("token-days")}</dt>
          <dd>{number(tokenDays)}</dd>
        </div>
      </dl>
      <p className="soft">{t("redirect-uri")}</p>
      <p className="copy-line">
        <code translate="no">{redirectUri}</code>
        <CopyButton text={redirectUri} label={t("common:copy.of", { name: t("redirect-uri") })} />
      </p>
      <ClaimRoles provider={provider} />
    </Panel>
  );
}

function ClaimRoles({ provider: { roleClaim, roles } }: Pick<ProviderProps, "provider">) {
  const { t } = useTexts("identity-providers", "common");
  if (roleClaim === null) return <p className="soft provider-roles">{t("roles.none")}</p>;
  return (
    <table className="facts provider-roles">
      <thead>
        <tr>
          <th scope="col">{t("roles.value", { claim: roleClaim })}</th>
          <th scope="col">{t("roles.role")}</th>
        </tr>
      </thead>
      <tbody>
        {roles.map(({ value, role }) => (
          <tr key={value}>
            <th scope="row" translate="no">
              {value}
            </th>
            <td>{t(`common:role.${role}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
