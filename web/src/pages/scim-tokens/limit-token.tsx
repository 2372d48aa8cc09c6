import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type TokenDetails, tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { NumberField } from "../../forms/number-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";

/** Sets how many requests a token may send each second. */
export function LimitToken({ token }: { readonly token: TokenDetails }) {
  const { t } = useTexts("scim-tokens");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { tokenId, kind, revokedAt, requestsPerSecond } = token;
  const hasLimit = kind === "scim" || kind === "organization-admin";
  if (!may("instance") || !hasLimit || revokedAt !== null) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("limit")}</Button>
      {isOpen && (
        <FormDialog
          heading={t("limit.heading")}
          action={t("limit.run")}
          intro={t("limit.text")}
          shape={tokenRoutes.limitToken.body}
          defaults={{ requestsPerSecond: requestsPerSecond ?? undefined }}
          run={(body) => client.call(tokenRoutes.limitToken, { params: { org, token: tokenId }, body })}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.tokens(org) });
            setOpen(false);
          }}
          onCancel={() => setOpen(false)}
        >
          {({ control }) => (
            <NumberField
              control={control}
              name="requestsPerSecond"
              label={t("per-second")}
              help={t("limit.help")}
            />
          )}
        </FormDialog>
      )}
    </>
  );
}
