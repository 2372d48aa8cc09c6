import Button from "@cloudscape-design/components/button";
import { useId } from "react";
import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { DEFAULT_SIZE, type ListAddress, useListAddress } from "./use-list-address.ts";

interface PagerProps {
  readonly address: ListAddress;
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}

const SIZES = [DEFAULT_SIZE, 50, 100] as const;

/** Leads from page to page of a list that the server cuts into pages. */
export function Pager({ address, next }: PagerProps) {
  const { t } = useTexts();
  const { number } = useFormat();
  const id = useId();
  const moves = useListAddress(address);
  const isFirst = address.after === undefined;
  const isOnly = isFirst && next === null && address.size === undefined;
  if (isOnly) return null;
  return (
    <nav className="pager" aria-label={t("pager")}>
      <span className="pager-size">
        <label htmlFor={id}>{t("pager.size")}</label>
        <select
          id={id}
          value={address.size ?? DEFAULT_SIZE}
          onChange={({ target }) => moves.change({ size: sizeOf(Number(target.value)) })}
        >
          {SIZES.map((size) => (
            <option key={size} value={size}>
              {number(size)}
            </option>
          ))}
        </select>
      </span>
      {moves.number !== undefined && <span>{t("pager.page", { number: number(moves.number) })}</span>}
      <Button variant="link" disabled={isFirst} onClick={moves.first}>
        {t("pager.first")}
      </Button>
      <Button disabled={isFirst || moves.number === undefined} onClick={moves.previous}>
        {t("pager.previous")}
      </Button>
      <Button disabled={next === null} onClick={() => next !== null && moves.next(next)}>
        {t("pager.next")}
      </Button>
    </nav>
  );
}

function sizeOf(size: number): 50 | 100 | undefined {
  return size === 50 || size === 100 ? size : undefined;
}
