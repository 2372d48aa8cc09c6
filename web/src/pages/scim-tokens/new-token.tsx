import type { z } from "zod";
import type { tokenRoutes, token as tokenShape } from "../../../../src/contract/tokens.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ShownOnce } from "../../objects/shown-once.tsx";

/** A token with its secret, as the server answers its creation; only that of an organization has an address. */
export type CreatedToken = Pick<z.output<typeof tokenShape>, "kind" | "name"> &
  Pick<z.output<typeof tokenRoutes.createInstanceToken.response>, "token"> &
  Partial<Pick<z.output<typeof tokenRoutes.createToken.response>, "scimUrl">>;

/** Shows a token that was created just now, with the address that its client needs beside it. */
export function NewToken({ token, onClose }: { readonly token: CreatedToken; onClose(): void }) {
  const { t } = useTexts("scim-tokens");
  const { kind, name, scimUrl } = token;
  const address = kind === "scim" && scimUrl !== undefined ? [{ label: t("address"), value: scimUrl }] : [];
  return (
    <ShownOnce
      heading={t("new.heading", { name })}
      text={t("new.text")}
      values={[...address, { label: t("new.token"), value: token.token }]}
      onClose={onClose}
    />
  );
}
