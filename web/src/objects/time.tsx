import { useFormat } from "../i18n/use-format.ts";

/** A time as a distance from now; the exact time is its title, and stands in the page for machines. */
export function Time({ at }: { readonly at: string }) {
  const { relative, dateTime } = useFormat();
  return (
    <time dateTime={at} title={dateTime(at)}>
      {relative(at)}
    </time>
  );
}
