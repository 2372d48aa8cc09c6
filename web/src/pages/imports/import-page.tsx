import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ImportResult, importRoutes } from "../../../../src/contract/imports.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { AcceptLeavers } from "./accept-leavers.tsx";
import { ImportActions } from "./import-actions.tsx";
import { ImportState } from "./import-state.tsx";
import "../../objects/provisioning.css";
import "./imports.css";

/** How often the page asks again while the server is at work. */
const POLL_MS = 1_000;

/** One import: what its merge would change or has changed, the leavers that are held, and why it failed. */
export function ImportPage() {
  const { t } = useTexts("imports", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, import: id } = useParams({ from: "/organizations/$org/imports/$import" });
  const query = useQuery({
    queryKey: keys.import(org, id),
    queryFn: ({ signal }) => client.call(importRoutes.getImport, { params: { org, import: id }, signal }),
    enabled: may("directory:read"),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isAtWork(data) ? POLL_MS : false),
  });
  const { data } = query;
  return (
    <Page
      title={data === undefined ? t("title") : t("title.of", { source: data.source })}
      parent={{ to: "/organizations/$org/imports", text: t("common:page.imports") }}
      badge={data === undefined ? undefined : <ImportState result={data} />}
      actions={data === undefined ? undefined : <ImportActions result={data} />}
      permission="directory:read"
    >
      <QueryView query={query}>{(found) => <Result result={found} />}</QueryView>
    </Page>
  );
}

function isAtWork({ state, checkedAt }: ImportResult): boolean {
  return state === "staged" || state === "merging" || (state === "staging" && checkedAt === null);
}

function Result({ result }: { readonly result: ImportResult }) {
  const { t } = useTexts("imports");
  const { createdAt, checkedAt, endedAt, notes, failure, state } = result;
  return (
    <div className="provisioning-parts">
      <Facts createdAt={createdAt} checkedAt={checkedAt} endedAt={endedAt} />
      {isAtWork(result) && (
        <p role="status">{t(state === "staging" ? "at-work.staging" : "at-work.merging")}</p>
      )}
      {failure !== null && (
        <section className="panel">
          <h2>{t("failure")}</h2>
          <ReasonList reasons={[failure]} />
        </section>
      )}
      <Held result={result} />
      {(checkedAt !== null || state === "merged") && <Counts result={result} />}
      {notes.length > 0 && (
        <section className="panel">
          <h2>{t("notes")}</h2>
          <ReasonList reasons={notes} />
        </section>
      )}
    </div>
  );
}

function Facts(times: Pick<ImportResult, "createdAt" | "checkedAt" | "endedAt">) {
  const { t } = useTexts("imports");
  const shown = [
    [t("column.at"), times.createdAt],
    [t("checked"), times.checkedAt],
    [t("ended"), times.endedAt],
  ] as const;
  return (
    <dl className="summary">
      {shown.map(([name, at]) =>
        at === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Time at={at} />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

const COUNTS = [
  "created",
  "updated",
  "restored",
  "unchanged",
  "leavers",
  "membersAdded",
  "membersRemoved",
] as const satisfies readonly (keyof ImportResult)[];

function Counts({ result }: { readonly result: ImportResult }) {
  const { t } = useTexts("imports");
  const { number } = useFormat();
  const { people, groups, checkedAt } = result;
  return (
    <section className="panel">
      <h2>{t(checkedAt === null ? "counts" : "counts.would")}</h2>
      <p className="soft">{t("counts.of", { people: number(people), groups: number(groups) })}</p>
      <table className="facts import-counts">
        <tbody>
          {COUNTS.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`count.${name}`)}</th>
              <td>{number(result[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Held({ result }: { readonly result: ImportResult }) {
  const { t } = useTexts("imports");
  const { number } = useFormat();
  const { held, checkedAt } = result;
  if (held === null) return null;
  const count = held.leavers;
  return (
    <section className="panel import-held">
      <h2>{t(checkedAt === null ? "held" : "held.would", { count, shown: number(count) })}</h2>
      <p>{t("held.help")}</p>
      <ReasonList reasons={[held.reason]} />
      {checkedAt === null ? (
        <p className="soft">{t("held.again")}</p>
      ) : (
        <AcceptLeavers result={result} leavers={result.leavers + count} />
      )}
    </section>
  );
}
