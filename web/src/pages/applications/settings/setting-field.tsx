import type { Control } from "react-hook-form";
import { NumberField } from "../../../forms/number-field.tsx";
import { SelectField } from "../../../forms/select-field.tsx";
import { TextField } from "../../../forms/text-field.tsx";
import { useTexts } from "../../../i18n/use-texts.ts";
import type { Setting, SettingDraft } from "./setting-draft.ts";
import { useSettingWords } from "./use-setting-words.ts";

interface SettingFieldProps {
  readonly setting: Setting;
  readonly control: Control<SettingDraft, unknown, SettingDraft>;
}

/** The field of one setting. Left empty, or on its first option, the setting has its default. */
export function SettingField({ setting, control }: SettingFieldProps) {
  const { t } = useTexts("settings");
  const words = useSettingWords();
  const { name, kind, choices, default: standard } = setting;
  const field = { control, name, label: words.label(setting), help: words.help(setting), hasDefault: true };
  switch (kind) {
    case "number":
    case "whole":
      return <NumberField {...field} />;
    case "address":
      return <TextField {...field} type="email" />;
    case "domain":
    case "pattern":
    case "filter":
      return <TextField {...field} />;
    case "switch":
    case "choice": {
      const values = kind === "switch" ? [true, false] : choices;
      return (
        <SelectField
          {...field}
          options={[
            { value: "", label: t("option.default", { value: words.value(setting, standard) }) },
            ...values.map((value) => ({ value: String(value), label: words.value(setting, value) })),
          ]}
        />
      );
    }
  }
}
