import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { describeFault } from "./test-result.tsx";

/** When the connection, as it is now, was last tested, and whether it works. */
export function LastTest({ lastTest }: Pick<ApplicationShape, "lastTest">) {
  const { t } = useTexts("applications");
  if (lastTest === null) return <>{t("tested.never")}</>;
  const { at, works, fault } = lastTest;
  return (
    <>
      <span className={`badge ${works ? "badge-active" : "badge-deleted"}`}>
        {t(works ? "tested.works" : "tested.failed")}
      </span>{" "}
      <Time at={at} />
      {fault !== null && <ReasonList reasons={describeFault(fault)} />}
    </>
  );
}
