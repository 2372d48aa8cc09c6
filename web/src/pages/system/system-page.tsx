import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type SystemFacts, systemRoutes } from "../../../../src/contract/system.ts";
import { keys } from "../../api/keys.ts";
import { REFRESH_MS } from "../../api/live.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { InstanceRetention } from "../retention/instance-retention.tsx";
import { TestMail } from "./test-mail.tsx";
import "../../objects/provisioning.css";
import "./system.css";

/** The server, its database and what is in it, for those who run the installation. */
export function SystemPage() {
  const { t } = useTexts("system", "common");
  const { client } = useConsole();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.system(),
    queryFn: ({ signal }) => client.call(systemRoutes.showSystem, { signal }),
    enabled: may("instance"),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page title={t("common:page.system")} permission="instance">
      <QueryView query={query}>{(facts) => <System facts={facts} />}</QueryView>
    </Page>
  );
}

function System({ facts }: { readonly facts: SystemFacts }) {
  const { t } = useTexts("system");
  const { ready, trouble } = facts;
  return (
    <div className="provisioning-parts">
      <section className="panel system-health">
        <div className="row-head">
          <span className={ready ? "badge badge-success" : "badge badge-failure"}>
            {t(ready ? "ready" : "not-ready")}
          </span>
          <span>{t(ready ? "ready.text" : "not-ready.text")}</span>
        </div>
        {trouble !== null && <ReasonList reasons={[trouble]} />}
      </section>
      <div className="system-parts">
        <Server facts={facts} />
        <Store facts={facts} />
        <Mail facts={facts} />
        <Memory facts={facts} />
        <Counts facts={facts} />
      </div>
      <InstanceRetention />
      <p className="soft">
        {t("more")} <code translate="no">/healthz</code>, <code translate="no">/readyz</code>,{" "}
        <code translate="no">/metrics</code>.{" "}
        <a href="/api/openapi.json" target="_blank" rel="noreferrer">
          {t("openapi")}
        </a>
      </p>
    </div>
  );
}

function Server({ facts: { version, node, platform, startedAt, now } }: { readonly facts: SystemFacts }) {
  const { t } = useTexts("system");
  const { dateTime } = useFormat();
  return (
    <Facts
      heading={t("server")}
      rows={[
        [
          t("version"),
          <span key="version" translate="no">
            {version}
          </span>,
        ],
        [t("started"), <Time key="started" at={startedAt} />],
        [t("clock"), dateTime(now)],
        [
          "Node.js",
          <span key="node" translate="no">
            {node}
          </span>,
        ],
        [
          t("platform"),
          <span key="platform" translate="no">
            {platform}
          </span>,
        ],
      ]}
    />
  );
}

const DATABASES: ReadonlyMap<string, string> = new Map([
  ["sqlite", "SQLite"],
  ["postgres", "PostgreSQL"],
]);

function Store({ facts: { store } }: { readonly facts: SystemFacts }) {
  const { t } = useTexts("system");
  const { number } = useFormat();
  if (store === null) return null;
  const { kind, version, bytes, migration } = store;
  return (
    <Facts
      heading={t("store")}
      rows={[
        [
          t("store.kind"),
          <span key="kind" translate="no">{`${DATABASES.get(kind) ?? kind} ${version}`}</span>,
        ],
        [t("store.size"), t("megabytes", { shown: number(Math.ceil(bytes / 1_000_000)) })],
        [
          t("store.migration"),
          <code key="migration" translate="no">
            {migration}
          </code>,
        ],
      ]}
    />
  );
}

/** The way that mail takes, without the password. */
function Mail({ facts: { mail } }: { readonly facts: SystemFacts }) {
  const { t } = useTexts("system");
  if (mail === null) {
    return (
      <section className="panel">
        <h2>{t("mail")}</h2>
        <p className="soft">{t("mail.off")}</p>
      </section>
    );
  }
  const { host, port, path, security, login, from } = mail;
  const verbatim = (text: string) => (
    <span key={text} translate="no">
      {text}
    </span>
  );
  return (
    <Facts
      heading={t("mail")}
      rows={[
        [t("mail.way"), verbatim(path ?? `${host}:${port}`)],
        ...(security === null ? [] : [[t("mail.security"), t(`mail.${security}`)] as const]),
        ...(login === null ? [] : [[t("mail.login"), verbatim(login)] as const]),
        [t("mail.from"), verbatim(from)],
      ]}
    >
      <TestMail />
    </Facts>
  );
}

function Memory({ facts: { memory } }: { readonly facts: SystemFacts }) {
  const { t } = useTexts("system");
  const { number } = useFormat();
  const { residentBytes, heapBytes, heapBytesMax } = memory;
  const megabytes = (bytes: number) => t("megabytes", { shown: number(Math.ceil(bytes / 1_000_000)) });
  return (
    <Facts
      heading={t("memory")}
      rows={[
        [t("memory.resident"), megabytes(residentBytes)],
        [t("memory.heap"), t("memory.of", { used: megabytes(heapBytes), max: megabytes(heapBytesMax) })],
      ]}
    />
  );
}

const COUNTS = [
  "organizations",
  "persons",
  "applications",
  "runningCycles",
  "webhooksOn",
  "webhooksStopped",
] as const;

function Counts({ facts: { counts } }: { readonly facts: SystemFacts }) {
  const { t } = useTexts("system");
  const { number } = useFormat();
  if (counts === null) return null;
  return (
    <Facts
      heading={t("counts")}
      rows={COUNTS.map((name) => [t(`count.${name}`), number(counts[name])] as const)}
    />
  );
}

interface FactsProps {
  readonly heading: string;
  readonly rows: readonly (readonly [name: string, value: ReactNode])[];
  readonly children?: ReactNode;
}

function Facts({ heading, rows, children }: FactsProps) {
  return (
    <section className="panel">
      <h2>{heading}</h2>
      <table className="facts">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </section>
  );
}
