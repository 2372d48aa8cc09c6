import { tokenProfile, tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { TokenCreation } from "./token-creation.tsx";

const KINDS = ["scim", "organization-admin"] as const;
const DEFAULTS = { kind: "scim", profile: "generic", name: "", lifetimeDays: 365, user: "" } as const;

/** Creates a token of the organization, and shows it once. */
export function CreateToken() {
  const { t } = useTexts("scim-tokens");
  const { client } = useConsole();
  const org = useOrganization();
  return (
    <TokenCreation permission="organization:write" list={keys.tokens(org)}>
      {(parts) => (
        <FormDialog
          {...parts}
          shape={tokenRoutes.createToken.body}
          defaults={DEFAULTS}
          places={{ "object.not-found": "user", "token.user-not-active": "user" }}
          run={(body) => client.call(tokenRoutes.createToken, { params: { org }, body })}
        >
          {({ control }) => (
            <>
              <TextField control={control} name="name" label={t("field.name")} help={t("field.name-help")} />
              <SelectField
                control={control}
                name="kind"
                label={t("field.kind")}
                options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              />
              <SelectField
                control={control}
                name="profile"
                label={t("field.profile")}
                help={t("field.profile-help")}
                options={tokenProfile.options.map((profile) => ({
                  value: profile,
                  label: t(`profile.${profile}`),
                }))}
              />
              <NumberField control={control} name="lifetimeDays" label={t("field.days")} />
              <TextField control={control} name="user" label={t("field.user")} help={t("field.user-help")} />
            </>
          )}
        </FormDialog>
      )}
    </TokenCreation>
  );
}
