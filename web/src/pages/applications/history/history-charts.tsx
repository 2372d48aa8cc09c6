import BarChart from "@cloudscape-design/components/bar-chart";
import type { HistoryDayShape } from "../../../../../src/contract/history.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";

interface ChartProps {
  readonly days: readonly HistoryDayShape[];
}

const COUNTS = ["created", "updated", "disabled", "deleted", "failed"] as const;
/** Colours of our theme, because the kit would draw changes in the red of failures. */
const COLORS = {
  created: "var(--m-accent)",
  updated: "var(--m-line-strong)",
  disabled: "var(--m-warm)",
  deleted: "var(--m-text)",
  failed: "var(--m-bad)",
  p50Ms: "var(--m-accent)",
  maxMs: "var(--m-line-strong)",
} as const;
const HEIGHT = 180;

/** How many objects were created, changed, disabled, deleted or refused on each day. */
export function CycleChart({ days }: ChartProps) {
  const { t } = useTexts("applications", "common");
  const { number, day: dayName } = useFormat();
  const dates = days.map(({ day }) => day);
  return (
    <BarChart<string>
      series={COUNTS.filter((count) => days.some((day) => day[count] > 0)).map((count) => ({
        type: "bar",
        title: t(`history.${count}`),
        color: COLORS[count],
        data: days.map((day) => ({ x: day.day, y: day[count] })),
        valueFormatter: number,
      }))}
      stackedBars
      hideFilter
      height={HEIGHT}
      xDomain={dates}
      xScaleType="categorical"
      xTitle={t("history.day")}
      yTitle={t("history.objects")}
      ariaLabel={t("history.cycles")}
      i18nStrings={{
        xTickFormatter: dayName,
        yTickFormatter: number,
        detailPopoverDismissAriaLabel: t("common:close"),
      }}
    />
  );
}

/** How long blocked users kept their access on each day: half of them, and the one that kept it longest. */
export function DeprovisioningChart({ days }: ChartProps) {
  const { t } = useTexts("applications", "common");
  const { number, seconds, day: dayName } = useFormat();
  const dates = days.map(({ day }) => day);
  const seriesOf = (time: "p50Ms" | "maxMs", title: string) => ({
    type: "bar" as const,
    title,
    color: COLORS[time],
    data: days.map(({ day, deprovisioning }) => ({ x: day, y: (deprovisioning?.[time] ?? 0) / 1_000 })),
    valueFormatter: (value: number) => seconds(value * 1_000),
  });
  return (
    <BarChart<string>
      series={[seriesOf("p50Ms", t("history.half")), seriesOf("maxMs", t("history.longest"))]}
      hideFilter
      height={HEIGHT}
      xDomain={dates}
      xScaleType="categorical"
      xTitle={t("history.day")}
      yTitle={t("history.seconds")}
      ariaLabel={t("history.deprovisioning")}
      i18nStrings={{
        xTickFormatter: dayName,
        yTickFormatter: number,
        detailPopoverDismissAriaLabel: t("common:close"),
      }}
    />
  );
}
