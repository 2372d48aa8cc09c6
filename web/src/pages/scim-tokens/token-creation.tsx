import Button from "@cloudscape-design/components/button";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Permission } from "../../../../src/contract/route.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useMay } from "../../shell/console-context.ts";
import { type CreatedToken, NewToken } from "./new-token.tsx";

interface DialogParts {
  readonly heading: string;
  readonly action: string;
  onDone(token: CreatedToken): void;
  onCancel(): void;
}

interface TokenCreationProps {
  readonly permission: Permission;
  /** The list that the token joins. */
  readonly list: QueryKey;
  /** The dialog with the fields of the token. */
  readonly children: (parts: DialogParts) => ReactNode;
}

/** The button that creates a token by a dialog, and the token, which is shown once. */
export function TokenCreation({ permission, list, children }: TokenCreationProps) {
  const { t } = useTexts("scim-tokens");
  const may = useMay();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedToken>();
  if (!may(permission)) return null;
  const parts = {
    heading: t("create"),
    action: t("create.run"),
    onDone(token: CreatedToken) {
      void queries.invalidateQueries({ queryKey: list });
      setOpen(false);
      setCreated(token);
    },
    onCancel: () => setOpen(false),
  };
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t("create")}
      </Button>
      {isOpen && children(parts)}
      {created !== undefined && <NewToken token={created} onClose={() => setCreated(undefined)} />}
    </>
  );
}
