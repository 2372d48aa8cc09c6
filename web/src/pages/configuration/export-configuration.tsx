import Button from "@cloudscape-design/components/button";
import { useMutation } from "@tanstack/react-query";
import type { GatheredDocument } from "../../../../src/files/gather-documents.ts";
import { writeConfiguration } from "../../../../src/files/write-configuration.ts";
import type { Messages } from "../../../../src/messages/catalogue-messages.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Panel } from "../../objects/panel.tsx";
import { saveText } from "../../objects/save-text.ts";
import { useServerMessages } from "../../objects/use-reason-texts.ts";
import { ErrorState } from "../../states/error-state.tsx";

interface ExportConfigurationProps {
  /** The name of the file without its ending. */
  readonly name: string;
  read(): Promise<readonly GatheredDocument[]>;
}

/** Downloads documents as a file with comments, as the command line writes it, and says what is left out. */
export function ExportConfiguration(props: ExportConfigurationProps) {
  const messages = useServerMessages();
  return <ExportPanel {...props} messages={messages} />;
}

function ExportPanel({ name, read, messages }: ExportConfigurationProps & { readonly messages: Messages }) {
  const { t } = useTexts("configuration", "common");
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async () => {
      const exported = await read();
      const lines = writeConfiguration(
        exported.map(({ document }) => document),
        messages,
      );
      saveText(`${toFileName(name)}.yaml`, `${lines.join("\n")}\n`, "application/yaml");
      return exported.filter(({ omitted }) => omitted.length > 0);
    },
  });
  return (
    <Panel
      heading={t("export")}
      text={t("export.text")}
      actions={
        <Button loading={isPending} loadingText={t("common:confirm.busy")} onClick={() => mutate()}>
          {t("export.run")}
        </Button>
      }
    >
      {error !== null && <ErrorState of="action" error={error} />}
      {data?.map(({ document, omitted }) => (
        <p key={JSON.stringify(document["name"])} className="note" role="status">
          {messages.word("cli.config-omitted", {
            name: String(document["name"]),
            sections: omitted.join(", "),
          })}
        </p>
      ))}
    </Panel>
  );
}

/** A name without the characters that systems refuse in names of files. */
function toFileName(name: string): string {
  const kept = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  return kept === "" ? "configuration" : kept;
}
