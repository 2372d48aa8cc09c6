import type { z } from "zod";
import type { tokenRoutes } from "../../../../src/contract/tokens.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ShownOnce } from "../../objects/shown-once.tsx";

/** A token with its secret, as the server answers its creation. */
export type CreatedToken = z.output<typeof tokenRoutes.createToken.response>;

/** Shows a token that was created just now, with the address that its client needs beside it. */
export function NewToken({ token, onClose }: { readonly token: CreatedToken; onClose(): void }) {
  const { t } = useTexts("scim-tokens");
  const { kind, name, scimUrl } = token;
  const address = kind === "scim" ? [{ label: t("address"), value: scimUrl }] : [];
  return (
    <ShownOnce
      heading={t("new.heading", { name })}
      text={t("new.text")}
      values={[...address, { label: t("new.token"), value: token.token }]}
      onClose={onClose}
    />
  );
}
