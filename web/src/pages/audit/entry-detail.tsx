import { useTexts } from "../../i18n/use-texts.ts";
import { ChangeList } from "../../objects/change-list.tsx";

type Detail = Readonly<Record<string, unknown>>;

/** More facts than these are opened by a click. */
const SHOWN_MAX = 3;

/** The facts of an entry. One that has a former and a new value shows both. */
export function EntryDetail({ detail }: { readonly detail: Detail }) {
  const { t } = useTexts("audit");
  const facts = Object.entries(detail);
  if (facts.length === 0) return "–";
  const rest = facts.slice(SHOWN_MAX);
  return (
    <>
      <Facts facts={facts.slice(0, SHOWN_MAX)} />
      {rest.length > 0 && (
        <details>
          <summary className="audit-more">{t("detail.more", { count: rest.length })}</summary>
          <Facts facts={rest} />
        </details>
      )}
    </>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, unknown])[] }) {
  return (
    <ul className="changes" translate="no">
      {facts.map(([name, value]) => (
        <li key={name}>
          {isChange(value) ? (
            <ChangeList changes={[{ path: name, from: value.from ?? null, to: value.to }]} />
          ) : (
            <>
              <code>{name}</code> {typeof value === "string" ? value : JSON.stringify(value)}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function isChange(value: unknown): value is { readonly from: unknown; readonly to: unknown } {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}
