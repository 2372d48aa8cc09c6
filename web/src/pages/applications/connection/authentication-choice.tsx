import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { useTexts } from "../../../i18n/use-texts.ts";

/** The kinds of authentication at a target. */
const KINDS = ["bearer", "oauth"] as const;
export type Authentication = (typeof KINDS)[number];

interface ChoiceProps {
  readonly value: Authentication;
  onChange(value: Authentication): void;
}

/** Asks how calls are authenticated; the fields below follow the answer. */
export function AuthenticationChoice({ value, onChange }: ChoiceProps) {
  const { t } = useTexts("connection");
  return (
    <FormField label={t("kind")}>
      <RadioGroup
        value={value}
        items={KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
        onChange={({ detail }) => onChange(KINDS.find((each) => each === detail.value) ?? "bearer")}
      />
    </FormField>
  );
}
