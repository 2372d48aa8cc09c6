import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { type Fact, listFacts } from "./list-facts.ts";
import { useDetailNames } from "./use-detail-names.ts";
import { useDetailValues } from "./use-detail-values.ts";
import "../../objects/provisioning.css";

/** More facts than these are opened by a click. */
const SHOWN_MAX = 3;

/** The facts of an entry. One that has a former and a new value shows both. */
export function EntryDetail({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const { t } = useTexts("audit");
  const { number } = useFormat();
  const facts = listFacts(detail);
  if (facts.length === 0) return "–";
  const rest = facts.slice(SHOWN_MAX);
  return (
    <>
      <Facts facts={facts.slice(0, SHOWN_MAX)} />
      {rest.length > 0 && (
        <details>
          <summary className="changes-more">
            {t("detail.more", { count: rest.length, shown: number(rest.length) })}
          </summary>
          <Facts facts={rest} />
        </details>
      )}
    </>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const nameOf = useDetailNames();
  const show = useDetailValues();
  return (
    <ul className="changes">
      {facts.map((fact) => (
        <li key={fact.name}>
          <span className="soft">{nameOf(fact.name) ?? <code translate="no">{fact.name}</code>}</span>{" "}
          <span translate="no">
            {fact.kind === "value" ? (
              show(fact.name, fact.value)
            ) : (
              <>
                <del>{show(fact.name, fact.from)}</del> → <ins>{show(fact.name, fact.to)}</ins>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
