import { useTexts } from "../../i18n/use-texts.ts";
import { DialogButton } from "../../objects/dialog-button.tsx";
import { AttributeDialog } from "./attribute-dialog.tsx";

/** Adds an attribute to a schema of the organization. */
export function AddAttribute({ schema }: { readonly schema: string }) {
  const { t } = useTexts("schemas");
  return (
    <DialogButton text={t("attribute.add")} permission="directory:write">
      {(close) => <AttributeDialog schema={schema} onEnd={close} />}
    </DialogButton>
  );
}
