import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { definitionRoutes } from "../../../../src/contract/definitions.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { DialogButton } from "../../objects/dialog-button.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";

const shape = z.object({
  id: z.string().min(1),
  name: z.string().min(1).max(200),
  description: z.string().max(2_000).optional(),
});

/** Creates a schema without attributes; its page adds them. */
export function AddSchema() {
  const { t } = useTexts("schemas");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <DialogButton text={t("schema.add")} variant="primary" permission="directory:write">
      {(close) => (
        <FormDialog
          heading={t("schema.add")}
          intro={t("schema.add-text")}
          action={t("schema.add")}
          shape={shape}
          defaults={{ id: "", name: "", description: "" }}
          run={async ({ description = "", ...named }) => {
            const schemas = [{ ...named, description, attributes: [] }];
            await client.call(definitionRoutes.applyDefinitions, { params: { org }, body: { schemas } });
            return named.id;
          }}
          onDone={(schema) => {
            void queries.invalidateQueries({ queryKey: keys.definitions(org) });
            close();
            void navigate({ to: "/organizations/$org/schemas/$schema", params: { org, schema } });
          }}
          onCancel={close}
        >
          {({ control }) => (
            <>
              <TextField control={control} name="id" label={t("urn")} help={t("schema.urn-help")} />
              <TextField control={control} name="name" label={t("name")} />
              <TextField control={control} name="description" label={t("description")} />
            </>
          )}
        </FormDialog>
      )}
    </DialogButton>
  );
}
