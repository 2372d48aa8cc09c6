import type { TriedAttributeShape } from "../../../../src/contract/mappings.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useReasonTexts } from "../../objects/use-reason-texts.ts";

/** The value that an attribute gets, and why a plan may give another. A dash stands for no value. */
export function TriedValue({ attribute }: { readonly attribute: TriedAttributeShape }) {
  const { t } = useTexts("mappings");
  const textFor = useReasonTexts();
  const { value, apply, note } = attribute;
  return (
    <>
      <span translate="no">
        {value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value)}
      </span>
      {apply === "on-create" && <div className="soft">{t("option.on-create")}</div>}
      {note !== undefined && <div className="mapping-note">{textFor(note)}</div>}
    </>
  );
}
