import type { ScopePreviewShape } from "../../../../src/contract/scopes.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";

/** How many objects the filters bring into scope and take out. */
export function ScopePreview({ preview }: { readonly preview: ScopePreviewShape }) {
  const { t } = useTexts("scope");
  const { number } = useFormat();
  const { names, losing, ...counts } = preview;
  return (
    <section className="note" role="status">
      <dl className="summary scope-counts">
        {(["before", "after", "entering", "leaving"] as const).map((each) => (
          <div key={each}>
            <dt>{t(`count.${each}`)}</dt>
            <dd>{number(counts[each])}</dd>
          </div>
        ))}
        <div>
          <dt>{t("count.losing")}</dt>
          <dd>{number(losing)}</dd>
        </div>
      </dl>
      {names.length > 0 && (
        <p translate="no">
          {names.join(", ")}
          {losing > names.length && " …"}
        </p>
      )}
    </section>
  );
}
