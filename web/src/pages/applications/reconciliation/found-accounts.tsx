import type { ReactNode } from "react";
import type { ReconciliationShape } from "../../../../../src/contract/reconcile.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { ChangeList } from "../../../objects/change-list.tsx";
import { ObjectLink } from "../../../objects/object-link.tsx";
import { ReasonList } from "../../../objects/reason-list.tsx";

type Drift = ReconciliationShape["drift"][number];

/** Entries that a list shows at first; the others are opened by a click. */
const SHOWN_MAX = 10;
const CLASSES = ["local", "unassigned", "assigned"] as const;

interface DriftListProps {
  readonly drift: readonly Drift[];
  /** What the comparison did about them, if it did anything. */
  readonly done: "corrected" | "held" | undefined;
}

/** The linked accounts that differ, each with its attributes. */
export function DriftList({ drift, done }: DriftListProps) {
  const { t } = useTexts("reconcile");
  return (
    <div className="found-accounts">
      <div className="row-head">
        <h3>{t("drift")}</h3>
        {done !== undefined && <span className="badge">{t(done)}</span>}
      </div>
      <Rows items={drift} idOf={({ objectId }) => objectId}>
        {(each) => <Difference difference={each} />}
      </Rows>
    </div>
  );
}

function Difference({
  difference: { type, objectId, name, kind, changes, membersLost },
}: {
  readonly difference: Drift;
}) {
  const { t } = useTexts("reconcile");
  const { number } = useFormat();
  return (
    <>
      <div className="row-head">
        <ObjectLink type={type} objectId={objectId} name={name} />
        <span className="badge badge-warm">{t(`kind.${kind}`)}</span>
      </div>
      <ChangeList changes={changes} />
      {membersLost > 0 && (
        <p className="soft">{t("members", { count: membersLost, shown: number(membersLost) })}</p>
      )}
    </>
  );
}

/** The values that the target refused, each with its answer. */
export function RefusalList({ refusals }: Pick<ReconciliationShape, "refusals">) {
  const { t } = useTexts("reconcile");
  if (refusals.length === 0) return null;
  return (
    <div className="found-accounts">
      <h3>{t("refused")}</h3>
      <p className="soft">{t("refused.text")}</p>
      <Rows
        items={refusals}
        idOf={({ objectId, path, member, reasons }) =>
          `${objectId} ${path ?? member} ${reasons[0]?.params["account"]}`
        }
      >
        {({ type, objectId, name, reasons }) => (
          <>
            <div className="row-head">
              <ObjectLink type={type} objectId={objectId} name={name} />
            </div>
            <ReasonList reasons={reasons} />
          </>
        )}
      </Rows>
    </div>
  );
}

/** The accounts without a link: how many of each class, and their names. */
export function OrphanList({ orphans, accounts }: Pick<ReconciliationShape, "orphans" | "accounts">) {
  const { t } = useTexts("reconcile");
  const { number } = useFormat();
  const found = CLASSES.filter((each) => orphans[each] > 0);
  if (found.length === 0) return null;
  return (
    <div className="found-accounts">
      <h3>{t("orphans")}</h3>
      <p className="soft">{t("orphans.text")}</p>
      {found.map((each) => (
        <details key={each}>
          <summary>{t(`class.${each}`, { count: orphans[each], shown: number(orphans[each]) })}</summary>
          <Rows
            items={accounts.filter((account) => account.class === each)}
            idOf={({ accountId }) => accountId}
          >
            {({ name, accountId }) => (
              <div className="row-head">
                {name === null ? <span>{t("unnamed")}</span> : <span translate="no">{name}</span>}
                <code translate="no">{accountId}</code>
              </div>
            )}
          </Rows>
        </details>
      ))}
    </div>
  );
}

interface RowsProps<Item> {
  readonly items: readonly Item[];
  idOf(item: Item): string;
  readonly children: (item: Item) => ReactNode;
}

function Rows<Item>({ items, idOf, children }: RowsProps<Item>) {
  const { t } = useTexts("reconcile");
  const { number } = useFormat();
  const [shown, rest] = [items.slice(0, SHOWN_MAX), items.slice(SHOWN_MAX)];
  const list = (part: readonly Item[]) => (
    <ul className="rows">
      {part.map((item) => (
        <li key={idOf(item)}>{children(item)}</li>
      ))}
    </ul>
  );
  return (
    <>
      {list(shown)}
      {rest.length > 0 && (
        <details>
          <summary className="changes-more">
            {t("others", { count: rest.length, shown: number(rest.length) })}
          </summary>
          {list(rest)}
        </details>
      )}
    </>
  );
}
