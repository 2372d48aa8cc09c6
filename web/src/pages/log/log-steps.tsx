import type { LogStepShape } from "../../../../src/contract/records.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import "./log.css";

/** The steps that an object went through, each with its outcome and its reasons. */
export function LogSteps({ steps }: { readonly steps: readonly LogStepShape[] }) {
  const { t } = useTexts("log");
  return (
    <table className="log-steps">
      <thead>
        <tr>
          <th scope="col">{t("column.step")}</th>
          <th scope="col">{t("column.step-status")}</th>
          <th scope="col">{t("column.reasons")}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ type, status, reasons }) => (
          <tr key={type}>
            <th scope="row">{t(`step.${type}`)}</th>
            <td>
              <span className={`badge badge-${status}`}>{t(`step-status.${status}`)}</span>
            </td>
            <td>
              <ReasonList reasons={reasons} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
