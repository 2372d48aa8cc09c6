import Button from "@cloudscape-design/components/button";
import { type ReactNode, useState } from "react";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useMay } from "../../../shell/console-context.ts";
import { TemplateName } from "../../gallery/template-name.tsx";
import { useTemplate } from "../../gallery/use-template.ts";
import { ConnectorName } from "../connector-name.tsx";
import { LastTest } from "../last-test.tsx";
import { useShownApplication } from "../shown-application.ts";
import { EditAuthentication } from "./edit-authentication.tsx";
import { EditTarget } from "./edit-target.tsx";
import { type Connection, NUMBERS, readConnection } from "./read-connection.ts";
import { ReplaceSecret } from "./replace-secret.tsx";
import "../../gallery/gallery.css";

/** How the target is reached: its address, its limits and the kind of its credentials, which are never shown. */
export function ConnectionTab() {
  const application = useShownApplication();
  const connection = readConnection(application.config);
  return (
    <div className="object-columns">
      <div className="object-main">
        <Target application={application} connection={connection} />
        <Credentials application={application} connection={connection} />
      </div>
      {application.template !== null && (
        <div className="object-side">
          <Obtain template={application.template} />
        </div>
      )}
    </div>
  );
}

interface PartProps {
  readonly application: ApplicationShape;
  readonly connection: Connection;
}

function Target({ application, connection }: PartProps) {
  const { t } = useTexts("connection", "applications");
  const { number, duration } = useFormat();
  const mayWrite = useMay()("applications:write");
  const [isOpen, setOpen] = useState(false);
  const { connector, template } = application;
  return (
    <section className="panel">
      <div className="part-head">
        <h2>{t("target")}</h2>
        {mayWrite && <Button onClick={() => setOpen(true)}>{t("edit.target")}</Button>}
      </div>
      {isOpen && <EditTarget application={application} onEnd={() => setOpen(false)} />}
      <dl className="fact-list">
        <Fact name={t("address")}>
          <code>{connection.url}</code>
        </Fact>
        <Fact name={t("applications:connector")}>
          <ConnectorName connector={connector} />
        </Fact>
        <Fact name={t("applications:template")}>
          {template === null ? t("applications:template.none") : <TemplateName template={template} />}
        </Fact>
        <Fact name={t("applications:tested.last")}>
          <LastTest lastTest={application.lastTest} />
        </Fact>
        {NUMBERS.map((name) => {
          const value = connection[name];
          return value === undefined ? null : (
            <Fact key={name} name={t(`limit.${name}`)}>
              {number(value)}
            </Fact>
          );
        })}
        {connection.rates.length > 0 && (
          <Fact name={t("rates")}>
            {connection.rates
              .map(({ calls, requests, perSeconds }) =>
                t(`rate.${calls}`, { requests: number(requests), time: duration(perSeconds) }),
              )
              .join(" · ")}
          </Fact>
        )}
      </dl>
    </section>
  );
}

/** The members of `oauth`, in the order of the page. */
const MEMBERS = [
  "tokenUrl",
  "clientId",
  "method",
  "scope",
  "audience",
  "resource",
  "keyId",
  "accountId",
] as const;

function Credentials({ application, connection: { oauth } }: PartProps) {
  const { t } = useTexts("connection");
  const mayWrite = useMay()("applications:write");
  const [asked, setAsked] = useState<"edit" | "replace">();
  const close = () => setAsked(undefined);
  return (
    <section className="panel">
      <div className="part-head">
        <h2>{t("credentials")}</h2>
        {mayWrite && (
          <span className="row-actions">
            <Button onClick={() => setAsked("replace")}>{t("replace")}</Button>
            <Button onClick={() => setAsked("edit")}>{t("edit.authentication")}</Button>
          </span>
        )}
      </div>
      {asked === "edit" && <EditAuthentication application={application} onEnd={close} />}
      {asked === "replace" && <ReplaceSecret application={application} onEnd={close} />}
      <dl className="fact-list">
        <Fact name={t("kind")}>{t(oauth === undefined ? "kind.bearer" : "kind.oauth")}</Fact>
        <Fact name={t("stored")}>{t(application.hasSecret ? "stored.yes" : "stored.no")}</Fact>
        {MEMBERS.map((name) =>
          oauth?.[name] === undefined ? null : (
            <Fact key={name} name={t(name)}>
              <code>{oauth[name]}</code>
            </Fact>
          ),
        )}
      </dl>
    </section>
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

/** What the template knows about the credential. Without an answer the page is as useful as for other applications. */
function Obtain({ template }: { readonly template: string }) {
  const { t } = useTexts("connection");
  const { data } = useTemplate(template);
  if (data === undefined) return null;
  const { obtain, lifetimeDays } = data.authentication;
  return (
    <section className="panel">
      <h2>{t("obtain")}</h2>
      <p className="long-text">{obtain}</p>
      {lifetimeDays !== null && <p className="soft">{t("lifetime", { count: lifetimeDays })}</p>}
    </section>
  );
}
