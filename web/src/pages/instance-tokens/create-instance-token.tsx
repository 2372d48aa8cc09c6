import { tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { TokenCreation } from "../scim-tokens/token-creation.tsx";

const KINDS = ["instance-admin", "metrics"] as const;
const DEFAULTS = { kind: "instance-admin", name: "", lifetimeDays: 365 } as const;

/** Creates a token of the installation, and shows it once. */
export function CreateInstanceToken() {
  const { t } = useTexts("scim-tokens", "instance-tokens");
  const { client } = useConsole();
  return (
    <TokenCreation permission="instance" list={keys.instanceTokens()}>
      {(parts) => (
        <FormDialog
          {...parts}
          shape={tokenRoutes.createInstanceToken.body}
          defaults={DEFAULTS}
          run={(body) => client.call(tokenRoutes.createInstanceToken, { body })}
        >
          {({ control }) => (
            <>
              <TextField
                control={control}
                name="name"
                label={t("field.name")}
                help={t("instance-tokens:name.help")}
              />
              <SelectField
                control={control}
                name="kind"
                label={t("field.kind")}
                options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              />
              <NumberField control={control} name="lifetimeDays" label={t("field.days")} />
            </>
          )}
        </FormDialog>
      )}
    </TokenCreation>
  );
}
