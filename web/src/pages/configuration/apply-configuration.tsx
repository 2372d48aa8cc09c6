import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ConfigurationResultShape } from "../../../../src/contract/configuration.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import type { ComparedText } from "./compare-text.ts";
import { applyDocuments, type ConfigurationOwner, compareDocuments } from "./configuration-calls.ts";

interface ApplyConfigurationProps {
  readonly owner: ConfigurationOwner;
  readonly compared: ComparedText;
  onApplied(result: ConfigurationResultShape): void;
  /** Gets the changes as they are now, when they are no longer those that were shown. */
  onChanged(result: ConfigurationResultShape): void;
  onCancel(): void;
}

/** Asks once, and makes exactly the changes that were shown: they are compared once more just before. */
export function ApplyConfiguration(props: ApplyConfigurationProps) {
  const { owner, compared, onApplied, onChanged, onCancel } = props;
  const { t } = useTexts("configuration");
  const { client } = useConsole();
  const { number } = useFormat();
  const queries = useQueryClient();
  const { body, result } = compared;
  const { changed, deletions, changes } = result;
  const [accounts] = useState(() => changes.reduce((sum, each) => sum + (each.accounts ?? 0), 0));

  async function apply() {
    const now = await compareDocuments(client, owner, body);
    if (JSON.stringify(now.changes) !== JSON.stringify(changes)) return { isSame: false, result: now };
    return { isSame: true, result: await applyDocuments(client, owner, body) };
  }
  return (
    <Confirm
      heading={t("apply.heading", { count: changed, shown: number(changed) })}
      text={t("apply.text", { deletions: number(deletions), accounts: number(accounts) })}
      action={t("apply")}
      run={apply}
      onDone={(done) => {
        if (!done.isSame) return onChanged(done.result);
        void queries.invalidateQueries();
        onApplied(done.result);
      }}
      onCancel={onCancel}
    />
  );
}
