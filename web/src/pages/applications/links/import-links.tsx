import Modal from "@cloudscape-design/components/modal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { accountLinkRoutes, type LinkImportShape } from "../../../../../src/contract/account-links.ts";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { keys } from "../../../api/keys.ts";
import { FileChoice } from "../../../forms/file-choice.tsx";
import { FormFooter } from "../../../forms/form-footer.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useReasonTexts } from "../../../objects/use-reason-texts.ts";
import { useConsole } from "../../../shell/console-context.ts";
import { ErrorState } from "../../../states/error-state.tsx";
import "../../../states/dialog-body.css";

interface ImportLinksProps {
  readonly application: ApplicationShape;
  onEnd(): void;
}

/** Makes the links of a file: a first press checks it, and a second one makes the links. */
export function ImportLinks({ application: { orgId: org, appId: app }, onEnd }: ImportLinksProps) {
  const { t } = useTexts("links", "common");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const { mutate, reset, data, isPending, error } = useMutation({
    mutationFn: ({ chosen, isTrial }: { readonly chosen: File; readonly isTrial: boolean }) =>
      client.upload(
        accountLinkRoutes.importLinks,
        { params: { org, app }, query: { dryRun: isTrial ? "true" : "false" } },
        { file: chosen },
      ),
    onSuccess: ({ dryRun }) => {
      if (!dryRun) void queries.invalidateQueries({ queryKey: keys.application(org, app) });
    },
  });
  const isDone = data?.dryRun === false;
  const isChecked = data?.dryRun === true;
  const press = () => {
    if (isDone) onEnd();
    else if (file !== undefined) mutate({ chosen: file, isTrial: !isChecked });
  };
  return (
    <Modal
      visible
      size="large"
      header={t("import.heading")}
      closeAriaLabel={t("common:close")}
      onDismiss={onEnd}
      footer={
        <FormFooter
          action={isDone ? t("common:close") : isChecked ? t("import.make") : t("import.check")}
          isPending={isPending}
          onAction={press}
          onCancel={onEnd}
        />
      }
    >
      <div className="dialog-body">
        <p>{t("import.text")}</p>
        <FileChoice
          label={t("import.file")}
          help={t("import.help")}
          accept=".csv,.json,text/csv,application/json"
          file={file}
          onChoose={(chosen) => {
            setFile(chosen);
            reset();
          }}
        />
        {data !== undefined && <ImportEffect result={data} />}
        {error !== null && <ErrorState of="action" error={error} />}
      </div>
    </Modal>
  );
}

/** Rows that are shown; the answer of the API has all of them. */
const ROWS_SHOWN = 200;

function ImportEffect({ result }: { readonly result: LinkImportShape }) {
  const { t } = useTexts("links");
  const { number } = useFormat();
  const textFor = useReasonTexts();
  const { dryRun, linked, unchanged, rejected } = result;
  const counted = (count: number) => ({ count, shown: number(count) });
  return (
    <div role="status">
      <p>
        {t(dryRun ? "import.would" : "import.made", counted(linked))}{" "}
        {t("import.unchanged", counted(unchanged))}
      </p>
      {rejected.length > 0 && (
        <>
          <p>{t("import.rejected", counted(rejected.length))}</p>
          <ul className="reasons">
            {rejected.slice(0, ROWS_SHOWN).map(({ line, code, params }) => (
              <li key={line}>
                {t("import.line", { line: number(line) })} {textFor({ code, params })}
              </li>
            ))}
          </ul>
          {rejected.length > ROWS_SHOWN && (
            <p className="soft">{t("import.more", counted(rejected.length - ROWS_SHOWN))}</p>
          )}
        </>
      )}
    </div>
  );
}
