import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { z } from "zod";
import { type DefinitionEffects, definitionRoutes } from "../../../../src/contract/definitions.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { LongTextField } from "../../forms/long-text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { type Definitions, readDefinitions } from "./read-definitions.ts";

interface DefinitionDialogProps {
  readonly heading: string;
  /** The document before the change; empty for a new one. */
  readonly text: string;
  onEnd(): void;
}

interface Checked {
  readonly definitions: Definitions;
  readonly effects: DefinitionEffects;
}

/** Asks for definitions as JSON, lets the server say what they would change, and applies them after a question. */
export function DefinitionDialog({ heading, text, onEnd }: DefinitionDialogProps) {
  const { t } = useTexts("schemas");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const [checked, setChecked] = useState<Checked>();
  const shape = useMemo(
    () =>
      z.object({
        text: z
          .string()
          .refine((given) => readDefinitions(given) !== undefined, { error: t("document.not-json") }),
      }),
    [t],
  );

  async function check(given: string): Promise<Checked | undefined> {
    const definitions = readDefinitions(given);
    if (definitions === undefined) return undefined;
    const body = { ...definitions, dryRun: true };
    const effects = await client.call(definitionRoutes.applyDefinitions, { params: { org }, body });
    return { definitions, effects };
  }
  if (checked !== undefined) {
    const { definitions, effects } = checked;
    const named = effects.changes.map(
      ({ action, id }) => `${t(`effect.${action}`)}${t("common:colon")} ${id}`,
    );
    return (
      <Confirm
        heading={t("apply.heading", { count: effects.changes.length })}
        text={named.join(" · ")}
        action={t("apply")}
        run={() =>
          client.call(definitionRoutes.applyDefinitions, { params: { org }, body: { ...definitions } })
        }
        onDone={() => {
          void queries.invalidateQueries({ queryKey: keys.definitions(org) });
          onEnd();
        }}
        onCancel={onEnd}
      />
    );
  }
  return (
    <FormDialog
      heading={heading}
      action={t("check")}
      intro={t("document.intro")}
      shape={shape}
      defaults={{ text }}
      places={{ "schema.invalid": "text" }}
      run={({ text: given }) => check(given)}
      onDone={setChecked}
      onCancel={onEnd}
    >
      {({ control }) => (
        <LongTextField
          control={control}
          name="text"
          label={t("document")}
          help={t("document.help")}
          rows={16}
        />
      )}
    </FormDialog>
  );
}
