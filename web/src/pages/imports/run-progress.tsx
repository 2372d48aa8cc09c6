import Button from "@cloudscape-design/components/button";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ErrorState } from "../../states/error-state.tsx";
import type { FileLine, ImportRun } from "./import-run.ts";

/** How far an upload is; when it was refused, why, with the lines of the file that are wrong. */
export function RunProgress({ run }: { readonly run: ImportRun }) {
  const { t } = useTexts("imports");
  const { number } = useFormat();
  const { state, source } = run;
  if (state.kind === "cancelled" || state.kind === "checked") return null;
  if (state.kind === "failed") return <Failure error={state.error} lines={state.lines} />;
  const percent = state.kind === "sending" && state.total > 0 ? (100 * state.sent) / state.total : 100;
  return (
    <section className="panel" aria-live="polite">
      <h2>{t("run.heading", { source })}</h2>
      <progress className="progress" max={100} value={percent} aria-label={t("run.progress")} />
      <p className="soft">
        {state.kind === "sending"
          ? t("run.sending", { file: state.file, percent: number(Math.floor(percent)) })
          : t("run.checking")}
      </p>
      <p className="soft">{t("run.leave")}</p>
      <div className="import-actions">
        <Button onClick={() => run.cancel()}>{t("run.cancel")}</Button>
      </div>
    </section>
  );
}

function Failure({ error, lines }: { readonly error: unknown; readonly lines: readonly FileLine[] }) {
  const { t } = useTexts("imports");
  return (
    <div>
      <ErrorState of="action" error={error} />
      {lines.length > 0 && (
        <dl className="import-lines">
          {lines.map(({ file, line, text }) => (
            <div key={line}>
              <dt>{t("run.line", { file, line: String(line) })}</dt>
              <dd>
                <code translate="no">{text}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
