import { listChanges } from "../../../../src/files/list-changes.ts";
import type { PlacedError } from "../../../../src/files/placed-error.ts";
import { placeError } from "../../../../src/files/sort-by-place.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useServerMessages } from "../../objects/use-reason-texts.ts";
import type { ComparedText, WrongText } from "./compare-text.ts";

const LOOKS = { create: "success", change: "warm", delete: "failure" } as const;

/** The changes that a text makes, in the words of the command line, and what is noted about it. */
export function ConfigurationChanges({ compared }: { readonly compared: ComparedText }) {
  const { t } = useTexts("configuration");
  const messages = useServerMessages();
  const { result, documents } = compared;
  const notes = result.notes.map(({ code, params, pointer }) =>
    placeError({ code, params, pointer, detail: messages.pageText(code, params) }, documents),
  );
  return (
    <div className="configuration-changes">
      {result.changed === 0 && <p className="note">{messages.word("cli.config-same")}</p>}
      {listChanges(result, messages).map(({ action, title, concerned, changes }) => (
        <section key={title} className="configuration-subject">
          <h3>
            <span className={`badge badge-${LOOKS[action]}`}>{t(`action.${action}`)}</span>{" "}
            <span translate="no">{title}</span>
          </h3>
          {concerned !== "" && <p className="configuration-concerned">{concerned}</p>}
          {changes.length > 0 && (
            <ul className="changes">
              {changes.map((each) => (
                <li key={`${each.path} ${each.value}`}>
                  <span className={`badge badge-${LOOKS[each.action]}`}>{t(`action.${each.action}`)}</span>{" "}
                  <code translate="no">{each.path}</code> <span translate="no">{each.value}</span>{" "}
                  {each.concerned !== "" && <span className="configuration-concerned">{each.concerned}</span>}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {notes.length > 0 && (
        <>
          <h3>{t("notes")}</h3>
          <PlacedList items={notes} />
        </>
      )}
    </div>
  );
}

/** What is wrong with a text, each with its line and column. Nothing was changed. */
export function ConfigurationErrors({ wrong: { errors, unlisted } }: { readonly wrong: WrongText }) {
  const { t } = useTexts("configuration");
  const { number } = useFormat();
  const count = errors.length + unlisted;
  return (
    <div className="failure" role="alert">
      <h3>{t("errors", { count, shown: number(count) })}</h3>
      <PlacedList items={errors} />
      {unlisted > 0 && <p>{t("errors.more", { count: unlisted, shown: number(unlisted) })}</p>}
    </div>
  );
}

function PlacedList({ items }: { readonly items: readonly PlacedError[] }) {
  const { t } = useTexts("configuration");
  return (
    <ul className="reasons">
      {items.map((each) => {
        const { line, column, pointer, detail, expected = "" } = each;
        return (
          <li key={`${line} ${column} ${pointer} ${detail}`}>
            {line !== undefined && <strong>{t("place", { line, column: column ?? 1 })}</strong>} {detail}
            {expected !== "" && (
              <>
                {" "}
                <span>{t("expected")}</span> <code translate="no">{expected}</code>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
