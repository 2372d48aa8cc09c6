import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useTexts } from "../../i18n/use-texts.ts";
import { useMay } from "../../shell/console-context.ts";
import { DefinitionDialog } from "./definition-dialog.tsx";

/** Adds schemas and resource types from a document, as `muster schema apply` does from a file. */
export function AddDefinitions() {
  const { t } = useTexts("schemas");
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may("directory:write")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("add")}</Button>
      {isOpen && <DefinitionDialog heading={t("add")} text="" onEnd={() => setOpen(false)} />}
    </>
  );
}
