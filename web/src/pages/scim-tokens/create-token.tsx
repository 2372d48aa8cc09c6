import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { tokenProfile, tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { type CreatedToken, NewToken } from "./new-token.tsx";

const KINDS = ["scim", "organization-admin"] as const;
const DEFAULTS = { kind: "scim", profile: "generic", name: "", lifetimeDays: 365, user: "" } as const;

/** Creates a token, and shows it once. */
export function CreateToken() {
  const { t } = useTexts("scim-tokens");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedToken>();
  if (!may("organization:write")) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t("create")}
      </Button>
      {isOpen && (
        <FormDialog
          heading={t("create")}
          action={t("create.run")}
          shape={tokenRoutes.createToken.body}
          defaults={DEFAULTS}
          places={{ "object.not-found": "user", "token.user-not-active": "user" }}
          run={(body) => client.call(tokenRoutes.createToken, { params: { org }, body })}
          onDone={(token) => {
            void queries.invalidateQueries({ queryKey: keys.tokens(org) });
            setOpen(false);
            setCreated(token);
          }}
          onCancel={() => setOpen(false)}
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
      {created !== undefined && <NewToken token={created} onClose={() => setCreated(undefined)} />}
    </>
  );
}
