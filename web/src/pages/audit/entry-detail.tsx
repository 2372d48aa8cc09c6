import { useFormat } from "../../i18n/use-format.ts";
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
          <summary className="changes-more">{t("detail.more", { count: rest.length })}</summary>
          <Facts facts={rest} />
        </details>
      )}
    </>
  );
}

/** Times stand in details as milliseconds since 1970: numbers from 2001 to 2096. */
function isTime(name: string, value: unknown): value is number {
  return typeof value === "number" && /expires|at$|until/i.test(name) && value > 1e12 && value < 4e12;
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, unknown])[] }) {
  const { t } = useTexts("audit");
  const { dateTime } = useFormat();
  const show = (name: string, value: unknown): string => {
    if (isTime(name, value)) return dateTime(new Date(value).toISOString());
    if (value === null || (Array.isArray(value) && value.length === 0)) return "–";
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (Array.isArray(value)) return value.map((each) => show(name, each)).join(", ");
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  return (
    <ul className="changes" translate="no">
      {facts.map(([name, value]) => (
        <li key={name}>
          {isChange(value) ? (
            <ChangeList changes={[{ path: name, from: value.from ?? null, to: value.to }]} />
          ) : (
            <>
              <code>{name}</code> {show(name, value)}
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
