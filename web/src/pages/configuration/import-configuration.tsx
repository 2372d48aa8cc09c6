import Button from "@cloudscape-design/components/button";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FILE_LENGTH_MAX } from "../../../../src/files/parse-documents.ts";
import type { Messages } from "../../../../src/messages/catalogue-messages.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Panel } from "../../objects/panel.tsx";
import { useServerMessages } from "../../objects/use-reason-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";
import { ApplyConfiguration } from "./apply-configuration.tsx";
import { type ConfigurationInput, compareText, type TextOutcome } from "./compare-text.ts";
import { type ConfigurationOwner, compareDocuments } from "./configuration-calls.ts";
import { ConfigurationChanges, ConfigurationErrors } from "./configuration-changes.tsx";
import { ConfigurationForm } from "./configuration-form.tsx";
import "../../forms/forms.css";
import "../../objects/provisioning.css";
import "./configuration.css";

const EMPTY: ConfigurationInput = { text: "", secrets: {}, prune: false, deletionsMax: 10 };

/** What was done with the changes after they were shown. */
type Ending = { readonly kind: "applied"; readonly count: number } | { readonly kind: "moved" };

/** Compares a file with the server, shows the changes, and makes exactly these after one question. */
export function ImportConfiguration({ owner }: { readonly owner: ConfigurationOwner }) {
  // A component of its own waits for the texts: React loses the state of one that waits between its hooks.
  const messages = useServerMessages();
  return <ImportPanel owner={owner} messages={messages} />;
}

interface ImportPanelProps {
  readonly owner: ConfigurationOwner;
  readonly messages: Messages;
}

function ImportPanel({ owner, messages }: ImportPanelProps) {
  const { t } = useTexts("configuration");
  const { client } = useConsole();
  const { number } = useFormat();
  const [input, setInput] = useState(EMPTY);
  const [outcome, setOutcome] = useState<TextOutcome>();
  const [references, setReferences] = useState<readonly string[]>([]);
  const [isAsked, setAsked] = useState(false);
  const [ending, setEnding] = useState<Ending>();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => compareText(input, messages, (body) => compareDocuments(client, owner, body)),
    onMutate: () => setEnding(undefined),
    onSuccess(found) {
      setOutcome(found);
      if (found.kind !== "unusable") setReferences(found.references);
    },
  });

  /** What was shown is about the text as it was. */
  function change(changed: ConfigurationInput) {
    setInput(changed);
    setOutcome(undefined);
    setEnding(undefined);
    reset();
  }
  return (
    <Panel heading={t("import")} text={t("import.text")}>
      <ConfigurationForm
        input={input}
        references={references}
        isPending={isPending}
        onChange={change}
        onCompare={() => mutate()}
      />
      {error !== null && <ErrorState of="action" error={error} />}
      <div role="status">
        {ending?.kind === "applied" && (
          <p className="note">{t("applied", { count: ending.count, shown: number(ending.count) })}</p>
        )}
        {ending?.kind === "moved" && <p className="note">{t("moved")}</p>}
        {outcome?.kind === "unusable" && (
          <p className="panel-wrong">{t(`unusable.${outcome.reason}`, { limit: number(FILE_LENGTH_MAX) })}</p>
        )}
        {outcome?.kind === "compared" && <ConfigurationChanges compared={outcome} />}
      </div>
      {outcome?.kind === "wrong" && <ConfigurationErrors wrong={outcome} />}
      {outcome?.kind === "compared" && outcome.result.changed > 0 && (
        <Button variant="primary" onClick={() => setAsked(true)}>
          {t("apply")}
        </Button>
      )}
      {isAsked && outcome?.kind === "compared" && (
        <ApplyConfiguration
          owner={owner}
          compared={outcome}
          onApplied={({ changed }) => {
            setAsked(false);
            setOutcome(undefined);
            setEnding({ kind: "applied", count: changed });
          }}
          onChanged={(result) => {
            setAsked(false);
            setOutcome({ ...outcome, result });
            setEnding({ kind: "moved" });
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </Panel>
  );
}
