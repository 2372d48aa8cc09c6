import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";
import "./provisioning.css";

interface Change {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** A new account has an entry for each of its attributes; more than these are opened by a click. */
const SHOWN_MAX = 4;

/** The attributes of an account that change, each with its former and its new value. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTexts();
  const { number } = useFormat();
  if (changes.length === 0) return null;
  // The line that opens a single one would take its place.
  const [shown, rest] =
    changes.length <= SHOWN_MAX + 1 ? [changes, []] : [changes.slice(0, SHOWN_MAX), changes.slice(SHOWN_MAX)];
  return (
    <>
      <Changes changes={shown} />
      {rest.length > 0 && (
        <details>
          <summary className="changes-more">
            {t("changes.more", { count: rest.length, shown: number(rest.length) })}
          </summary>
          <Changes changes={rest} />
        </details>
      )}
    </>
  );
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul className="changes" translate="no">
      {changes.map(({ path, from, to }) => (
        <li key={path}>
          <code>{path}</code> {from !== null && <del>{textOf(from)}</del>} → <ins>{textOf(to)}</ins>
        </li>
      ))}
    </ul>
  );
}

/** A dash stands for a value that is not there. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
