import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import {
  type RejectedRequestWhole,
  rejectedRequestRoutes,
} from "../../../../src/contract/rejected-requests.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { BodyText } from "../../objects/body-text.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { DeleteRequest } from "./delete-request.tsx";
import { Replay } from "./replay.tsx";
import "../../objects/provisioning.css";
import "./rejected-requests.css";

/** One rejected request as it was kept, without secrets, and what each profile would answer to it. */
export function RejectedRequestPage() {
  const { t } = useTexts("rejected-requests", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, request } = useParams({ from: "/organizations/$org/rejected-requests/$request" });
  const query = useQuery({
    queryKey: keys.rejectedRequest(org, request),
    queryFn: ({ signal }) =>
      client.call(rejectedRequestRoutes.getRejectedRequest, { params: { org, request }, signal }),
    enabled: may("directory:read"),
  });
  const { data } = query;
  return (
    <Page
      title={data === undefined ? t("title") : `${data.method} ${data.path.split("?")[0] ?? ""}`}
      isName={data !== undefined}
      parent={{ to: "/organizations/$org/rejected-requests", text: t("common:page.rejected-requests") }}
      badge={
        data === undefined ? undefined : (
          <span className="badge badge-failure" translate="no">
            {data.status} {data.scimType}
          </span>
        )
      }
      actions={data === undefined ? undefined : <DeleteRequest request={data.requestId} />}
      permission="directory:read"
    >
      <QueryView query={query}>
        {(found) => (
          <div className="provisioning-parts">
            <p className="note">{found.detail}</p>
            <Facts request={found} />
            {may("organization:write") && <Replay request={found} />}
            <Content request={found} />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function Facts({ request }: { readonly request: RejectedRequestWhole }) {
  const { t } = useTexts("rejected-requests", "scim-tokens");
  const org = useOrganization();
  const { at, tokenId, tokenName, profile, userAgent, path } = request;
  return (
    <dl className="summary">
      <div>
        <dt>{t("column.at")}</dt>
        <dd>
          <Time at={at} />
        </dd>
      </div>
      <div>
        <dt>{t("column.token")}</dt>
        <dd>
          <Link to="/organizations/$org/scim-tokens/$token" params={{ org, token: tokenId }} translate="no">
            {tokenName}
          </Link>
        </dd>
      </div>
      <div>
        <dt>{t("profile")}</dt>
        <dd>{t(`scim-tokens:profile.${profile}`)}</dd>
      </div>
      {userAgent !== null && (
        <div>
          <dt>{t("client")}</dt>
          <dd translate="no">{userAgent}</dd>
        </div>
      )}
      {path.includes("?") && (
        <div>
          <dt>{t("path")}</dt>
          <dd>
            <code translate="no">{path}</code>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Content({ request }: { readonly request: RejectedRequestWhole }) {
  const { t } = useTexts("rejected-requests");
  const { withheld, headers, body, bodyKept, redacted } = request;
  const named = redacted.filter((name) => name !== "*");
  return (
    <section className="panel">
      <h2>{t("content")}</h2>
      {withheld && <p className="soft">{t("withheld")}</p>}
      {redacted.includes("*") && <p className="soft">{t("redacted.all")}</p>}
      {named.length > 0 && <p className="soft">{t("redacted", { names: named.join(", ") })}</p>}
      {bodyKept === "cut" && <p className="soft">{t("cut")}</p>}
      {headers !== null && Object.keys(headers).length > 0 && (
        <table className="facts" translate="no">
          <tbody>
            {Object.entries(headers).map(([name, value]) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {body !== null && body !== "" && (
        <div className="request-body">
          <BodyText label={t("body")} text={indent(body)} />
        </div>
      )}
      {!withheld && bodyKept === "none" && <p className="soft">{t("body.none")}</p>}
    </section>
  );
}

/** A body that is JSON, on lines of its own; every other body as it was sent. */
function indent(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
