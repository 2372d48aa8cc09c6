import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { expressionRoutes } from "../../../../src/contract/expressions.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useReasonTexts } from "../../objects/use-reason-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { QueryView } from "../../states/query-view.tsx";

/** The functions of the language with their help; the chosen one goes into the expression. */
export function FunctionList({ onChoose }: { onChoose(name: string): void }) {
  const { t } = useTexts("mappings");
  const { client } = useConsole();
  const org = useOrganization();
  const id = useId();
  const textFor = useReasonTexts();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const query = useQuery({
    queryKey: keys.functions(org),
    queryFn: ({ signal }) => client.call(expressionRoutes.listFunctions, { params: { org }, signal }),
    enabled: isOpen,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <details className="mapping-functions" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("functions")}</summary>
      {isOpen && (
        <>
          <span className="object-chooser">
            <label htmlFor={id}>{t("functions.search")}</label>
            <input id={id} type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
          </span>
          <QueryView query={query}>
            {({ items }) => (
              <ul className="mapping-function-list">
                {items
                  .map((each) => ({ ...each, text: textFor(each.summary) }))
                  .filter(({ name, text }) =>
                    `${name} ${text}`.toLowerCase().includes(search.trim().toLowerCase()),
                  )
                  .map(({ name, signature, text }) => (
                    <li key={name}>
                      <button type="button" className="link-button" onClick={() => onChoose(name)}>
                        <code translate="no">{signature}</code>
                      </button>
                      <p className="mapping-note">{text}</p>
                    </li>
                  ))}
              </ul>
            )}
          </QueryView>
        </>
      )}
    </details>
  );
}
