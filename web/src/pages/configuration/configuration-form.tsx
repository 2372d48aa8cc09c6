import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Textarea from "@cloudscape-design/components/textarea";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import { FileChoice } from "../../forms/file-choice.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import type { ConfigurationInput } from "./compare-text.ts";

interface ConfigurationFormProps {
  readonly input: ConfigurationInput;
  /** The references of the text, whose values can be given. */
  readonly references: readonly string[];
  readonly isPending: boolean;
  onChange(input: ConfigurationInput): void;
  onCompare(): void;
}

/** The text of a configuration file, from a file or pasted, and how it is applied. */
export function ConfigurationForm(props: ConfigurationFormProps) {
  const { input, references, isPending, onChange, onCompare } = props;
  const { t } = useTexts("configuration", "common");
  const [file, setFile] = useState<File>();
  const change = (part: Partial<ConfigurationInput>) => onChange({ ...input, ...part });

  async function choose(chosen: File | undefined) {
    setFile(chosen);
    if (chosen !== undefined) change({ text: await chosen.text() });
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onCompare();
      }}
    >
      <FileChoice
        label={t("file")}
        help={t("file.help")}
        accept=".yaml,.yml,application/yaml"
        file={file}
        onChoose={(chosen) => void choose(chosen)}
      />
      <FormField stretch label={t("text")} constraintText={t("text.help")}>
        <Textarea
          className="form-long"
          rows={14}
          spellcheck={false}
          value={input.text}
          onChange={({ detail }) => change({ text: detail.value })}
        />
      </FormField>
      <References input={input} references={references} onChange={onChange} />
      <FormField stretch constraintText={t("prune.help")}>
        <Toggle checked={input.prune} onChange={({ detail }) => change({ prune: detail.checked })}>
          {t("prune")}
        </Toggle>
      </FormField>
      {input.prune && (
        <FormField stretch label={t("deletions")} constraintText={t("deletions.help")}>
          <Input
            type="number"
            inputMode="numeric"
            value={input.deletionsMax === undefined ? "" : String(input.deletionsMax)}
            onChange={({ detail }) =>
              change({ deletionsMax: detail.value === "" ? undefined : Number(detail.value) })
            }
          />
        </FormField>
      )}
      <div>
        <Button formAction="submit" loading={isPending} loadingText={t("common:confirm.busy")}>
          {t("compare")}
        </Button>
      </div>
    </form>
  );
}

/** The values of references. A browser has no environment and no files of the server: they are typed. */
function References({
  input,
  references,
  onChange,
}: Pick<ConfigurationFormProps, "input" | "references" | "onChange">) {
  const { t } = useTexts("configuration");
  if (references.length === 0) return null;
  return (
    <fieldset className="configuration-references">
      <legend>{t("references")}</legend>
      <p className="soft">{t("references.help")}</p>
      {references.map((name) => (
        <FormField key={name} stretch label={<span translate="no">{name}</span>}>
          <Input
            type="password"
            autoComplete={false}
            value={input.secrets[name] ?? ""}
            onChange={({ detail }) =>
              onChange({ ...input, secrets: { ...input.secrets, [name]: detail.value } })
            }
          />
        </FormField>
      ))}
    </fieldset>
  );
}
