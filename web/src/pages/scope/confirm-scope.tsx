import type { ScopePreviewShape } from "../../../../src/contract/scopes.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Confirm } from "../../states/confirm.tsx";

interface ConfirmScopeProps<Result> {
  readonly preview: ScopePreviewShape;
  run(): Promise<Result>;
  onDone(result: Result): void;
  onCancel(): void;
}

/** Asks once before filters are saved that take access away, and says from how many accounts. */
export function ConfirmScope<Result>({
  preview: { losing, names, after },
  run,
  onDone,
  onCancel,
}: ConfirmScopeProps<Result>) {
  const { t } = useTexts("scope");
  const { number } = useFormat();
  return (
    <Confirm
      heading={t("confirm.heading")}
      text={t("confirm.text", {
        count: losing,
        shown: number(losing),
        after: number(after),
        names: `${names.join(", ")}${losing > names.length ? " …" : ""}`,
      })}
      action={t("save")}
      run={run}
      onDone={onDone}
      onCancel={onCancel}
    />
  );
}
