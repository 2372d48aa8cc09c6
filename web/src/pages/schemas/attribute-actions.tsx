import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useTexts } from "../../i18n/use-texts.ts";
import { Confirm } from "../../states/confirm.tsx";
import { AttributeDialog } from "./attribute-dialog.tsx";
import { useSchemaChange } from "./use-schema-change.ts";

interface AttributeActionsProps {
  readonly schema: string;
  readonly attribute: Readonly<Record<string, unknown>> & { readonly name: string };
}

/** Edits an attribute of a schema, or removes it after a question. */
export function AttributeActions({ schema, attribute }: AttributeActionsProps) {
  const { t } = useTexts("schemas");
  const { apply, refresh } = useSchemaChange(schema);
  const [action, setAction] = useState<"edit" | "remove">();
  const close = () => setAction(undefined);
  const { name } = attribute;
  return (
    <div className="row-actions">
      <Button variant="inline-link" ariaLabel={t("edit.heading", { name })} onClick={() => setAction("edit")}>
        {t("attribute.edit")}
      </Button>
      <Button
        variant="inline-link"
        ariaLabel={t("attribute.remove-of", { name })}
        onClick={() => setAction("remove")}
      >
        {t("attribute.remove")}
      </Button>
      {action === "edit" && <AttributeDialog schema={schema} attribute={attribute} onEnd={close} />}
      {action === "remove" && (
        <Confirm
          heading={t("attribute.remove-heading", { name })}
          text={t("attribute.remove-text")}
          action={t("attribute.remove")}
          run={() => apply((attributes) => attributes.filter((each) => each["name"] !== name))}
          onDone={() => {
            refresh();
            close();
          }}
          onCancel={close}
        />
      )}
    </div>
  );
}
