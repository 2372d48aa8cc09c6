import type { SchemaShape } from "../../../../src/contract/definitions.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import "./schemas.css";

/** Whether a definition comes from the RFCs, or from the organization. */
export function Origin({ origin }: Pick<SchemaShape, "origin">) {
  const { t } = useTexts("schemas");
  return (
    <span className={origin === "custom" ? "badge badge-active" : "badge badge-quiet"}>
      {t(`origin.${origin}`)}
    </span>
  );
}
